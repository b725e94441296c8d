import { PARTITIONS } from "./partition-table.ts";

/** Under which names AWS's services answer, in all partitions. */
const SUFFIXES = Object.values(PARTITIONS).flatMap(({ dnsSuffix, dualStackSuffix }) => [dnsSuffix, dualStackSuffix]);

/** Whether a host is AWS's own, VPC endpoints included. Whatever else answers AWS's calls only stands in for it. */
export function isAwsHost(host: string): boolean {
  return SUFFIXES.some((suffix) => host.toLowerCase().endsWith(`.${suffix}`));
}

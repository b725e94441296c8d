import { PARTITIONS } from "./partition-table.ts";

/** Under which names AWS's services answer, in all partitions. */
const SUFFIXES = Object.values(PARTITIONS).flatMap(({ dnsSuffix, dualStackSuffix }) => [dnsSuffix, dualStackSuffix]);

/** Whether a host is AWS's own, VPC endpoints included. Whatever else answers AWS's calls only stands in for it. */
export function isAwsHost(host: string): boolean {
  return SUFFIXES.some((suffix) => host.toLowerCase().endsWith(`.${suffix}`));
}

/** Whether it is one of AWS's hosts that are reached by IPv6, too. */
export function isDualStackHost(host: string): boolean {
  return Object.values(PARTITIONS).some(({ dualStackSuffix }) => host.endsWith(`.${dualStackSuffix}`));
}

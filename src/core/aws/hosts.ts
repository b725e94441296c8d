/** Under which names AWS's services answer, in all partitions: the SDK's `partitions.json` has them. */
const SUFFIXES = [
  "amazonaws.com",
  "api.aws",
  "amazonaws.com.cn",
  "api.amazonwebservices.com.cn",
  "amazonaws.eu",
  "api.amazonwebservices.eu",
  "c2s.ic.gov",
  "api.aws.ic.gov",
  "sc2s.sgov.gov",
  "api.aws.scloud",
  "cloud.adc-e.uk",
  "api.cloud-aws.adc-e.uk",
  "csp.hci.ic.gov",
  "api.aws.hci.ic.gov",
];

/** Whether a host is AWS's own, VPC endpoints included. Whatever else answers AWS's calls only stands in for it. */
export function isAwsHost(host: string): boolean {
  return SUFFIXES.some((suffix) => host.toLowerCase().endsWith(`.${suffix}`));
}

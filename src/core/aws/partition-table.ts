/**
 * All that differs from one partition of AWS to another. Names of hosts and Regions are those of the SDK's `partitions.json`. What is
 * absent is told by no page and no tool of AWS that was looked at, and is said as unknown: docs/partitions.md has every source.
 */
export interface Partition {
  /** What it is called in a sentence. */
  readonly title: string;
  /** Under which name services answer: `sso.REGION.amazonaws.com`. */
  readonly dnsSuffix: string;
  /** The same for those who ask by IPv6, too. */
  readonly dualStackSuffix: string;
  /** As of 2026. Newer ones exist: the list is for suggestions, not for refusing. */
  readonly regions: readonly string[];
  /** Those that every account has; the others are off until somebody enables them. Absent: all of them. */
  readonly defaultRegions?: readonly string[];
  /** Where IAM has its quotas and events. */
  readonly iamRegion: string;
  /** The console's host, below the name of a Region. */
  readonly console?: string;
  /** Where people sign in when nobody chose another name, by Region; `*` stands for all others. */
  readonly usualPortal: Readonly<Record<string, string>>;
  /** Where the access portal answers, too. */
  readonly otherPortals: readonly string[];
  /** The usual portals are told by AWS's tools alone, in these Regions; `*` stands for all. */
  readonly portalsByToolsOnly: readonly string[];
  /** Whether AWS's lists of endpoints have IAM Identity Center. */
  readonly hasIdentityCenter: boolean;
  /** Regions for which those lists have Amplify. */
  readonly amplifyRegions: readonly string[];
}

const words = (text: string): readonly string[] => text.split(" ");

/** AWS's isolated partitions: their consoles and portals are told nowhere. */
const ISOLATED = {
  usualPortal: {},
  otherPortals: [],
  portalsByToolsOnly: [],
  hasIdentityCenter: false,
  amplifyRegions: [],
} as const;

export const PARTITIONS: Readonly<Record<string, Partition>> = {
  aws: {
    title: "AWS",
    dnsSuffix: "amazonaws.com",
    dualStackSuffix: "api.aws",
    regions: [
      ...words("us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1 sa-west-1"),
      ...words("eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2"),
      ...words("ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-east-1 ap-east-2"),
      ...words("ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6"),
      ...words("ap-southeast-7 af-south-1 il-central-1 me-central-1 me-south-1 me-west-1"),
    ],
    // https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
    defaultRegions: [
      ...words("us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 sa-east-1 ap-south-1 eu-central-1 eu-north-1"),
      ...words("eu-west-1 eu-west-2 eu-west-3 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1"),
      "ap-southeast-2",
    ],
    iamRegion: "us-east-1",
    console: "console.aws.amazon.com",
    usualPortal: { "*": "{directory}.awsapps.com/start" },
    otherPortals: [
      "{instance}.portal.{region}.app.aws",
      "{instance}.{region}.portal.amazonaws.com",
      "identitycenter.amazonaws.com/{instance}",
    ],
    portalsByToolsOnly: [],
    hasIdentityCenter: true,
    amplifyRegions: [
      ...words("us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 sa-east-1 me-south-1 ap-east-1"),
      ...words("eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1 eu-south-1 ap-south-1"),
      ...words("ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2"),
    ],
  },
  "aws-us-gov": {
    title: "AWS GovCloud (US)",
    dnsSuffix: "amazonaws.com",
    dualStackSuffix: "api.aws",
    regions: ["us-gov-west-1", "us-gov-east-1"],
    iamRegion: "us-gov-west-1",
    console: "console.amazonaws-us-gov.com",
    usualPortal: {
      "us-gov-east-1": "start.{region}.us-gov-home.awsapps.com/directory/{directory}",
      "*": "start.us-gov-home.awsapps.com/directory/{directory}",
    },
    otherPortals: [
      "{instance}.portal.{region}.app.aws",
      "{instance}.{region}.portal.amazonaws.com",
      "identitycenter.us-gov.amazonaws.com/{instance}",
      "identitycenter.amazonaws.com/{instance}",
    ],
    portalsByToolsOnly: ["us-gov-east-1"],
    hasIdentityCenter: true,
    amplifyRegions: [],
  },
  "aws-cn": {
    title: "AWS in China",
    dnsSuffix: "amazonaws.com.cn",
    dualStackSuffix: "api.amazonwebservices.com.cn",
    regions: ["cn-north-1", "cn-northwest-1"],
    iamRegion: "cn-north-1",
    console: "console.amazonaws.cn",
    usualPortal: { "*": "start.home.awsapps.cn/directory/{directory}" },
    otherPortals: [
      "start.{region}.home.awsapps.cn/directory/{directory}",
      "{directory}.awsapps.cn/start",
      "{instance}.portal.{region}.app.amazonwebservices.com.cn",
      "{instance}.{region}.portal.amazonaws.com.cn",
      "identitycenter.amazonaws.com.cn/{instance}",
    ],
    portalsByToolsOnly: [],
    hasIdentityCenter: true,
    amplifyRegions: [],
  },
  "aws-eusc": {
    title: "the AWS European Sovereign Cloud",
    dnsSuffix: "amazonaws.eu",
    dualStackSuffix: "api.amazonwebservices.eu",
    regions: ["eusc-de-east-1"],
    iamRegion: "eusc-de-east-1",
    console: "console.amazonaws-eusc.eu",
    usualPortal: { "*": "{instance}.{region}.portal.amazonaws.eu" },
    otherPortals: ["{instance}.portal.{region}.api.amazonwebservices.eu", "identitycenter.amazonaws.eu/{instance}"],
    portalsByToolsOnly: ["*"],
    hasIdentityCenter: true,
    amplifyRegions: [],
  },
  "aws-iso": {
    ...ISOLATED,
    title: "AWS Top Secret",
    dnsSuffix: "c2s.ic.gov",
    dualStackSuffix: "api.aws.ic.gov",
    regions: ["us-iso-east-1", "us-iso-west-1"],
    iamRegion: "us-iso-east-1",
  },
  "aws-iso-b": {
    ...ISOLATED,
    title: "AWS Secret",
    dnsSuffix: "sc2s.sgov.gov",
    dualStackSuffix: "api.aws.scloud",
    regions: ["us-isob-east-1", "us-isob-west-1"],
    iamRegion: "us-isob-east-1",
  },
  "aws-iso-e": {
    ...ISOLATED,
    title: "the isolated partition aws-iso-e",
    dnsSuffix: "cloud.adc-e.uk",
    dualStackSuffix: "api.cloud-aws.adc-e.uk",
    regions: ["eu-isoe-west-1"],
    iamRegion: "eu-isoe-west-1",
  },
  "aws-iso-f": {
    ...ISOLATED,
    title: "the isolated partition aws-iso-f",
    dnsSuffix: "csp.hci.ic.gov",
    dualStackSuffix: "api.aws.hci.ic.gov",
    regions: ["us-isof-east-1", "us-isof-south-1"],
    iamRegion: "us-isof-south-1",
  },
};

/** The partition of a Region's name; `aws` where the name says nothing. */
export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("eusc-")) return "aws-eusc";
  const isolated = /^[a-z]{2}-iso([a-z]?)-/.exec(region)?.[1];
  if (isolated === undefined) return "aws";
  return isolated === "" ? "aws-iso" : `aws-iso-${isolated}`;
}

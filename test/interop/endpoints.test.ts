import { fileURLToPath } from "node:url";
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { clientSettings } from "../../src/aws/client-settings.ts";
import { endpointsIn } from "../../src/aws/endpoints.ts";
import { requestTargetOf } from "../../src/aws/request-target.ts";
import { isAwsHost } from "../../src/core/aws/hosts.ts";
import { PARTITIONS } from "../../src/core/aws/partition-table.ts";
import { requireTool, run } from "./child.ts";

/** What `endpoints.py` answers. */
interface OfBotocore {
  readonly partitions: Readonly<
    Record<string, { readonly suffixes: readonly string[]; readonly regions: readonly string[] }>
  >;
  readonly lists: Readonly<Record<string, Readonly<Record<"sso" | "iam" | "amplify", Listed>>>>;
  /** By service, and then by Region and kind: `eu-west-1 fips=true dualstack=false`. */
  readonly hosts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Listed {
  readonly regions: readonly string[];
  readonly scope: readonly string[];
}

const script = fileURLToPath(new URL("endpoints.py", import.meta.url));
let botocore: OfBotocore;

beforeAll(async () => {
  const env = { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: "1" };
  await requireTool("python3", ["-c", "import botocore"], env);
  const regions = Object.values(PARTITIONS).flatMap((partition) => partition.regions);
  const { stdout, stderr } = await run("python3", [script], { env, input: JSON.stringify(regions) });
  expect(stderr).toBe("");
  botocore = JSON.parse(stdout) as OfBotocore;
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the table of partitions", () => {
  it("has every partition and Region that botocore has, under the same names of hosts", () => {
    for (const [name, { suffixes, regions }] of Object.entries(botocore.partitions)) {
      const { dnsSuffix, dualStackSuffix, regions: ours = [] } = PARTITIONS[name] ?? {};
      expect([name, dnsSuffix, dualStackSuffix]).toEqual([name, ...suffixes]);
      expect(ours).toEqual(expect.arrayContaining([...regions]));
    }
  });

  it("has Identity Center, IAM and Amplify where botocore lists them", () => {
    for (const [name, { sso, iam, amplify }] of Object.entries(botocore.lists)) {
      const ours = PARTITIONS[name];
      expect([name, sso.regions.length > 0]).toEqual([name, ours?.hasIdentityCenter]);
      expect([name, [...amplify.regions].sort()]).toEqual([name, [...(ours?.amplifyRegions ?? [])].sort()]);
      if (iam.scope.length > 0) expect([name, ...iam.scope]).toEqual([name, ours?.iamRegion]);
    }
  });
});

describe("where calls go", () => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])("is where botocore has them go, in every Region (FIPS %s, dual-stack %s)", async (fips, dualStack) => {
    vi.stubEnv("AWS_USE_FIPS_ENDPOINT", String(fips));
    vi.stubEnv("AWS_USE_DUALSTACK_ENDPOINT", String(dualStack));
    const differences: string[] = [];
    let count = 0;
    for (const region of Object.values(PARTITIONS).flatMap((partition) => partition.regions)) {
      const asked = [endpointsIn(region, "sign-in"), endpointsIn(region, "work"), iamIn(region)];
      const ours = (await Promise.all(asked)).flat();
      for (const { service, host } of ours) {
        const theirs = botocore.hosts[service]?.[`${region} fips=${fips} dualstack=${dualStack}`];
        expect(isAwsHost(host), host).toBe(true);
        count += 1;
        if (host !== theirs && !isYounger(service, host, { fips, dualStack })) {
          differences.push(`${service} in ${region}: ${host}, not ${theirs}`);
        }
      }
    }
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(250);
  });
});

/** IAM's, which leads to people who still have access keys. */
async function iamIn(region: string) {
  const command = new ListUsersCommand({});
  const credentials = { accessKeyId: "none", secretAccessKey: "none" };
  const settings = await clientSettings({ region, credentials });
  const target = await requestTargetOf(command, () => new IAMClient(settings).send(command));
  return target === undefined ? [] : [{ service: "IAM", host: target.hostname }];
}

/**
 * Where our SDK's rules are younger than botocore's 1.43.11. Organizations is in one Region of each partition: by FIPS and IPv6 they go
 * there, too, where the older ones make hosts of every Region.
 */
function isYounger(
  service: string,
  host: string,
  { fips, dualStack }: Readonly<Record<"fips" | "dualStack", boolean>>,
) {
  if (service === "Organizations") return fips || dualStack;
  return host === "iam.global.api.amazonwebservices.eu";
}

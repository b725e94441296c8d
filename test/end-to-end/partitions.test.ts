import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { OrganizationDescription } from "../../src/simulator/organization-file/description.ts";
import { startSimulator } from "../../src/simulator/start.ts";
import type { RequestRecord } from "../../src/simulator/wire/request-log.ts";
import { someOf } from "../how-much.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const INSTANCE = "ssoins-7223a1b2c3d4e5f6";
const STORE = "d-9067a1b2c3";
const ANA = "ana@example.com";

/** An organization's AWS, an admin's folder and a developer's home. */
async function enter(region: string, organization: OrganizationDescription) {
  const asked: RequestRecord[] = [];
  const simulator = await startSimulator({
    speed: 1000,
    organization,
    approve: { userName: ANA },
    onRequest: (record) => asked.push(record),
  });
  onTestFinished(() => simulator.close());
  const [desk, home] = [await emptyFolder(), await emptyFolder()];
  await writeFile(path.join(desk, "team.csv"), `email,account\n${ANA},Sandbox North\nbo@example.com,Sandbox North\n`);
  const said: string[] = [];
  const kept = async (command: Promise<Finished>) => {
    const run = await command;
    said.push(run.stdout, run.stderr);
    return run;
  };
  const admin = (...args: readonly string[]) =>
    kept(onboard(args, { cwd: desk, endpoint: simulator.url, env: { AWS_REGION: region } }));
  const developer = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    kept(onboard(args, { cwd: home, env: { AWS_ENDPOINT_URL: simulator.url, ...env } }));
  const handover = path.join(desk, "onboard.handover.json");
  return { desk, home, handover, admin, developer, said, simulator, asked };
}

function inPartition(partition: NonNullable<OrganizationDescription["partition"]>, region: string) {
  return {
    partition,
    instances: [{ instanceId: INSTANCE, identityStoreId: STORE, region }],
    bootstrap: [{ account: "Sandbox North", regions: [region] }],
  };
}

async function textsIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(path.join(file.parentPath, file.name), "utf8")),
  );
}

/** What belongs to the usual partition alone. */
const OF_AWS = [/\barn:aws:/, /\bconsole\.aws\.amazon\.com/, /\.awsapps\.com\/start/, /no-reply@/];

const PLACES = [
  ["aws-eusc", "eusc-de-east-1", `https://${INSTANCE}.eusc-de-east-1.portal.amazonaws.eu`, "console.amazonaws-eusc.eu"],
  ["aws-cn", "cn-northwest-1", `https://start.home.awsapps.cn/directory/${STORE}`, "console.amazonaws.cn"],
  [
    "aws-us-gov",
    "us-gov-east-1",
    `https://start.us-gov-east-1.us-gov-home.awsapps.com/directory/${STORE}`,
    "console.amazonaws-us-gov.com",
  ],
  [
    "aws-us-gov",
    "us-gov-west-1",
    `https://start.us-gov-home.awsapps.com/directory/${STORE}`,
    "console.amazonaws-us-gov.com",
  ],
] as const;

describe("an organization of another partition", () => {
  it.each(someOf(PLACES, 1))(
    "is onboarded, used, read and left: %s, %s",
    async (partition, region, portal, console) => {
      const { desk, home, handover, admin, developer, said } = await enter(region, inPartition(partition, region));

      const applied = await admin("--emails", "team.csv", "--yes", "--no-bootstrap");
      expect(applied.code, applied.stdout + applied.stderr).toBe(0);
      expect(applied.stdout).toContain(`https://${region}.${console}/singlesignon/home?region=${region}#!/instances/`);
      expect(applied.stdout.replaceAll(/\s+/g, " ")).toMatch(/AWS lists no Amplify in any Region of /);
      expect(JSON.parse(await readFile(handover, "utf8"))).toMatchObject({ startUrl: portal, ssoRegion: region });

      const local = await developer(["local", "--handover", handover, "--email", ANA, "--yes"]);
      expect(local.code, local.stdout + local.stderr).toBe(0);
      expect(await readFile(path.join(home, ".aws/config"), "utf8")).toContain(`sso_start_url = ${portal}\n`);
      const doctor = await developer(["doctor", "--format", "json"]);
      expect(
        JSON.parse(doctor.stdout).findings.filter((one: { severity: string }) => one.severity === "error"),
      ).toEqual([]);

      const access = JSON.parse((await admin("access", "--format", "json")).stdout);
      expect(access.instance).toMatchObject({ partition, region, startUrl: portal });
      expect((await admin("export", "cloudformation", "--out", "there")).code).toBe(0);
      expect((await readdir(path.join(desk, "there"))).length).toBeGreaterThan(0);
      const left = await admin("leave", "--emails", ANA, "--yes");
      expect(left.code, left.stdout + left.stderr).toBe(0);
      expect(left.stdout).toContain(console);

      const everything = [...said, ...(await textsIn(desk)), ...(await textsIn(home))].join("\n");
      for (const foreign of OF_AWS) expect(everything).not.toMatch(foreign);
    },
  );
});

describe("an Identity Center with replicas in other Regions", () => {
  it("is changed where it is at home, from wherever, and signed in to at the replica that is named", async () => {
    const replica = "eu-central-1";
    const portal = `https://${INSTANCE}.portal.${replica}.app.aws`;
    const { home, handover, admin, developer, simulator, asked } = await enter(replica, {
      instances: [{ instanceId: INSTANCE, identityStoreId: STORE, region: "eu-west-1", additionalRegions: [replica] }],
    });
    const applied = await admin("--emails", "team.csv", "--yes", "--no-bootstrap", "--start-url", `${portal}/#/`);
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    expect(applied.stdout.replaceAll(/\s+/g, " ")).toContain(
      "People sign in in eu-central-1, where Identity Center has a replica",
    );
    const writes = asked.filter(({ operation }) => /^(Create|Put|Attach)/.test(operation ?? ""));
    expect(new Set(writes.map(({ region }) => region))).toEqual(new Set(["eu-west-1"]));
    expect(JSON.parse(await readFile(handover, "utf8"))).toMatchObject({ startUrl: portal, ssoRegion: replica });

    // Unsigned calls tell their Region by the host alone.
    const there = {
      AWS_ENDPOINT_URL_SSO_OIDC: `${simulator.url}/${replica}`,
      AWS_ENDPOINT_URL_SSO: `${simulator.url}/${replica}`,
    };
    const local = await developer(["local", "--handover", handover, "--email", ANA, "--yes"], there);
    expect(local.stdout).toContain("acts as amplify-policy in account 210987654321");
    expect(await readFile(path.join(home, ".aws/config"), "utf8")).toContain(
      `sso_start_url = ${portal}\nsso_region = ${replica}\n`,
    );
  });
});

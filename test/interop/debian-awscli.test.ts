import { rename } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onboard } from "../end-to-end/onboard.ts";
import { type InBetween, standInFor } from "./aws-in-between.ts";
import { type Finished, requireTool, run } from "./child.ts";
import {
  ACCOUNT,
  type DeveloperMachine,
  developerMachine,
  PERSON,
  PROFILE,
  ROLE,
  SESSION,
  shellOf,
} from "./developer-machine.ts";

/** Debian's AWS CLI 2.9, the oldest that knows `sso-session`. It knows no AWS_ENDPOINT_URL. */
const AWS = "/usr/bin/aws";
const PORTAL = "portal.sso.us-east-1.amazonaws.com";

/** The credential_process of the ambient profile, and nothing else, as Gen 1's CLI has it; then who that is. */
const WHO_AM_I = `
  import { fromProcess } from "@aws-sdk/credential-provider-process";
  import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
  const credentials = fromProcess({ profile: process.env.AWS_PROFILE });
  const { Arn } = await new STSClient({ credentials, region: "us-east-1" }).send(new GetCallerIdentityCommand({}));
  process.stdout.write(Arn);
`;

let machine: DeveloperMachine;
let between: InBetween;

beforeAll(async () => {
  await requireTool(AWS, ["--version"], { PATH: process.env.PATH });
  machine = await developerMachine();
  between = await standInFor([PORTAL], machine.simulator.url);
}, 60_000);
afterAll(() => {
  between.close();
  return machine.simulator.close();
});

/** A shell from which AWS's own addresses lead to the simulator. */
function shell(): NodeJS.ProcessEnv {
  return {
    ...shellOf(machine),
    HTTPS_PROXY: between.url,
    NO_PROXY: "127.0.0.1",
    AWS_CA_BUNDLE: between.certificate,
    AWS_PAGER: "",
  };
}

const aws = (...args: readonly string[]): Promise<Finished> => run(AWS, args, { env: shell() });

describe("Debian's AWS CLI on a machine that `onboard local` has set up", () => {
  it("is a version 2", async () => {
    expect((await aws("--version")).stdout).toMatch(/^aws-cli\/2\./);
  });

  it("lists the profile and reads what it says", async () => {
    expect((await aws("configure", "list-profiles")).stdout.trim().split("\n")).toEqual([PROFILE]);
    const get = async (key: string) => (await aws("configure", "get", key, "--profile", PROFILE)).stdout.trim();
    expect(await get("sso_session")).toBe(SESSION);
    expect(await get("sso_account_id")).toBe(ACCOUNT);
    expect(await get("sso_role_name")).toBe("amplify-policy");
    expect(await get("region")).toBe("us-east-1");
  });

  const whoAmI = () =>
    aws(
      "sts",
      "get-caller-identity",
      "--profile",
      PROFILE,
      "--endpoint-url",
      machine.simulator.url,
      "--output",
      "json",
    );

  it("reads the cached token, and acts as the role that the admin assigned", async () => {
    const { code, stdout, stderr } = await whoAmI();
    expect(code, stderr).toBe(0);
    const { Account, Arn } = JSON.parse(stdout) as { readonly Account: string; readonly Arn: string };
    expect(Account).toBe(ACCOUNT);
    expect(Arn).toMatch(ROLE);
    expect(new Set(between.asked)).toEqual(new Set([PORTAL]));
  });

  it("asks for a sign-in where the token is gone", async () => {
    const folder = path.join(machine.home, ".aws");
    await rename(path.join(folder, "sso"), path.join(folder, "sso-away"));
    await rename(path.join(folder, "cli"), path.join(folder, "cli-away")).catch(() => undefined);
    try {
      const { code, stderr } = await whoAmI();
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/Error loading SSO Token|aws sso login/);
    } finally {
      await rename(path.join(folder, "sso-away"), path.join(folder, "sso"));
    }
  });
});

describe("a Gen 1 profile beside it", () => {
  it("carries the sign-in through credential_process to clients that know no sso_session", async () => {
    const set = await onboard(["local", "--gen1", "--yes", "--no-login", "--email", PERSON], { cwd: machine.home });
    expect(set.code, set.stdout + set.stderr).toBe(0);
    // What Gen 1's CLI has: the process that the profile names, and what it prints. Here that is Debian's AWS CLI.
    const env = { ...shell(), PATH: `/usr/bin:/bin:${path.dirname(process.execPath)}`, AWS_PROFILE: `${PROFILE}-gen1` };
    const { code, stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", WHO_AM_I], { env });
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(ROLE);
  });
});

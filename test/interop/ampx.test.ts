import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, run } from "./child.ts";
import { ACCOUNT, type DeveloperMachine, developerMachine, PROFILE, ROLE, shellOf } from "./developer-machine.ts";

/** Where `.ci/interop-tools` puts `@aws-amplify/backend-cli`: it is far too large for this repository. */
const TOOLS = path.join(homedir(), ".cache", "onboard-interop");
const AMPX = path.join(TOOLS, "node_modules", "@aws-amplify", "backend-cli", "lib", "ampx.js");
const GUARD = fileURLToPath(new URL("../loopback-guard.mjs", import.meta.url));

let machine: DeveloperMachine;
let project: string;

beforeAll(async () => {
  if (!existsSync(AMPX)) throw new Error("ampx is needed: bash .ci/interop-tools installs it");
  machine = await developerMachine();
  // Beside ampx's own packages, so that the project finds them as one that has installed them does.
  project = path.join(TOOLS, "project");
  await mkdir(path.join(project, "amplify"), { recursive: true });
  await writeFile(path.join(project, "package.json"), '{"name":"app","version":"1.0.0","type":"module"}');
  await writeFile(
    path.join(project, "amplify", "backend.ts"),
    'import { defineBackend } from "@aws-amplify/backend";\ndefineBackend({});\n',
  );
}, 60_000);
afterAll(() => machine.simulator.close());

function ampx(...args: readonly string[]): Promise<Finished> {
  const env = {
    ...shellOf(machine),
    // It asks for notices and sends usage data wherever it runs; the guard lets neither out.
    NODE_OPTIONS: `--import ${GUARD}`,
    AMPLIFY_DISABLE_TELEMETRY: "1",
    npm_config_user_agent: "npm/11",
    CI: "true",
  };
  return run("sh", ["-c", 'cd "$1" && shift && exec "$@"', "sh", project, process.execPath, AMPX, ...args], { env });
}

describe("ampx on a machine that `onboard local` has set up", () => {
  it("`ampx sandbox --profile` gets past its credential, Region and bootstrap checks", async () => {
    const before = machine.calls.length;
    const { stdout, stderr } = await ampx("sandbox", "--once", "--profile", PROFILE);
    const told = stdout + stderr;
    expect(told).toContain("Amplify Sandbox");
    expect(told).toContain("us-east-1");
    expect(told).not.toMatch(/InvalidCredentialError|SSMCredentialsError|has not been bootstrapped/);
    const calls = machine.calls.slice(before);
    expect(calls).toContain("GetRoleCredentials");
    // The bootstrap's version, and after that the sandbox's secrets: it went on.
    expect(calls.indexOf("GetParametersByPath")).toBeGreaterThan(calls.indexOf("GetParameter"));
  }, 120_000);

  it("refuses a profile that was not set up", async () => {
    const { code, stdout, stderr } = await ampx("sandbox", "--once", "--profile", "somebody-elses");
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("Failed to load AWS credentials for profile 'somebody-elses'");
  }, 120_000);
});

const CHAIN = `
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
const credentials = fromNodeProviderChain({ ignoreCache: true });
const { Account, Arn } = await new STSClient({ credentials }).send(new GetCallerIdentityCommand({}));
console.log(JSON.stringify({ Account, Arn }));
`;
it("the JavaScript SDK's fromNodeProviderChain acts as the role that the admin assigned", async () => {
  const env = { ...shellOf(machine), AWS_PROFILE: PROFILE };
  const chain = path.join(project, "chain.mjs");
  await writeFile(chain, CHAIN);
  const { stdout, stderr } = await run(process.execPath, ["--no-warnings", "--import", GUARD, chain], { env });
  expect(stderr).toBe("");
  const { Account, Arn } = JSON.parse(stdout) as { readonly Account: string; readonly Arn: string };
  expect(Account).toBe(ACCOUNT);
  expect(Arn).toMatch(ROLE);
});

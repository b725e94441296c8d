import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RequestRecord } from "../../src/simulator/wire/request-log.ts";
import { type Finished, run } from "./child.ts";
import { type DeveloperMachine, developerMachine, PROFILE, ROLE, shellOf } from "./developer-machine.ts";

/** Where `.ci/interop-tools` puts `@aws-amplify/backend-cli`. */
const TOOLS = path.join(homedir(), ".cache", "onboard-interop");
const AMPX = path.join(TOOLS, "node_modules", "@aws-amplify", "backend-cli", "lib", "ampx.js");
const BINARY = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const GUARD = fileURLToPath(new URL("../loopback-guard.mjs", import.meta.url));

let machine: DeveloperMachine;
let project: string;

/** An app that ampx's CDK deploys: what `@aws-amplify/backend` makes of a backend, without the backend. */
const BACKEND = `
import path from "node:path";
import { App, CfnResource, Stack } from "aws-cdk-lib";
const app = new App({ outdir: path.resolve(".amplify/artifacts/cdk.out") });
new CfnResource(new Stack(app, "amplify-app-run-sandbox"), "Handle", { type: "AWS::CloudFormation::WaitConditionHandle" });
process.once("message", () => void app.synth());
`;

beforeAll(async () => {
  if (!existsSync(AMPX)) throw new Error("ampx is needed: bash .ci/interop-tools installs it");
  machine = await developerMachine();
  project = path.join(TOOLS, "project-run");
  await mkdir(path.join(project, "amplify"), { recursive: true });
  await writeFile(path.join(project, "package.json"), '{"name":"app","version":"1.0.0","type":"module"}');
  await writeFile(path.join(project, "amplify", "backend.ts"), BACKEND);
}, 60_000);
afterAll(() => machine.simulator.close());

/** Keys of nobody, and another Region. */
const STRAY = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "stray",
  AWS_REGION: "us-east-1",
};

function inProject(env: NodeJS.ProcessEnv, ...command: readonly string[]): Promise<Finished> {
  const shell = {
    ...shellOf(machine),
    ...STRAY,
    ...env,
    NODE_OPTIONS: `--import ${GUARD}`,
    AMPLIFY_DISABLE_TELEMETRY: "1",
    npm_config_update_notifier: "false",
    CI: "true",
  };
  return run("sh", ["-c", 'cd "$1" && shift && exec "$@"', "sh", project, ...command], { env: shell });
}

const SANDBOX = ["npx", "ampx", "sandbox", "--once"];
/** Calls that are signed with a role's or a user's keys: those to the access portal have a token instead. */
const signed = (requests: readonly RequestRecord[]) =>
  requests.filter(({ caller }) => caller !== undefined && caller !== "anonymous");
const strangersIn = (requests: readonly RequestRecord[]) => requests.filter(({ caller = "" }) => !ROLE.test(caller));

it("ampx without it splits in two: its own clients are the profile, and its CDK the stray keys", async () => {
  const before = machine.requests.length;
  const { stdout, stderr } = await inProject({ AWS_PROFILE: PROFILE }, ...SANDBOX);
  const requests = signed(machine.requests.slice(before));
  const strangers = strangersIn(requests).map(({ operation }) => operation);
  expect(strangers, stdout + stderr).toContain("AssumeRole");
  expect(strangers).not.toContain("GetParametersByPath");
  expect(requests.length).toBeGreaterThan(strangers.length);
});

it("`onboard run -- npx ampx sandbox` acts as the profile in both, and says what it has left out and added", async () => {
  const before = machine.requests.length;
  const { stdout, stderr } = await inProject({}, process.execPath, BINARY, "run", "--", ...SANDBOX);
  const requests = signed(machine.requests.slice(before));
  expect(stderr).toContain("Left out of its environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.");
  expect(stderr).toContain(`Added: --profile ${PROFILE}`);
  // ampx's own clients look at the bootstrap and the secrets; its CDK takes on the roles that deploy.
  const operations = requests.map(({ operation }) => operation);
  expect(operations, stdout + stderr).toEqual(
    expect.arrayContaining(["GetParameter", "GetParametersByPath", "AssumeRole"]),
  );
  expect(strangersIn(requests)).toEqual([]);
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "./child.ts";
import { ACCOUNT, type DeveloperMachine, developerMachine, PROFILE, ROLE, shellOf } from "./developer-machine.ts";

const BOTO3 = `
import boto3, json
identity = boto3.Session().client("sts").get_caller_identity()
print(json.dumps({"Account": identity["Account"], "Arn": identity["Arn"]}))
`;

let machine: DeveloperMachine;

beforeAll(async () => {
  machine = await developerMachine();
}, 60_000);
afterAll(() => machine.simulator.close());

it("boto3 acts as the role that the admin assigned, on a machine that `onboard local` has set up", async () => {
  const { stdout, stderr } = await run("python3", ["-c", BOTO3], {
    env: { ...shellOf(machine), AWS_PROFILE: PROFILE },
  });
  expect(stderr).toBe("");
  const { Account, Arn } = JSON.parse(stdout) as { readonly Account: string; readonly Arn: string };
  expect(Account).toBe(ACCOUNT);
  expect(Arn).toMatch(ROLE);
});

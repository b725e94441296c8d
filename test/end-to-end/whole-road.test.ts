import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PEOPLE, type Road, shellIn, walkTheRoad } from "./the-road.ts";

/** As ampx finds out who it is: the JavaScript SDK's own chain, and nothing but a profile's name to go by. */
const WHO_AM_I = `
  import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
  import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
  const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: "/cdk-bootstrap/hnb659fds/version" }));
  process.stdout.write(JSON.stringify({ arn: Arn, bootstrap: Number(Parameter.Value) }));
`;

let road: Road;

beforeAll(async () => {
  road = await walkTheRoad();
}, 180_000);
afterAll(() => road?.simulator.close());

const accounts = () => Object.values(road.simulator.world().accounts).filter(({ name }) => name.startsWith("sandbox-"));

describe("the whole road, from an empty Identity Center to five developers with an account each", () => {
  it("is one command for the admin", () => {
    expect(road.applied.code, road.applied.stdout + road.applied.stderr).toBe(0);
    expect(road.applied.stdout).toContain("5 of 5 people ready");
    expect(road.applied.stdout).toContain("AWS shows everything as planned");
  });

  it("leaves one account for each, in its unit, with its tags, each made by one call", () => {
    expect(accounts().map(({ name, email }) => [name, email])).toEqual(
      ["ana", "bo", "cleo", "dev", "eve"].map((name) => [`sandbox-${name}`, `aws+${name}@example.com`]),
    );
    const units = Object.values(road.simulator.world().organizationalUnits);
    const sandboxes = units.find(({ name }) => name === "Sandboxes")?.id;
    expect(new Set(accounts().map(({ parentId }) => parentId))).toEqual(new Set([sandboxes]));
    for (const { tags } of accounts()) {
      expect(tags).toEqual({ "managed-by": "amplify-onboard", "cost-center": "4711" });
    }
    expect(road.calls.filter(({ operation }) => operation === "CreateAccount")).toHaveLength(5);
  });

  it("leaves each account bootstrapped by the CDK's own toolkit, in the Region that people work in", () => {
    const stacks = Object.values(road.simulator.world().bootstraps);
    expect(stacks.map(({ accountId }) => accountId).sort()).toEqual(
      accounts()
        .map(({ id }) => id)
        .sort(),
    );
    for (const stack of stacks) expect(stack).toMatchObject({ region: "eu-west-1", qualifier: "hnb659fds" });
    expect(road.calls.filter(({ operation }) => operation === "ExecuteChangeSet")).toHaveLength(5);
  });

  it("hands over the ids that AWS has given", async () => {
    const handover = JSON.parse(await readFile(path.join(road.desk, "onboard.handover.json"), "utf8"));
    const handed = handover.people.map(({ email, access }: { email: string; access: { accountId: string }[] }) => [
      email,
      access.map(({ accountId }) => accountId),
    ]);
    expect(handed).toEqual(road.homes.map(({ email, accountId }) => [email, [accountId]]));
    expect(new Set(road.homes.map(({ accountId }) => accountId)).size).toBe(5);
  });

  it.each(PEOPLE)("is one command for %s, after which the SDK of ampx acts in their own account", async (person) => {
    const home = road.homes.find(({ email }) => email === person);
    expect(home?.run.code, `${home?.run.stdout}${home?.run.stderr}`).toBe(0);
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", WHO_AM_I], {
      env: shellIn(home, road),
    });
    const { arn, bootstrap } = JSON.parse(stdout);
    expect(arn).toMatch(
      new RegExp(`^arn:aws:sts::${home?.accountId}:assumed-role/AWSReservedSSO_amplify-policy_[0-9a-f]{16}/${person}$`),
    );
    expect(bootstrap).toBeGreaterThanOrEqual(6);
  });

  it("leaves everybody able to start, and nothing to do for a second run", async () => {
    const status = await road.admin("status");
    expect(status.code, status.stdout).toBe(0);
    expect(status.stdout).toContain("All 5 people can start");
    const before = road.calls.length;
    const again = await road.admin("--yes", "--bootstrap");
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain("Nothing to do");
    const made = road.calls.slice(before).filter(({ operation }) => /^(Create|Move|Execute)/.test(operation));
    expect(made).toEqual([]);
  });
});

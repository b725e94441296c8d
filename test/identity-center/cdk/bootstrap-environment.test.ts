import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { enterAccount, keysOf } from "../../../src/identity-center/accounts/enter-account.ts";
import { readBootstraps } from "../../../src/identity-center/accounts/read-bootstraps.ts";
import { bootstrapEnvironment } from "../../../src/identity-center/cdk/bootstrap-environment.ts";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { cdkVersion } from "../../simulator/cloudformation/ask-cloudformation.ts";
import { accounts, organizationWith, simulateTeam } from "../simulated-team.ts";
import { createWorkplace } from "./toolkit-workplace.ts";

const ROLE = "OrganizationAccountAccessRole";
const environment = { accountId: accounts.staging, region: "eu-west-1" };

/** A simulated AWS, the keys of an administrator in Staging, and a place with the real toolkit. */
async function withCdk(options: SimulatorOptions = {}) {
  const team = await simulateTeam({ latency: { bootstrap: 0 }, ...options });
  const session = await team.open();
  const place = await createWorkplace();
  await place.installCdk();
  const member = await enterAccount(session, {
    roleName: ROLE,
    accountId: environment.accountId,
    region: environment.region,
    seconds: 3600,
  });
  const access = { credentials: await keysOf(member), endpoint: team.simulator.url, env: place.env };
  const look = async () => (await readBootstraps(session, ROLE, [environment])).get("456789012345/eu-west-1");
  return { ...team, place, access, look };
}

async function troubleOf(bootstrapping: Promise<void>): Promise<OnboardError> {
  const error = await bootstrapping.catch((thrown: unknown) => thrown);
  if (error instanceof OnboardError) return error;
  throw new Error(`trouble was expected, and ${error} came`);
}

describe("the CDK's own toolkit", () => {
  it("bootstraps an account that was not, and tells how far it is", async () => {
    const { access, look, count } = await withCdk();
    expect(await look()).toMatchObject({ kind: "missing" });
    const told: (readonly [number, number])[] = [];
    await bootstrapEnvironment({ ...access, environment, onProgress: (done, total) => told.push([done, total]) });
    expect(told.at(-1)).toEqual([12, 12]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((one, other) => one - other));
    expect(await look()).toEqual({ kind: "version", version: cdkVersion });
    expect(count("ExecuteChangeSet")).toBe(1);
  });

  it("brings an old bootstrap up to date, and leaves a newer one as it is", async () => {
    const bootstrap = [{ account: "Staging", regions: ["eu-west-1"], version: 5 }];
    const { access, look, count } = await withCdk({ organization: { ...organizationWith({}), bootstrap } });
    await bootstrapEnvironment({ ...access, environment });
    expect(await look()).toEqual({ kind: "version", version: cdkVersion });
    await bootstrapEnvironment({ ...access, environment });
    expect(count("ExecuteChangeSet")).toBe(1);
  });

  it("makes a stack of its own beside one with another qualifier, which stays", async () => {
    const bootstrap = [{ account: "Staging", regions: ["eu-west-1"], qualifier: "acme" }];
    const { access, look, simulator } = await withCdk({ organization: { ...organizationWith({}), bootstrap } });
    expect(await look()).toEqual({ kind: "missing", otherQualifiers: ["acme"] });
    await bootstrapEnvironment({ ...access, environment, besides: ["acme"] });
    expect(await look()).toEqual({ kind: "version", version: cdkVersion });
    const { stacks, bootstraps } = simulator.world();
    expect(Object.values(stacks).map(({ name }) => name)).toEqual(["CDKToolkit", "CDKToolkit-hnb659fds"]);
    expect(Object.values(bootstraps).map(({ qualifier }) => qualifier)).toEqual(["acme", "hnb659fds"]);
  });

  it("calls nobody but the AWS it is told, and runs nothing that a file names", async () => {
    const { access, place, look } = await withCdk();
    const ran = path.join(place.root, "ran");
    await writeFile(path.join(place.home, ".cdk.json"), JSON.stringify({ app: `touch ${ran}` }));
    const env = { ...place.env, AWS_PROFILE: "other", AWS_ACCESS_KEY_ID: "AKIAOTHER", AWS_SECRET_ACCESS_KEY: "other" };
    await bootstrapEnvironment({ ...access, environment, env });
    expect(await look()).toMatchObject({ kind: "version" });
    // No telemetry, no notices, no look for a newer version.
    expect(await place.hosts()).toEqual(["127.0.0.1"]);
    expect(await place.read("ran")).toBe("");
  });

  it("says why a stack could not be made, and makes it the next time", async () => {
    const reason = "cdk-hnb659fds-assets-456789012345-eu-west-1 already exists";
    const rule = { operation: "ExecuteChangeSet", nth: 1, fault: "failed-assignment", reason } as const;
    const { access, look } = await withCdk({ faults: [rule] });
    const trouble = await troubleOf(bootstrapEnvironment({ ...access, environment }));
    expect(trouble.kind).toBe("failed");
    expect(trouble.message).toBe(
      "The CDK could not be bootstrapped in account 456789012345, eu-west-1. Something that the stack makes is there " +
        "already, as an earlier toolkit stack leaves it (its bucket is kept when the stack is deleted). The CDK says: " +
        "DeploymentError: Resource updates failed: CDKToolkit/StagingBucket (AWS::S3::Bucket StagingBucket) " +
        `${reason}.`,
    );
    expect(trouble.remedy).toContain("empty and delete it");
    expect(trouble.kind).not.toBe("in-progress");
    await bootstrapEnvironment({ ...access, environment });
    expect(await look()).toMatchObject({ kind: "version" });
  });

  it.each([
    [
      "a role that may not",
      { faults: [{ operation: "CreateChangeSet", fault: "access-denied" }] },
      /The role in the account may not do it.*cloudformation:CreateChangeSet/,
    ],
    [
      "a policy of the organization",
      { organization: { ...organizationWith({}), regions: { denied: ["eu-west-1"] } } },
      /A policy of the organization forbids it.*service control policy/,
    ],
    [
      "a Region that is not enabled",
      { organization: { ...organizationWith({}), regions: { disabled: ["eu-west-1"] } } },
      /the Region may not be enabled in the account/,
    ],
  ] satisfies readonly (readonly [string, SimulatorOptions, RegExp])[])("explains %s", async (_, options, words) => {
    const { access } = await withCdk(options);
    const trouble = await troubleOf(bootstrapEnvironment({ ...access, environment }));
    expect(trouble.message).toMatch(words);
    expect(trouble.message).not.toContain(access.credentials.secretAccessKey);
  });

  it("is ended by an interruption, which says that CloudFormation may go on", async () => {
    const stop = new AbortController();
    const reason = new OnboardError({ kind: "interrupted", message: "Interrupted (SIGINT).", remedy: "Again." });
    const { access, count } = await withCdk({ now: frozen(), latency: { bootstrap: 40_000 } });
    const bootstrapping = troubleOf(bootstrapEnvironment({ ...access, environment, signal: stop.signal }));
    while (count("DescribeChangeSet") === 0) await wait(20);
    stop.abort(reason);
    const trouble = await bootstrapping;
    expect(trouble).toMatchObject({ kind: "in-progress", cause: reason });
  });

  it("is not even looked for when the run was interrupted before", async () => {
    const { access, calls } = await withCdk();
    const before = calls.length;
    const reason = new OnboardError({ kind: "interrupted", message: "Interrupted.", remedy: "Again." });
    const signal = AbortSignal.abort(reason);
    expect(await troubleOf(bootstrapEnvironment({ ...access, environment, signal }))).toBe(reason);
    expect(calls.length).toBe(before);
  });
});

function frozen(): () => number {
  const time = Date.now();
  return () => time;
}

import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { policyDocument } from "../../../src/core/permissions/policy-document.ts";
import { grantsFor, type Task } from "../../../src/core/permissions/tasks.ts";
import { readBootstraps } from "../../../src/identity-center/accounts/read-bootstraps.ts";
import { parsePolicy } from "../../../src/simulator/authorization/policy.ts";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { accounts, organizationWith, type RunOptions, simulateTeam } from "../simulated-team.ts";

const ROLE = "OrganizationAccountAccessRole";
const { north, south, staging, management } = accounts;

async function reading(options: SimulatorOptions = {}, run: RunOptions = {}) {
  const team = await simulateTeam(options);
  const session = await team.open(run);
  return {
    ...team,
    read: async (places: readonly (readonly [accountId: string, region: string])[], role = ROLE) => {
      const answers = await readBootstraps(
        session,
        role,
        places.map(([accountId, region]) => ({ accountId, region })),
      );
      return Object.fromEntries(answers);
    },
  };
}

describe("the CDK bootstrap of an account", () => {
  it("is there with its version, or is not", async () => {
    const { read } = await reading();
    expect(
      await read([
        [north, "us-east-1"],
        [north, "eu-west-1"],
        [staging, "us-east-1"],
      ]),
    ).toEqual({
      [`${north}/us-east-1`]: { kind: "version", version: expect.any(Number) },
      [`${north}/eu-west-1`]: { kind: "missing", otherQualifiers: [] },
      [`${staging}/us-east-1`]: { kind: "missing", otherQualifiers: [] },
    });
  });

  it("is read as old as it is", async () => {
    const bootstrap = [{ account: "Staging", regions: ["eu-west-1"], version: 5 }];
    const { read } = await reading({ organization: { ...organizationWith({}), bootstrap } });
    expect(await read([[staging, "eu-west-1"]])).toEqual({
      [`${staging}/eu-west-1`]: { kind: "version", version: 5 },
    });
  });

  it("is asked for in the account and Region that are meant, entering each account once", async () => {
    const { read, count, calls } = await reading();
    await read([
      [north, "us-east-1"],
      [south, "us-east-1"],
      [north, "eu-west-1"],
      [north, "us-east-1"],
    ]);
    expect(count("AssumeRole")).toBe(2);
    const regions = calls.filter(({ operation }) => operation === "GetParameter").map(({ region }) => region);
    expect(regions.sort()).toEqual(["eu-west-1", "us-east-1", "us-east-1"]);
  });

  it("is read with no more rights than that takes, though the role has all", async () => {
    const { read, simulator } = await reading();
    await read([[staging, "us-east-1"]]);
    const [session] = Object.values(simulator.world().temporaryCredentials);
    expect(JSON.parse(session?.sessionPolicy ?? "{}").Statement).toEqual([
      { Effect: "Allow", Action: ["ssm:GetParameter", "ssm:GetParametersByPath"], Resource: "*" },
    ]);
  });

  it("in the caller's own account needs no role", async () => {
    const { read, count } = await reading();
    expect(await read([[management, "us-east-1"]])).toEqual({
      [`${management}/us-east-1`]: { kind: "missing", otherQualifiers: [] },
    });
    expect(count("AssumeRole")).toBe(0);
  });
});

describe("what AWS refuses is unknown with the reason, never missing:", () => {
  it("a role that is not there", async () => {
    const { read, count } = await reading();
    const answers = await read(
      [
        [north, "us-east-1"],
        [north, "eu-west-1"],
      ],
      "AWSControlTowerExecution",
    );
    expect(answers[`${north}/us-east-1`]).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("Role AWSControlTowerExecution could not be assumed (AccessDenied)"),
      remedy: expect.stringContaining("accounts.accessRole"),
    });
    expect(answers[`${north}/eu-west-1`]).toEqual(answers[`${north}/us-east-1`]);
    expect(count("GetParameter")).toBe(0);
  });

  it("a role that may not read the parameter, in that account only", async () => {
    const faults = [{ operation: "GetParameter", nth: 1, fault: "access-denied" as const }];
    const { read } = await reading({ faults });
    const answers = Object.values(
      await read([
        [north, "us-east-1"],
        [south, "us-east-1"],
      ]),
    );
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["unknown", "version"]);
    expect(answers.find(({ kind }) => kind === "unknown")).toMatchObject({
      reason: expect.stringContaining(`Role ${ROLE} may not read /cdk-bootstrap/hnb659fds/version`),
    });
  });

  it("a Region that one account has not enabled, which keeps no other from being read", async () => {
    const base = organizationWith({});
    const organization = {
      ...base,
      accounts: (base.accounts ?? []).map((one) =>
        one.id === north ? { ...one, disabledRegions: ["af-south-1"] } : one,
      ),
    };
    const { read } = await reading({ organization });
    const answers = await read([
      [north, "af-south-1"],
      [north, "us-east-1"],
      [south, "af-south-1"],
    ]);
    expect(answers[`${north}/af-south-1`]).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("(UnrecognizedClientException): the Region may not be enabled there"),
      remedy: expect.stringContaining("aws account enable-region --region-name af-south-1"),
    });
    expect([answers[`${north}/us-east-1`]?.kind, answers[`${south}/af-south-1`]?.kind]).not.toContain("unknown");
  });

  it("credentials that a Region does not know any more", async () => {
    const faults = [{ operation: "GetParameter", fault: "expired-credentials" as const }];
    const { read } = await reading({ faults });
    expect(await read([[north, "us-east-1"]])).toMatchObject({
      [`${north}/us-east-1`]: { kind: "unknown", reason: expect.stringContaining("may not be enabled") },
    });
  });
});

it("an answer that was lost on the way into an account is asked for again", async () => {
  const { read, count } = await reading({ faults: [{ operation: "AssumeRole", nth: 1, fault: "reset" }] });
  expect(await read([[north, "us-east-1"]])).toMatchObject({ [`${north}/us-east-1`]: { kind: "version" } });
  expect(count("AssumeRole")).toBe(2);
});

it("who may read the parameter and not list others learns nothing of other stacks, and that it is missing", async () => {
  const { read } = await reading({ faults: [{ operation: "GetParametersByPath", fault: "access-denied" }] });
  expect(await read([[staging, "us-east-1"]])).toEqual({ [`${staging}/us-east-1`]: { kind: "missing" } });
});

it("credentials that AWS does not accept are an error: then nobody can tell anything", async () => {
  const { read } = await reading({ faults: [{ operation: "AssumeRole", fault: "expired-credentials" }] });
  const trouble = await read([[north, "us-east-1"]]).catch((error: unknown) => error);
  expect(trouble).toBeInstanceOf(OnboardError);
  expect(trouble).toMatchObject({ kind: "signed-out" });
});

it("an interrupted reading asks nothing more", async () => {
  const stop = new AbortController();
  const { read, count } = await reading({}, { stop });
  stop.abort(new Error("stopped"));
  await expect(read([[north, "us-east-1"]])).rejects.toThrow("stopped");
  expect(count("AssumeRole")).toBe(0);
});

describe("of the printed policies", () => {
  const policyFor = (...tasks: readonly Task[]) => {
    const grants = tasks.flatMap((task) => grantsFor(task, { groups: false, managementAccount: false }));
    return parsePolicy(JSON.stringify(policyDocument(grants, { partition: "aws", accessRole: ROLE })), "policy.json");
  };

  it("plan and local-admin-check are enough", async () => {
    const { read } = await reading({ policy: policyFor("plan", "local-admin-check") });
    expect(await read([[north, "us-east-1"]])).toMatchObject({ [`${north}/us-east-1`]: { kind: "version" } });
  });

  it("plan alone opens no account", async () => {
    const { read } = await reading({ policy: policyFor("plan") });
    expect(await read([[north, "us-east-1"]])).toMatchObject({ [`${north}/us-east-1`]: { kind: "unknown" } });
  });
});

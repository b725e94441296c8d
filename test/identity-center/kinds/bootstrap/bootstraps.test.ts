import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Plan } from "../../../../src/core/plan/plan.ts";
import { factsAfter } from "../../../../src/core/readiness/facts.ts";
import { missingBootstraps } from "../../../../src/core/readiness/missing-bootstraps.ts";
import { readinessAfter, reportOf } from "../../../../src/core/report/report.ts";
import { keyOf } from "../../../../src/core/state/kinds.ts";
import { failedResult } from "../../../../src/core/state/result.ts";
import type { SimulatorOptions } from "../../../../src/simulator/start.ts";
import { createWorkplace } from "../../cdk/toolkit-workplace.ts";
import { accounts, organizationWith, simulateTeam } from "../../simulated-team.ts";

const REGION = "eu-west-1";
const TEAM = `email,account,region\nana@example.com,Sandbox South,${REGION}\nbo@example.com,Staging,${REGION}\n`;
const bootstrapKey = (accountId: string) =>
  keyOf({ kind: "Bootstrap", accountId, region: REGION, version: 6, accessRole: "" });
const SOUTH = bootstrapKey(accounts.south);
const STAGING = bootstrapKey(accounts.staging);

beforeEach(async () => {
  const place = await createWorkplace();
  await place.installToolkit();
  for (const [name, value] of Object.entries(place.env)) vi.stubEnv(name, value);
});

const simulate = (options: SimulatorOptions = {}) => simulateTeam({ latency: { bootstrap: 0 }, ...options });
const bootstrapped = (stack: object): SimulatorOptions => ({
  organization: { ...organizationWith({}), bootstrap: [{ account: "Staging", regions: [REGION], ...stack }] },
});

describe("a plan that bootstraps", () => {
  it("makes a stack in each account and Region once, however many people work there, and then has nothing to do", async () => {
    const { onboard, prepareTeam, count } = await simulate();
    const { outcomes, converged } = await onboard(`${TEAM}cleo@example.com,Staging,${REGION}\n`, { bootstrap: "make" });
    expect(outcomes).toMatchObject({ [SOUTH]: "applied", [STAGING]: "applied" });
    expect(converged).toBe(true);
    expect(count("ExecuteChangeSet")).toBe(2);
    const { plan } = await prepareTeam(TEAM, { bootstrap: "make" });
    expect(plan.changes).toEqual([]);
  });

  it("updates a stack that is too old, and leaves one that will do", async () => {
    const old = await simulate(bootstrapped({ version: 5 }));
    const { plan } = await old.prepareTeam(TEAM, { bootstrap: "make" });
    expect(plan.changes.find(({ key }) => key === STAGING)).toMatchObject({
      action: "update",
      before: { version: 5 },
      after: { version: 21 },
    });
    expect((await old.onboard(TEAM, { bootstrap: "make" })).converged).toBe(true);
    const enough = await simulate(bootstrapped({ version: 21 }));
    const keys = (await enough.prepareTeam(TEAM, { bootstrap: "make" })).plan.changes.map(({ key }) => key);
    expect(keys).toContain(SOUTH);
    expect(keys).not.toContain(STAGING);
  });

  it("updates a stack that does and is older than AWS recommends; whoever works there is ready all the while", async () => {
    const { prepareTeam, onboard } = await simulate(bootstrapped({ version: 20 }));
    const { plan } = await prepareTeam(TEAM, { bootstrap: "make" });
    const change = plan.changes.find(({ key }) => key === STAGING);
    expect(change).toMatchObject({ action: "update", before: { version: 20 }, after: { version: 21 } });
    if (change === undefined) return;
    const failed = reportOf(
      plan,
      plan.changes.map((one) =>
        one === change ? failedResult(one, "No.", "Ask.") : { outcome: "applied", change: one },
      ),
      false,
    );
    expect(readinessAfter(failed).map(({ state }) => state)).toEqual(["ready", "ready"]);
    expect((await onboard(TEAM, { bootstrap: "make" })).converged).toBe(true);
  });

  it("puts ampx's stack beside one with a qualifier of its own", async () => {
    const { onboard, simulator } = await simulate(bootstrapped({ qualifier: "acme" }));
    expect((await onboard(TEAM, { bootstrap: "make" })).converged).toBe(true);
    const qualifiers = Object.values(simulator.world().bootstraps)
      .filter(({ accountId }) => accountId === accounts.staging)
      .map(({ qualifier }) => qualifier);
    expect(qualifiers.sort()).toEqual(["acme", "hnb659fds"]);
  });

  it("does not make what it may not look at: the change is blocked with the reason, the rest goes on", async () => {
    const { prepareTeam, onboard } = await simulate();
    const settings = { accounts: { accessRole: "SomeOtherRole" } };
    const { plan } = await prepareTeam(TEAM, { bootstrap: "make", settings });
    const blocked = plan.changes.find(({ key }) => key === SOUTH)?.blocked;
    expect(blocked?.reason).toContain("Role SomeOtherRole could not be assumed");
    expect(Object.keys(blocked ?? {})).toEqual(["reason", "remedy"]);
    const { outcomes } = await onboard(TEAM, { bootstrap: "make", settings });
    expect(outcomes[SOUTH]).toBe("failed");
    expect(Object.values(outcomes).filter((outcome) => outcome === "applied")).toHaveLength(5);
  });

  it("enters an account that it has just made as soon as AWS lets it", async () => {
    const { onboard, simulator } = await simulate({ latency: { bootstrap: 0, accountReady: 3_000 } });
    const settings = { accounts: { newAccountEmail: "aws+{username}@example.com" } };
    const { converged, results } = await onboard(`email,account,region\nana@example.com,new,${REGION}\n`, {
      bootstrap: "make",
      settings,
    });
    expect(results.filter(({ outcome }) => outcome !== "applied")).toEqual([]);
    expect(converged).toBe(true);
    expect(Object.values(simulator.world().bootstraps).some(({ region }) => region === REGION)).toBe(true);
  });

  it("keeps the person whose stack could not be made from being called ready, and no other", async () => {
    const reason = `cdk-hnb659fds-assets-${accounts.south}-${REGION} already exists`;
    const rule = { operation: "ExecuteChangeSet", nth: 1, fault: "failed-assignment", reason } as const;
    const { onboard } = await simulate({ faults: [rule] });
    const { prepared, results } = await onboard(TEAM, { bootstrap: "make" });
    const failed = results.filter(({ outcome }) => outcome === "failed");
    expect(failed).toHaveLength(1);
    const report = reportOf(prepared.plan, results, false);
    const states = readinessAfter(report).flatMap(({ access }) => access.map(({ state, signsIn }) => [state, signsIn]));
    expect(states.toSorted()).toEqual([
      ["not-bootstrapped", true],
      ["ready", true],
    ]);
  });
});

const missingIn = (plan: Plan) => missingBootstraps(plan.people, factsAfter(plan));

describe("a plan that does not bootstrap", () => {
  it("says where it is missing, with the command for whoever may run it", async () => {
    const { prepareTeam, count } = await simulate(bootstrapped({ version: 4 }));
    const { plan } = await prepareTeam(TEAM, { bootstrap: "look" });
    expect(missingIn(plan)).toEqual([
      {
        accountId: accounts.south,
        accountName: "Sandbox South",
        region: REGION,
        reason: "not bootstrapped",
        command: `npx aws-cdk@latest bootstrap aws://${accounts.south}/${REGION} --profile NAME`,
      },
      expect.objectContaining({ accountName: "Staging", reason: "version 4 is too old: 6 is needed" }),
    ]);
    expect(count(/ChangeSet/)).toBe(0);
  });

  it.each([
    [5, 0],
    [6, 1],
    [20, 1],
    [21, 0],
    [30, 0],
  ])("warns of one that does and is older than AWS recommends: version %i", async (version, warnings) => {
    const { prepareTeam } = await simulate(bootstrapped({ version }));
    const { plan } = await prepareTeam(TEAM, { bootstrap: "look" });
    const old = plan.warnings.filter((warning) => warning.includes("31885"));
    expect(old).toHaveLength(warnings);
    for (const warning of old)
      expect(warning).toMatch(new RegExp(`Staging in eu-west-1 .version ${version}.*--bootstrap`));
    expect((await prepareTeam(TEAM, { bootstrap: "make" })).plan.warnings.join(" ")).not.toContain("31885");
  });

  it("asks no second account where the first lets nobody in, and no account at all when told so", async () => {
    const { prepareTeam, count } = await simulate();
    const closed = { settings: { accounts: { accessRole: "SomeOtherRole" } } };
    const { plan } = await prepareTeam(TEAM, { ...closed, bootstrap: "look" });
    expect([missingIn(plan), plan.bootstraps]).toEqual([[], []]);
    expect(count("AssumeRole")).toBe(1);
    await prepareTeam(TEAM, { bootstrap: "leave" });
    expect(count("AssumeRole")).toBe(1);
  });
});

import { beforeEach, describe, expect, it, vi } from "vitest";
import { grantsFor, type Task, type TaskOptions } from "../../src/core/permissions/tasks.ts";
import { factsAfter } from "../../src/core/readiness/facts.ts";
import { missingBootstraps } from "../../src/core/readiness/missing-bootstraps.ts";
import { createWorkplace } from "./cdk/toolkit-workplace.ts";
import { policyWithout } from "./policy-without.ts";
import { accounts, simulateTeam } from "./simulated-team.ts";

const REGION = "eu-west-1";
const STAGING = `email,account,region\nana@example.com,Staging,${REGION}\n`;
const NEW = `email,account,region\nana@example.com,new,${REGION}\n`;
const settings = {
  accounts: { newAccountEmail: "aws+{username}@example.com", organizationalUnit: "Workloads/Sandboxes" },
};

/** The policy that is printed for tasks with --bootstrap, less some actions. */
function policyFor(tasks: Task | readonly Task[], options: Partial<TaskOptions> = {}, without: readonly string[] = []) {
  const all = { groups: false, managementAccount: false, bootstrap: true, ...options };
  return policyWithout(
    [tasks].flat().flatMap((task) => grantsFor(task, all)),
    ...without,
  );
}

const simulate = (policy: ReturnType<typeof policyFor>) => simulateTeam({ policy, latency: { bootstrap: 0 } });

describe("the policy for apply with --bootstrap", () => {
  beforeEach(async () => {
    const place = await createWorkplace();
    await place.installToolkit();
    for (const [name, value] of Object.entries(place.env)) vi.stubEnv(name, value);
  });

  it("is enough for an account that is there", async () => {
    const { onboard, simulator } = await simulate(policyFor("apply"));
    const { results, converged } = await onboard(STAGING, { bootstrap: "make" });
    expect(results.filter(({ outcome }) => outcome !== "applied")).toEqual([]);
    expect(converged).toBe(true);
    const places = Object.values(simulator.world().bootstraps).map(({ accountId, region }) => `${accountId} ${region}`);
    expect(places).toContain(`${accounts.staging} ${REGION}`);
  });

  it("is enough, with --new-accounts, for an account that the run makes", async () => {
    const { onboard, simulator } = await simulate(policyFor("apply", { newAccounts: true }));
    const { results, converged } = await onboard(NEW, { bootstrap: "make", settings });
    expect(results.filter(({ outcome }) => outcome !== "applied")).toEqual([]);
    expect(converged).toBe(true);
    expect(Object.values(simulator.world().bootstraps).some(({ region }) => region === REGION)).toBe(true);
  });

  it("needs sts:AssumeRole: without it the bootstrap is blocked with the reason, and everything else is done", async () => {
    const { onboard, count } = await simulate(policyFor("apply", {}, ["sts:AssumeRole"]));
    const { prepared, results, converged } = await onboard(STAGING, { bootstrap: "make" });
    const failed = results.filter(({ outcome }) => outcome !== "applied");
    expect(failed.map(({ change, outcome }) => [change.after?.kind, outcome])).toEqual([["Bootstrap", "failed"]]);
    expect(results.length).toBeGreaterThan(3);
    expect(converged).toBe(false);
    const [blocked] = prepared.plan.changes.flatMap((change) => change.blocked ?? []);
    expect(blocked?.reason).toContain("you may not assume it");
    expect(blocked?.remedy).toContain("onboard policy --for local-admin-check");
    expect(count("CreateChangeSet")).toBe(0);
  });

  it("is not enough for the caller's own account, which takes AdministratorAccess: nothing is bootstrapped there", async () => {
    const own = `email,account,region\nana@example.com,${accounts.management},${REGION}\n`;
    const { prepareTeam } = await simulate(policyFor("apply", { managementAccount: true }));
    const { plan } = await prepareTeam(own, { bootstrap: "make" });
    const [blocked] = plan.changes.flatMap((change) => change.blocked ?? []);
    expect(blocked?.reason).toContain("Your own role may not read");

    const looking = await simulate(policyFor(["apply", "local-admin-check"], { managementAccount: true }));
    const { results } = await looking.onboard(own, { bootstrap: "make" });
    const failed = results.filter(({ outcome }) => outcome !== "applied");
    expect(failed).toMatchObject([
      {
        change: { after: { kind: "Bootstrap" } },
        outcome: "failed",
        remedy: expect.stringContaining("AdministratorAccess"),
      },
    ]);
  });
});

describe("the policy for plan with --bootstrap", () => {
  const missing = async (policy: ReturnType<typeof policyFor>) => {
    const { prepareTeam, count } = await simulate(policy);
    const { plan } = await prepareTeam(STAGING, { bootstrap: "look" });
    const missing = missingBootstraps(plan.people, factsAfter(plan));
    return { names: missing.map(({ accountName }) => accountName), entered: count("GetParameter") };
  };

  it("plans bootstraps, and shows without --bootstrap where they are missing", async () => {
    const { prepareTeam } = await simulate(policyFor("plan"));
    const { plan } = await prepareTeam(STAGING, { bootstrap: "make" });
    expect(plan.changes.filter(({ after }) => after?.kind === "Bootstrap").map(({ blocked }) => blocked)).toEqual([
      undefined,
    ]);
    expect(await missing(policyFor("plan"))).toEqual({ names: ["Staging"], entered: 1 });
  });

  it("without it the plan is made all the same, and looks into no account", async () => {
    expect(await missing(policyFor("plan", { bootstrap: false }))).toEqual({ names: [], entered: 0 });
  });
});

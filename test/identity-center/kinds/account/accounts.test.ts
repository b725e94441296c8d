import { describe, expect, it, vi } from "vitest";
import { OnboardError } from "../../../../src/core/errors/onboard-error.ts";
import { carryOut } from "../../../../src/identity-center/carry-out.ts";
import type { SimulatorOptions } from "../../../../src/simulator/start.ts";
import { heldClock } from "../../../simulator/held-clock.ts";
import { apply, lookAt, passingFaults, troubleOf } from "../../simulated-team.ts";
import { ana, newAccounts, outcomesOf, settings, withAccount } from "./new-accounts.ts";

const anas = {
  name: "sandbox-ana",
  email: "aws+ana@example.com",
  tags: { "managed-by": "amplify-onboard", team: "web" },
  unit: "Sandboxes",
};
const allApplied = { Account: "applied", User: "applied", PermissionSet: "applied", AccountAssignment: "applied" };
/** A request takes three seconds: it is in progress for long enough on a computer that has much to do. */
const slow = { latency: { createAccount: 300_000 } } as const;
const DAY = 24 * 3_600_000;
/** A simulated AWS in which requests for accounts are in progress until a run asks how they are. */
async function untilAsked(options: SimulatorOptions = {}) {
  let asked = () => 0;
  const now = () => Date.now() + asked() * 10 * DAY;
  const team = await newAccounts({ ...options, now, latency: { createAccount: 1_000 * DAY } });
  asked = () => team.count("DescribeCreateAccountStatus");
  return team;
}
const interrupt = (stop: AbortController) =>
  stop.abort(new OnboardError({ kind: "interrupted", message: "Interrupted (SIGINT).", remedy: "" }));
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 20_000, interval: 2 });

describe.concurrent("a new account", () => {
  it("is made, tagged, moved to its unit and assigned, and the next run finds nothing to do", async () => {
    const team = await newAccounts({ latency: { accountReady: 0 } });
    const run = await team.onboardNew();
    expect(outcomesOf(run)).toEqual(allApplied);
    expect(run.converged).toBe(true);
    expect(team.accounts()).toEqual([anas]);
    expect(run.prepared.session.ids.get("Account|new:ana")).toBe(team.idOf(anas.email));
    expect(team.world().assignments).toEqual([`ana@example.com has amplify-policy in ${team.idOf(anas.email)}`]);
    const [request] = team.requests();
    expect(run.results.find(({ change }) => change.after?.kind === "Account")).toMatchObject({
      requestId: request?.id,
    });
    expect((await team.planNew()).plan.changes).toEqual([]);
  });

  it("stays in the root where the settings name no unit", async () => {
    const team = await newAccounts();
    const { organizationalUnit: _, ...own } = settings.accounts ?? {};
    const run = await team.onboard(ana, { settings: { accounts: own } });
    expect(outcomesOf(run)).toEqual(allApplied);
    expect(team.accounts()).toEqual([{ ...anas, unit: "root" }]);
    expect(team.count(/MoveAccount|ListParents/)).toBe(0);
  });

  it("is made for each of many people, five at a time, and shared where it has the same name", async () => {
    const team = await newAccounts();
    const people = Array.from({ length: 9 }, (_, index) => `p${index}@example.com,new`);
    const shared = ["q1@example.com,new:shared", "q2@example.com,new:shared"];
    const run = await team.onboardNew(`email,account\n${[...people, ...shared].join("\n")}\n`);
    expect(outcomesOf(run)).toEqual(allApplied);
    expect(team.accounts()).toHaveLength(10);
    expect(team.calls.filter(({ operation, status }) => operation === "CreateAccount" && status !== 200)).toEqual([]);
    expect(team.world().assignments).toHaveLength(11);
  });
});

describe.concurrent("an account that is there already", () => {
  it("is known by its root address, whatever its name and the case of the address", async () => {
    const team = await newAccounts({
      organization: withAccount({ email: "AWS+Ana@Example.com", organizationalUnit: "Workloads/Sandboxes" }),
    });
    expect(outcomesOf(await team.onboardNew())).toEqual({
      User: "applied",
      PermissionSet: "applied",
      AccountAssignment: "applied",
    });
    expect(team.count("CreateAccount")).toBe(0);
    expect(team.world().assignments).toEqual(["ana@example.com has amplify-policy in 222233334444"]);
  });

  it("is moved when it stands in the root", async () => {
    const team = await newAccounts({ organization: withAccount() });
    const run = await team.onboardNew();
    expect(outcomesOf(run)).toEqual(allApplied);
    expect(run.converged).toBe(true);
    expect(team.accounts()).toMatchObject([{ name: "Ana's own", unit: "Sandboxes" }]);
    expect(team.count("CreateAccount")).toBe(0);
  });

  it("is left where somebody has put it", async () => {
    const team = await newAccounts({ organization: withAccount({ organizationalUnit: "Security" }) });
    const run = await team.onboardNew();
    expect(outcomesOf(run)).not.toHaveProperty("Account");
    expect(run.converged).toBe(true);
    expect(team.accounts()).toMatchObject([{ unit: "Security" }]);
    expect(team.count("MoveAccount")).toBe(0);
  });

  it("is left where somebody puts it between our look and our move", async () => {
    const team = await newAccounts({
      organization: withAccount(),
      faults: [{ operation: "ListParents", nth: 1, fault: "stale-read", delay: 30 }],
    });
    const prepared = await team.planNew();
    await team.move("222233334444", "Security");
    expect(outcomesOf(await carryOut({ prepared, stop: new AbortController() }))).toEqual(allApplied);
    expect(team.accounts()).toMatchObject([{ unit: "Security" }]);
  });

  it("and is suspended by the time a saved plan is looked at again, is blocked and not taken for there", async () => {
    const team = await newAccounts({ organization: withAccount({ state: "SUSPENDED" }) });
    const { kinds } = await team.planNew("email,account\nbo@example.com,new\n");
    const tags = { "managed-by": "amplify-onboard" };
    const wanted = { reference: "new:ana", accessRole: "OrganizationAccountAccessRole", ...anas, tags };
    const { resources, blocked } = await kinds.Account.observe(lookAt([{ kind: "Account", ...wanted }]));
    expect(resources).toEqual([]);
    expect(blocked?.get("Account|new:ana")?.reason).toContain("222233334444 with the root address");
  });

  it("and is suspended, is a problem of the row that asks for it", async () => {
    const team = await newAccounts({ organization: withAccount({ state: "SUSPENDED" }) });
    const { kind, problems } = await troubleOf(team.planNew());
    expect(kind).toBe("invalid-input");
    expect(problems).toMatchObject([
      { place: { file: "team.csv", line: 2 }, message: expect.stringContaining("is SUSPENDED") },
    ]);
  });
});

describe.concurrent("a request that is in progress when the run begins", () => {
  it("is an earlier run's, and is waited for instead of making a second one", async () => {
    const team = await untilAsked();
    const id = await team.request();
    const run = await team.onboardNew();
    expect(outcomesOf(run)).toEqual(allApplied);
    expect(team.requests().map((request) => request.id)).toEqual([id]);
    expect(team.accounts()).toMatchObject([{ email: anas.email, unit: "Sandboxes" }]);
  });

  it("and fails for a reason that is gone by now, is followed by one of our own", async () => {
    const team = await untilAsked({
      faults: [
        { operation: "CreateAccount", nth: 1, fault: "failed-assignment", reason: "MISSING_PAYMENT_INSTRUMENT" },
      ],
    });
    await team.request();
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.requests().map(({ state }) => state)).toEqual(["FAILED", "SUCCEEDED"]);
  });

  it("with the same name for another address is somebody else's: ours is made once besides", async () => {
    const team = await untilAsked();
    await team.request({ Email: "other@example.com" });
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.requests().map(({ email, state }) => [email, state])).toEqual([
      ["other@example.com", "SUCCEEDED"],
      [anas.email, "SUCCEEDED"],
    ]);
    expect(team.accounts()).toEqual([anas]);
  });

  it("is another admin's who does the same at the same time: one account, and both are told the truth", async () => {
    const team = await newAccounts(slow);
    for (const run of await Promise.all([team.onboardNew(), team.onboardNew()])) {
      expect(outcomesOf(run)).toEqual(allApplied);
      expect(run.converged).toBe(true);
    }
    expect(team.accounts()).toEqual([anas]);
  });

  it("is another admin's, and AWS refuses ours at once: theirs is followed to its end", async () => {
    const team = await newAccounts(slow);
    const { plan, requests, withRequests } = await team.planWithRequests();
    const wanted = plan.changes.flatMap(({ after }) => (after?.kind === "Account" ? [after] : []))[0];
    await requests.takeOpen("nobody's");
    const theirs = await team.request();
    const ended = async (id: string) =>
      id === theirs
        ? requests.ended(id)
        : ({ Id: id, State: "FAILED", FailureReason: "EMAIL_ALREADY_EXISTS" } as const);
    const prepared = withRequests({ ...requests, ended });
    const made = apply(prepared, wanted ?? expect.fail("the plan has no account"));
    expect(await made).toEqual({ requestId: theirs });
    expect(prepared.session.ids.get("Account|new:ana")).toBe(team.idOf(anas.email));
    expect(team.requests()).toHaveLength(2);
  });

  it("is another admin's under another name: its account is waited for, and not taken for a stranger's", async () => {
    const team = await untilAsked();
    const { requests, withRequests } = await team.planWithRequests();
    const prepared = withRequests(requests);
    await requests.takeOpen("nobody's");
    await team.request({ AccountName: "Ana by hand" });
    expect(outcomesOf(await carryOut({ prepared, stop: new AbortController() }))).toEqual(allApplied);
    expect(team.accounts()).toHaveLength(1);
  });
});

describe.concurrent("a lost answer of CreateAccount", () => {
  const lost = { operation: "CreateAccount", nth: 1, fault: "lost-response" } as const;

  it("does not make a second request while the first is in progress", async () => {
    const team = await untilAsked({ faults: [lost] });
    const run = await team.onboardNew();
    expect(outcomesOf(run)).toEqual(allApplied);
    expect(run.converged).toBe(true);
    expect(team.requests()).toHaveLength(1);
  });

  it("does not make a second request when the first has ended by the time we look", async () => {
    const team = await newAccounts({ faults: [lost], latency: { createAccount: 0, accountReady: 0 } });
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.requests()).toHaveLength(1);
  });

  it("does not take a stranger's request with the same name for ours", async () => {
    const team = await untilAsked({ faults: [{ ...lost, nth: 2 }] });
    const { requests, withRequests } = await team.planWithRequests();
    const prepared = withRequests(requests);
    await requests.takeOpen("nobody's");
    await team.request({ Email: "other@example.com" });
    expect(outcomesOf(await carryOut({ prepared, stop: new AbortController() }))).toEqual(allApplied);
    expect(team.accounts()).toEqual([anas]);
  });

  it.each([1, 3])("never makes two accounts, even if AWS shows nothing of it in %s looks", async (count) => {
    const stale = { from: 2, count, fault: "stale-read", delay: 60 } as const;
    const team = await newAccounts({
      latency: { createAccount: 0 },
      faults: [lost, { operation: "ListCreateAccountStatus", ...stale }, { operation: "ListAccounts", ...stale }],
    });
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.accounts()).toEqual([anas]);
    expect(team.requests().filter(({ state }) => state === "SUCCEEDED")).toHaveLength(1);
  });
});

describe.concurrent("what passes on the way", () => {
  const calls = [
    "CreateAccount",
    "MoveAccount",
    "ListCreateAccountStatus",
    "DescribeCreateAccountStatus",
    "ListParents",
  ];
  const cases = calls.flatMap((operation) => passingFaults.map((fault) => [fault, operation] as const));
  it.each(cases)("%s of %s makes nothing twice and fails nothing", async (fault, operation) => {
    const team = await newAccounts({ faults: [{ operation, nth: 1, fault }] });
    const run = await team.onboardNew();
    expect(outcomesOf(run)).toEqual(allApplied);
    expect(run.converged).toBe(true);
    expect(team.accounts()).toEqual([anas]);
    expect(team.requests()).toHaveLength(1);
  });

  it("a move whose answer is lost is not made again where AWS shows it", async () => {
    const team = await newAccounts({ faults: [{ operation: "MoveAccount", nth: 1, fault: "lost-response" }] });
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.count("MoveAccount")).toBe(1);
  });

  it.each(["DescribeAccount", "ListParents", "DescribeCreateAccountStatus"])(
    "an account or a request that %s does not show yet is waited for",
    async (operation) => {
      const team = await newAccounts({ faults: [{ operation, count: 2, fault: "stale-read", delay: 60 }] });
      expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
      expect(team.accounts()).toEqual([anas]);
      expect(team.requests()).toHaveLength(1);
    },
  );

  it("a move whose answer is lost, and that does not show yet, is known by AWS's refusal of another one", async () => {
    const team = await newAccounts({
      organization: withAccount(),
      faults: [
        { operation: "MoveAccount", nth: 1, fault: "lost-response" },
        { operation: "ListParents", from: 2, fault: "stale-read", delay: 60 },
      ],
    });
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.accounts()).toMatchObject([{ unit: "Sandboxes" }]);
  });

  it.each(["CONCURRENT_ACCOUNT_MODIFICATION", "INTERNAL_FAILURE"])("%s is tried again", async (reason) => {
    const team = await newAccounts({
      faults: [{ operation: "CreateAccount", nth: 1, fault: "failed-assignment", reason }],
    });
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.requests().map(({ state }) => state)).toEqual(["FAILED", "SUCCEEDED"]);
  });

  it("an organization that AWS is about to finish is waited for", async () => {
    const team = await newAccounts({
      faults: [{ operation: "CreateAccount", count: 2, fault: "error", error: "FinalizingOrganizationException" }],
    });
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.requests()).toHaveLength(1);
  });

  it("assignments into an account that is too new are tried again until Identity Center gets in", async () => {
    const clock = heldClock();
    const team = await newAccounts({ now: clock.now, latency: { accountReady: 1_000 * DAY } });
    const running = team.onboardNew();
    const statuses = () => team.world().requests.map(({ status }) => status);
    await until(() => statuses().includes("FAILED"));
    clock.letGo(10 * DAY);
    expect(outcomesOf(await running)).toEqual(allApplied);
    expect(statuses().at(-1)).toBe("SUCCEEDED");
  });

  it("so are those into an account that an earlier run has just made", async () => {
    const clock = heldClock();
    const team = await newAccounts({ now: clock.now, latency: { accountReady: 1_000 * DAY } });
    await team.request();
    await team.ended();
    const running = team.onboardNew();
    await until(() => team.world().requests.some(({ status }) => status === "FAILED"));
    clock.letGo(10 * DAY);
    expect(outcomesOf(await running)).toEqual(allApplied);
  });

  it("an account that is not listed yet when the run begins is found when AWS says that its address is taken", async () => {
    const team = await newAccounts({
      faults: [{ operation: "ListAccounts", count: 2, fault: "stale-read", delay: 60 }],
    });
    await team.request({ AccountName: "Ana by hand" });
    await team.ended();
    const run = await team.onboardNew();
    expect(outcomesOf(run)).toEqual(allApplied);
    expect(team.accounts()).toMatchObject([{ name: "Ana by hand", unit: "Sandboxes" }]);
  });

  it("and is left in the unit that somebody has moved it to", async () => {
    const team = await newAccounts({
      faults: [{ operation: "ListAccounts", count: 3, fault: "stale-read", delay: 60 }],
    });
    await team.request({ AccountName: "Ana by hand" });
    await team.ended();
    await team.move(team.idOf(anas.email), "Security");
    expect(outcomesOf(await team.onboardNew())).toEqual(allApplied);
    expect(team.accounts()).toMatchObject([{ name: "Ana by hand", unit: "Security" }]);
  });
});

describe.concurrent("an account that is made and cannot be moved", () => {
  it("is told as it is, with what needs it left out, and is moved by the next run", async () => {
    const team = await newAccounts({ faults: [{ operation: "MoveAccount", fault: "access-denied" }] });
    const { results } = await team.onboardNew();
    const id = team.idOf(anas.email);
    const failed = results.find(({ outcome }) => outcome === "failed");
    expect(failed).toMatchObject({
      change: { key: "Account|new:ana" },
      reason: expect.stringContaining(
        `Account sandbox-ana (${id}) is there, but it could not be moved to ou:Workloads/`,
      ),
      remedy: expect.stringContaining("The next run finds the account and moves it."),
      awsError: "AccessDeniedException",
      requestId: expect.any(String),
    });
    expect(results.find(({ change }) => change.after?.kind === "AccountAssignment")?.outcome).toBe("skipped");

    team.faults.length = 0;
    const again = await team.onboardNew();
    expect(outcomesOf(again)).toEqual({ Account: "applied", AccountAssignment: "applied" });
    expect(team.accounts()).toEqual([anas]);
    expect(team.requests()).toHaveLength(1);
  });
});

describe.concurrent("a run that ends before AWS has made the account", () => {
  it("leaves it outstanding with the request's id, and the next run finishes", async () => {
    const clock = heldClock();
    // Five minutes of this computer's: it does not end by itself, however long the look at the request takes.
    const team = await newAccounts({ latency: { createAccount: 30_000_000 }, now: clock.now });
    const stop = new AbortController();
    const running = team.onboardNew(ana, { stop });
    await until(() => team.requests().length === 1);
    setTimeout(() => interrupt(stop), 20);
    const { results, converged } = await running;
    const [request] = team.requests();
    expect(converged).toBeNull();
    expect(results.find(({ change }) => change.after?.kind === "Account")).toMatchObject({
      outcome: "outstanding",
      requestId: request?.id,
    });
    expect(results.find(({ change }) => change.after?.kind === "AccountAssignment")?.outcome).toBe("skipped");
    clock.letGo(300_000);
    expect((await team.onboardNew()).converged).toBe(true);
    expect(team.accounts()).toEqual([anas]);
    expect(team.requests()).toHaveLength(1);
  });

  it.each([
    ["waiting until it is open", "DescribeAccount", { fault: "stale-read", delay: 60 }],
    ["moving it", "MoveAccount", { fault: "conflict" }],
    ["looking where it stands", "ListParents", { fault: "stale-read", delay: 60 }],
  ] as const)("is never told as not started when it is interrupted while %s", async (_, operation, fault) => {
    const team = await newAccounts({ faults: [{ operation, ...fault }] });
    const stop = new AbortController();
    const running = team.onboardNew(ana, { stop });
    await until(() => team.count(operation) > 0);
    interrupt(stop);
    const { results } = await running;
    expect(results.find(({ change }) => change.after?.kind === "Account")).toMatchObject({
      outcome: "outstanding",
      requestId: team.requests()[0]?.id,
    });
    team.faults.length = 0;
    expect((await team.onboardNew()).converged).toBe(true);
    expect(team.accounts()).toEqual([anas]);
  });

  it("because of credentials that expire leaves it outstanding, too", async () => {
    const team = await newAccounts({
      faults: [{ operation: "DescribeCreateAccountStatus", fault: "expired-credentials" }],
    });
    const { results, stop } = await team.onboardNew();
    expect(stop.signal.reason).toMatchObject({ kind: "signed-out" });
    expect(results.find(({ change }) => change.after?.kind === "Account")).toMatchObject({
      outcome: "outstanding",
      requestId: team.requests()[0]?.id,
    });
  });
});

describe.concurrent("new accounts that cannot be", () => {
  it("are blocked in the plan of a delegated administrator", async () => {
    const team = await newAccounts({
      organization: { delegatedAdministrators: ["Staging"], caller: { account: "Staging" } },
    });
    const { plan } = await team.planNew();
    expect(plan.changes.find(({ after }) => after?.kind === "Account")?.blocked).toMatchObject({
      reason: expect.stringContaining("only for the management account 111122223333; you act from 456789012345"),
    });
    expect(outcomesOf(await team.onboardNew())).toMatchObject({ Account: "failed", AccountAssignment: "skipped" });
    expect(team.count("CreateAccount")).toBe(0);
  });

  it("are a problem of the settings when their unit is not there", async () => {
    const team = await newAccounts();
    const run = { settings: { accounts: { ...settings.accounts, organizationalUnit: "Workloads/Sandbox" } } };
    const { kind, problems } = await troubleOf(team.planNew(ana, run));
    expect(kind).toBe("invalid-input");
    expect(problems).toMatchObject([
      { place: { file: "onboard.json" }, message: expect.stringContaining('"Sandbox"') },
    ]);
  });
});

import { describe, expect, it, vi } from "vitest";
import { readinessAfter, reportOf } from "../../src/core/report/report.ts";
import { carryOut } from "../../src/identity-center/carry-out.ts";
import { createdUsers } from "../../src/identity-center/created-users.ts";
import { accounts, organizationWith, simulateTeam } from "./simulated-team.ts";

const csv = `email,account,group
ana@example.com,Sandbox North,
bo@example.com,Sandbox North;Sandbox South,
cy@example.com,Staging,Devs
dee@example.com,Staging,devs
`;
const writes = /^(Create|Attach|Put|Provision|Update|Tag|Delete)/;
const someone = (userName: string, others: object = {}) => ({
  userName,
  email: userName,
  givenName: "Ana",
  familyName: "Silva",
  ...others,
});
const assignedTo = (name: string, account: string) =>
  `AccountAssignment|${account}|amplify-policy|USER|${name}@example.com`;
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 10_000, interval: 2 });

describe.concurrent("carrying a plan out", () => {
  it("makes everything once, and a new look finds nothing left to do", async () => {
    const team = await simulateTeam();
    const { outcomes, converged, results, prepared } = await team.onboard(csv);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(["applied"]));
    expect(converged).toBe(true);
    const { users, groups, memberships, assignments } = team.world();
    expect(users.sort()).toEqual(["ana", "bo", "cy", "dee"].map((name) => `${name}@example.com`));
    expect(groups).toEqual([expect.stringMatching(/^devs$/i)]);
    expect(memberships).toHaveLength(2);
    expect(assignments).toHaveLength(4);
    expect(createdUsers(prepared.session, results).map(({ userName }) => userName)).toHaveLength(4);
  });

  it("tells what AWS said that it did and does not show, so that nobody is called ready for it", async () => {
    const rule = { operation: "ListAccountAssignments", fault: "stale-read", delay: 3600 } as const;
    const team = await simulateTeam({ faults: [rule] });
    const { converged, results, prepared } = await team.onboard("email,account\nana@example.com,Sandbox North\n");
    expect(converged).toBe(false);
    const unseen = results.filter((result) => result.outcome === "applied" && result.unseen);
    expect(unseen.map(({ change }) => change.key)).toEqual([assignedTo("ana", accounts.north)]);
    const people = readinessAfter(reportOf(prepared.plan, results, converged));
    expect(people.map(({ state }) => state)).toEqual(["waits"]);
  });

  it("looks at people and permission sets while the last assignments go on", async () => {
    const team = await simulateTeam({ latency: { firstAssignment: 10_000, assignment: 30_000 } });
    const people = Array.from({ length: 12 }, (_, index) => `person${index}@example.com,Sandbox North\n`).join("");
    const { converged } = await team.onboard(`email,account\n${people}`);
    expect(converged).toBe(true);
    const order = team.calls.map(({ operation }) => operation);
    const lastPoll = order.lastIndexOf("ListAccountAssignmentCreationStatus");
    for (const look of ["ListUsers", "DescribePermissionSet", "ListAccountsForProvisionedPermissionSet"])
      expect([look, order.lastIndexOf(look) < lastPoll]).toEqual([look, true]);
    expect(order.lastIndexOf("ListAccountAssignments")).toBeGreaterThan(lastPoll);
    expect(order.filter((one) => one === "DescribePermissionSet")).toHaveLength(1);
  });

  it("looks again where an early look failed", async () => {
    const team = await simulateTeam({ latency: { firstAssignment: 10_000, assignment: 30_000 } });
    const people = Array.from({ length: 3 }, (_, index) => `person${index}@example.com,Sandbox North\n`).join("");
    const prepared = await team.prepareTeam(`email,account\n${people}`);
    team.faults.push({ operation: "DescribePermissionSet", nth: 1, fault: "access-denied" });
    expect((await carryOut({ prepared, stop: new AbortController() })).converged).toBe(true);
    expect(team.count("DescribePermissionSet")).toBe(2);
  });

  it("a second time makes reads only", async () => {
    const team = await simulateTeam();
    await team.onboard(csv);
    const before = team.count(writes);
    const { results, converged } = await team.onboard(csv);
    expect([results, converged]).toEqual([[], true]);
    expect(team.count(writes)).toBe(before);
  });

  it("makes everything exactly once, whatever happens to its calls on the way", async () => {
    // Fewer faults of a kind than a call has tries: none gives up, whichever calls they hit.
    const kinds = ["lost-response", "conflict", "throttle", "error500", "conflict", "throttle", "reset"] as const;
    const rules = Array.from({ length: 12 }, (_, index) => ({
      nth: 7 * index + 9,
      fault: kinds[index % 7] ?? "reset",
    }));
    const team = await simulateTeam({ faults: rules });
    const { outcomes, converged } = await team.onboard(csv);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(["applied"]));
    expect(converged).toBe(true);
    const { users, groups, memberships, assignments, permissionSets, requests } = team.world();
    expect([users, groups, memberships, permissionSets].map(({ length }) => length)).toEqual([4, 1, 2, 1]);
    expect(assignments).toHaveLength(4);
    expect(requests).toHaveLength(4);
  });

  it("waits for what AWS shows a little later before it says that something is missing", async () => {
    const team = await simulateTeam({
      faults: [{ operation: "ListAccountAssignments", fault: "stale-read", delay: 1 }],
    });
    expect((await team.onboard("email,account\nana@example.com,Sandbox North\n")).converged).toBe(true);
  });
});

describe.concurrent("a change that AWS refuses", () => {
  it("FAILED takes nobody else along, keeps AWS's reason and request id, and is done by the next run", async () => {
    const reason = "Received a 403 status error: Access denied by IAM.";
    const fault = {
      operation: "CreateAccountAssignment",
      match: { TargetId: accounts.south },
      fault: "failed-assignment",
      reason,
    } as const;
    const team = await simulateTeam({ faults: [fault] });
    const { results, converged } = await team.onboard(csv);
    const failed = results.filter(({ outcome }) => outcome !== "applied");
    expect(failed).toMatchObject([
      { outcome: "failed", awsError: "FAILED", reason: expect.stringContaining(reason), requestId: expect.any(String) },
    ]);
    expect(failed.map(({ change }) => change.key)).toEqual([assignedTo("bo", accounts.south)]);
    expect(converged).toBe(false);
    team.faults.length = 0;
    expect(await team.onboard(csv)).toMatchObject({
      outcomes: { [assignedTo("bo", accounts.south)]: "applied" },
      converged: true,
    });
  });

  it("takes its own dependants along: a person who could not be made is not assigned", async () => {
    const match = { UserName: "ana@example.com" };
    const team = await simulateTeam({ faults: [{ operation: "CreateUser", match, fault: "access-denied" }] });
    const { outcomes } = await team.onboard(csv);
    const notApplied = Object.entries(outcomes).filter(([, outcome]) => outcome !== "applied");
    expect(notApplied).toEqual([
      ["User|ana@example.com", "failed"],
      [assignedTo("ana", accounts.north), "skipped"],
    ]);
  });

  it("is never sent when it is blocked, while everybody else is served", async () => {
    const users = [someone("asilva", { email: "ana@example.com" })];
    const team = await simulateTeam({ organization: organizationWith({ users }) });
    const { outcomes, converged } = await team.onboard(csv);
    expect(outcomes).toMatchObject({ "User|ana@example.com": "failed", [assignedTo("bo", accounts.north)]: "applied" });
    expect(converged).toBe(false);
    expect(team.world().users).not.toContain("ana@example.com");
  });
});

describe.concurrent("looking again", () => {
  it("says that it could not look when AWS does not let it", async () => {
    const team = await simulateTeam();
    const run = team.onboard("email,account\nana@example.com,Sandbox North\n");
    await until(() => team.count("CreateAccountAssignment") > 0);
    team.faults.push({ operation: "ListUsers", fault: "access-denied" });
    expect(await run).toMatchObject({ converged: null, outcomes: { "User|ana@example.com": "applied" } });
  });
});

import { describe, expect, it, vi } from "vitest";
import { OnboardError } from "../../src/core/trouble/onboard-error.ts";
import { createdUsers } from "../../src/identity-center/created-users.ts";
import { accounts, organizationWith, passingFaults, simulateTeam } from "./simulated-team.ts";

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
const interrupt = (stop: AbortController) =>
  stop.abort(new OnboardError({ kind: "interrupted", message: "Interrupted (SIGINT).", remedy: "" }));
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 10_000, interval: 2 });

describe("carrying a plan out", () => {
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

  it("a second time makes reads only", async () => {
    const team = await simulateTeam();
    await team.onboard(csv);
    const before = team.count(writes);
    const { results, converged } = await team.onboard(csv);
    expect([results, converged]).toEqual([[], true]);
    expect(team.count(writes)).toBe(before);
  });

  it("makes everything exactly once, whatever happens to its calls on the way", async () => {
    const every = { "lost-response": 17, error500: 19, conflict: 23, throttle: 13, reset: 29 } as const;
    const team = await simulateTeam({ faults: passingFaults.map((fault) => ({ every: every[fault], fault })) });
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

describe("a change that AWS refuses", () => {
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

describe("a permission set that is there already", () => {
  const managedPolicies = ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"];
  const set = (others: object) => ({
    users: [someone("zoe@example.com")],
    permissionSets: [
      {
        name: "amplify-policy",
        managedPolicies,
        assignments: [
          { account: "Sandbox North", user: "zoe@example.com" },
          { account: "Sandbox South", user: "zoe@example.com" },
        ],
        ...others,
      },
    ],
  });
  const one = "email,account\nana@example.com,Staging\n";

  it("with the same duration in other words is left alone", async () => {
    const team = await simulateTeam({ organization: organizationWith(set({ sessionDuration: "PT720M" })) });
    const { prepared } = await team.onboard(one);
    expect(prepared.plan.summary.update).toBe(0);
    expect(team.count(/^(Update|Provision)/)).toBe(0);
  });

  it("with another duration is updated, keeps relay state and description, and reaches every account that has it", async () => {
    const about = { description: "theirs", relayState: "https://example.com" };
    const team = await simulateTeam({ organization: organizationWith(set({ ...about, sessionDuration: "PT1H" })) });
    const { outcomes, converged } = await team.onboard(one);
    expect(outcomes).toMatchObject({ "PermissionSetProvisioning|amplify-policy|ALL_PROVISIONED_ACCOUNTS": "applied" });
    expect(converged).toBe(true);
    const { permissionSets, outdated } = team.world();
    expect(permissionSets).toMatchObject([{ ...about, sessionDuration: "PT12H" }]);
    expect(outdated).toEqual([]);
  });

  it("keeps a policy of somebody else's, which is told", async () => {
    const theirs = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const extra = { sessionDuration: "PT12H", managedPolicies: [...managedPolicies, theirs] };
    const team = await simulateTeam({ organization: organizationWith(set(extra)) });
    const { prepared } = await team.onboard(one);
    expect(prepared.plan.warnings.join()).toContain(`also has the policy ${theirs}`);
    expect(team.world().permissionSets[0]?.managedPolicies.map(({ Arn }) => Arn)).toContain(theirs);
  });

  it("is left as it is in a suspended account, which is told, and does not hold up the others", async () => {
    const places = ["Sandbox North", "Sandbox South", "Retired"];
    const assignments = places.map((account) => ({ account, user: "zoe@example.com" }));
    const team = await simulateTeam({ organization: organizationWith(set({ sessionDuration: "PT1H", assignments })) });
    const { outcomes, converged, prepared } = await team.onboard(one);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(["applied"]));
    expect(converged).toBe(true);
    expect(prepared.plan.warnings.join()).toContain(`keeps its older version in ${accounts.suspended}`);
    expect(team.world().outdated).toEqual([accounts.suspended]);
    expect((await team.onboard(one)).results).toEqual([]);
  });

  it("that an earlier run left outdated somewhere is provisioned there, and nowhere else", async () => {
    const behind = { sessionDuration: "PT12H", outdatedIn: ["Sandbox South"] };
    const team = await simulateTeam({ organization: organizationWith(set(behind)) });
    const { outcomes } = await team.onboard(one);
    expect(Object.keys(outcomes).filter((key) => key.startsWith("PermissionSetProvisioning"))).toEqual([
      `PermissionSetProvisioning|amplify-policy|${accounts.south}`,
    ]);
    expect(team.world().outdated).toEqual([]);
  });
});

describe("a run that is interrupted", () => {
  it("starts nothing new, names what AWS is still at, and is finished by the next run without starting it again", async () => {
    const team = await simulateTeam({ speed: 1 });
    const stop = new AbortController();
    const running = team.onboard("email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North\n", {
      stop,
      limits: { outstandingAssignments: 1 },
    });
    await until(() => team.world().requests.length === 1);
    const sent = team.count("CreateAccountAssignment");
    setTimeout(() => interrupt(stop), 30);
    const { results, converged } = await running;
    const [request] = team.world().requests;
    expect(converged).toBeNull();
    expect(
      results
        .filter(({ outcome }) => outcome !== "applied")
        .map((result) => ({ ...result, change: result.change.key })),
    ).toMatchObject([
      { outcome: "outstanding", requestId: request?.requestId },
      { outcome: "skipped", reason: "Interrupted (SIGINT)." },
    ]);
    expect(team.count("CreateAccountAssignment")).toBe(sent);

    const again = await team.onboard("email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North\n");
    expect(again.converged).toBe(true);
    expect(new Set(Object.values(again.outcomes))).toEqual(new Set(["applied"]));
    expect(team.world().requests).toHaveLength(2);
    expect(team.world().users).toHaveLength(2);
  });

  it("in the middle of a permission set says that some of it may be missing, and the next run adds it", async () => {
    const team = await simulateTeam({
      faults: [{ operation: "AttachManagedPolicyToPermissionSet", fault: "throttle" }],
    });
    const stop = new AbortController();
    const running = team.onboard("email,account\nana@example.com,Sandbox North\n", { stop });
    await until(() => team.count("AttachManagedPolicyToPermissionSet") > 0);
    interrupt(stop);
    const { results } = await running;
    const set = results.find(({ change }) => change.after.kind === "PermissionSet");
    expect(set).toMatchObject({ outcome: "failed", reason: expect.stringContaining("some of it may be missing") });
    team.faults.length = 0;
    expect((await team.onboard("email,account\nana@example.com,Sandbox North\n")).converged).toBe(true);
    expect(team.world().permissionSets[0]?.managedPolicies).toHaveLength(1);
  });

  it("ends at once wherever it is, with a result for every change", async () => {
    const moments = [
      "ListUsers",
      "CreateUser",
      "CreatePermissionSet",
      "CreateGroupMembership",
      "ListAccountAssignmentCreationStatus",
    ];
    for (const moment of moments) {
      const team = await simulateTeam({ speed: 5 });
      const stop = new AbortController();
      const running = team.onboard(csv, { stop }).catch((error: unknown) => error);
      await until(() => team.count(moment) > 0);
      interrupt(stop);
      const ended = await running;
      if (ended instanceof Error) {
        expect(ended).toMatchObject({ name: "OnboardError", kind: "interrupted" });
        continue;
      }
      const { results, prepared } = ended as Awaited<ReturnType<typeof team.onboard>>;
      expect(results).toHaveLength(prepared.plan.changes.length);
      for (const result of results)
        expect([
          "applied",
          "skipped",
          "outstanding",
          result.change.after.kind === "PermissionSet" && "failed",
        ]).toContain(result.outcome);
      for (const { outcome, change } of results) {
        if (outcome !== "applied" || change.after.kind !== "User") continue;
        expect(team.world().users).toContain(change.after.userName);
      }
    }
  });
});

describe("credentials that expire half way", () => {
  it("stop the run: what was done stays, the rest is skipped with the cause, and the next run finishes", async () => {
    const team = await simulateTeam({ faults: [{ operation: "CreateUser", from: 3, fault: "expired-credentials" }] });
    const { results, converged, stop } = await team.onboard(csv, { limits: { identityStorePerSecond: 50 } });
    expect(stop.signal.reason).toMatchObject({ kind: "signed-out" });
    expect(converged).toBeNull();
    const users = results.filter(({ change }) => change.after.kind === "User").map(({ outcome }) => outcome);
    expect(users).toEqual(["applied", "applied", "failed", "skipped"]);
    const skipped = results.find(({ outcome }) => outcome === "skipped");
    expect(skipped).toMatchObject({ reason: expect.stringContaining("expired") });
    team.faults.length = 0;
    expect((await team.onboard(csv)).converged).toBe(true);
    expect(team.world().users).toHaveLength(4);
  });

  it("while assignments are in progress leave them outstanding, with their request ids", async () => {
    const team = await simulateTeam({
      faults: [{ operation: "ListAccountAssignmentCreationStatus", from: 2, fault: "expired-credentials" }],
    });
    const { results, stop } = await team.onboard(csv);
    const outstanding = results.flatMap((result) => (result.outcome === "outstanding" ? [result.requestId] : []));
    expect(outstanding.length).toBeGreaterThan(0);
    const ids = team.world().requests.map(({ requestId }) => requestId);
    for (const id of outstanding) expect(ids).toContain(id);
    expect(results.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(stop.signal.reason).toMatchObject({ kind: "signed-out" });
  });
});

describe("looking again", () => {
  it("says that it could not look when AWS does not let it", async () => {
    const team = await simulateTeam();
    const run = team.onboard("email,account\nana@example.com,Sandbox North\n");
    await until(() => team.count("CreateAccountAssignment") > 0);
    team.faults.push({ operation: "ListUsers", fault: "access-denied" });
    expect(await run).toMatchObject({ converged: null, outcomes: { "User|ana@example.com": "applied" } });
  });
});

import { describe, expect, it } from "vitest";
import type { Resource } from "../../src/core/state/resource.ts";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { assigned, permissionSet, user } from "../core/plan/sample-onboarding.ts";
import { accounts, lookAt, organizationWith, passingFaults, simulateTeam } from "./simulated-team.ts";

const people = ["ana", "bo", "dee"];
const membership = (userName: string): Resource => ({ kind: "GroupMembership", group: "web-devs", userName });
const everythingOf = (name: string): readonly Resource[] => [
  membership(name),
  assigned(name),
  assigned(name, accounts.south),
];

/** Three people who have the permission set in two accounts, and are in a group that has it in a third. */
function threePeople(options: SimulatorOptions = {}) {
  return simulateTeam({
    ...options,
    organization: organizationWith({
      users: people.map((userName) => ({
        userName,
        email: `${userName}@example.com`,
        givenName: "Ana",
        familyName: "Silva",
      })),
      groups: [{ displayName: "web-devs", members: people }],
      permissionSets: [
        {
          name: "amplify-policy",
          assignments: [
            ...people.flatMap((name) => ["Sandbox North", "Sandbox South"].map((account) => ({ account, user: name }))),
            { account: "Staging", group: "web-devs" },
          ],
        },
      ],
    }),
  });
}

/** Whatever of the world has this name in it. */
function tracesOf(team: Awaited<ReturnType<typeof threePeople>>, name: string): readonly string[] {
  const { users, memberships, assignments } = team.world();
  return [...users, ...memberships, ...assignments].filter((text) => text?.includes(name)) as string[];
}

describe.concurrent("taking access away", () => {
  it("removes what is asked to be gone, everybody else's stays, and a second run finds nothing to do", async () => {
    const team = await threePeople();
    const others = [...tracesOf(team, "bo"), ...tracesOf(team, "dee")];
    const { results, converged } = await team.bringTo({ absent: everythingOf("ana") });
    expect(results.map(({ outcome }) => outcome)).toEqual(["applied", "applied", "applied"]);
    expect(results.every((one) => one.outcome === "applied" && one.requestId !== undefined)).toBe(true);
    expect(converged).toBe(true);
    expect(tracesOf(team, "ana")).toEqual(["ana"]);
    expect([...tracesOf(team, "bo"), ...tracesOf(team, "dee")]).toEqual(others);
    const again = await team.bringTo({ absent: everythingOf("ana") });
    expect(again.plan.changes).toEqual([]);
    expect(again.plan.summary).toMatchObject({ delete: 0, unchanged: 3 });
  });

  it("deletes the user last, when nothing of theirs is left", async () => {
    const team = await threePeople();
    const { results, converged } = await team.bringTo({ absent: [user("ana"), ...everythingOf("ana")] });
    expect(results.map(({ change, outcome }) => `${change.key.split("|")[0]} ${outcome}`)).toEqual([
      "GroupMembership applied",
      "AccountAssignment applied",
      "AccountAssignment applied",
      "User applied",
    ]);
    expect(converged).toBe(true);
    expect(tracesOf(team, "ana")).toEqual([]);
    const writes = team.calls.map(({ operation }) => operation).filter((operation) => /^Delete/.test(operation));
    expect(writes.at(-1)).toBe("DeleteUser");
  });

  it("keeps a user of whom something is left", async () => {
    const team = await threePeople({
      faults: [
        {
          operation: "DeleteAccountAssignment",
          nth: 1,
          fault: "failed-assignment",
          reason: "Received a 403 status error: no",
        },
      ],
    });
    const { results } = await team.bringTo({ absent: [user("ana"), ...everythingOf("ana")] });
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["applied", "applied", "failed", "skipped"]);
    expect(results.find(({ outcome }) => outcome === "failed")).toMatchObject({
      reason: expect.stringMatching(/could not remove amplify-policy in account \d+ for ana: Received a 403 /),
    });
    expect(team.world().users).toContain("ana");
  });

  it.each(passingFaults)("survives %s at each kind of call, and deletes nothing twice", async (kind) => {
    const operations = ["DeleteAccountAssignment", "DeleteGroupMembership", "DeleteUser"];
    const faults = operations.map((operation) => ({ operation, nth: 1, fault: kind }) as const);
    const team = await threePeople({ faults });
    const { results, converged } = await team.bringTo({ absent: [user("ana"), ...everythingOf("ana")] });
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(4).fill("applied"));
    expect(converged).toBe(true);
    expect(tracesOf(team, "ana")).toEqual([]);
    expect(team.world().requests.filter((one) => one.kind === "DELETE_ASSIGNMENT")).toHaveLength(2);
  });

  it("looks again just before: what somebody else removed meanwhile is done, without a request", async () => {
    const team = await threePeople();
    const { outcomes, converged } = await team.bringTo(
      { absent: [assigned("ana")] },
      { after: async () => void (await team.bringTo({ absent: [assigned("ana")] })) },
    );
    expect(Object.values(outcomes)).toEqual(["applied"]);
    expect(converged).toBe(true);
    expect(team.count("DeleteAccountAssignment")).toBe(1);
  });

  it("looks at a pair of account and permission set once before, however many lose it", async () => {
    const team = await threePeople();
    let before = 0;
    await team.bringTo(
      { absent: people.map((name) => assigned(name)) },
      {
        after: () => {
          before = team.count("ListAccountAssignments");
        },
      },
    );
    // Before the removals, and after them.
    expect(team.count("ListAccountAssignments") - before).toBe(2);
  });

  it("takes the old only when the new is there, which the group that is left does not give", async () => {
    const team = await threePeople({
      faults: [{ operation: "CreateAccountAssignment", nth: 1, fault: "failed-assignment", reason: "no" }],
    });
    const move = (name: string) => ({
      state: [assigned(name, accounts.staging)],
      absent: [membership(name), assigned(name)],
    });
    const { results } = await team.bringTo(move("ana"));
    expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "skipped", "skipped"]);
    expect(tracesOf(team, "ana")).toContain(`ana has amplify-policy in ${accounts.north}`);
    const again = await team.bringTo(move("ana"));
    expect(again.results.map(({ outcome }) => outcome)).toEqual(["applied", "applied", "applied"]);
    expect(tracesOf(team, "ana")).toContain(`ana has amplify-policy in ${accounts.staging}`);
    expect(tracesOf(team, "ana")).not.toContain(`ana has amplify-policy in ${accounts.north}`);
  });
});

describe.concurrent("assignments of who is gone", () => {
  it("are removed by the id that AWS still lists", async () => {
    const team = await threePeople();
    const id = Object.values(team.simulator.world().users).find(({ attributes }) => attributes.UserName === "ana")?.id;
    // Somebody deletes the user by hand: a plan of ours keeps whom something is assigned.
    const { kinds } = await team.open();
    await kinds.User.observe(lookAt([user("ana")]));
    if (kinds.User.delete !== "never") await kinds.User.delete(user("ana"));
    const orphan: Resource = { ...assigned(id ?? ""), principal: { type: "USER", name: id ?? "", gone: true } };
    expect(tracesOf(team, id ?? "-")).toHaveLength(2);
    const { results, converged } = await team.bringTo({ absent: [orphan] });
    expect(results).toMatchObject([{ outcome: "applied", change: { key: expect.stringMatching(/\|gone$/) } }]);
    expect(converged).toBe(true);
    expect(tracesOf(team, id ?? "-")).toEqual([`${id} has amplify-policy in ${accounts.south}`]);
  });
});

describe.concurrent("groups and permission sets", () => {
  const group: Resource = { kind: "Group", displayName: "web-devs" };
  const set = permissionSet();

  it("stay while others use them, which the plan says", async () => {
    const team = await threePeople();
    const { plan } = await team.bringTo({ absent: [group, set, ...everythingOf("ana")] });
    const reasons = plan.changes.flatMap(({ blocked }) => blocked?.reason ?? []);
    expect(reasons).toEqual([
      "Group web-devs stays: 2 other people are in it, and it has 1 other assignment.",
      `Permission set amplify-policy stays: others have it in ${accounts.north}, ${accounts.south}, ${accounts.staging}.`,
    ]);
    expect(plan.summary).toMatchObject({ delete: 3, blocked: 2 });
    expect(team.world().groups).toEqual(["web-devs"]);
  });

  it("go after everything that rests on them", async () => {
    const team = await threePeople();
    const absent = [group, set, ...people.flatMap(everythingOf), assigned("web-devs", accounts.staging, "GROUP")];
    const { results, converged } = await team.bringTo({ absent });
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(absent.length).fill("applied"));
    expect(converged).toBe(true);
    const { groups, permissionSets, memberships, assignments, users } = team.world();
    expect([groups, permissionSets, memberships, assignments]).toEqual([[], [], [], []]);
    expect(users).toEqual(people);
  });

  it("are not deleted when somebody begins to use them meanwhile", async () => {
    const team = await threePeople();
    const absent = [group, ...people.flatMap(everythingOf), assigned("web-devs", accounts.staging, "GROUP")];
    const { results } = await team.bringTo(
      { absent },
      {
        after: async () => {
          await team.bringTo({ state: [assigned("web-devs", accounts.south, "GROUP")] });
        },
      },
    );
    const failed = results.filter(({ outcome }) => outcome === "failed");
    expect(failed).toMatchObject([{ reason: "Group web-devs stays: it has 1 other assignment." }]);
    expect(team.world().assignments).toEqual([`web-devs has amplify-policy in ${accounts.south}`]);
  });

  it("tell before that a role would go", async () => {
    const team = await threePeople();
    const some = await team.bringTo({ absent: [assigned("ana")] });
    expect(some.plan.dangers).toEqual([]);
    const { plan } = await team.bringTo({ absent: people.map((name) => assigned(name)) });
    expect(plan.dangers).toEqual([
      {
        name: "last-assignment-of-role",
        count: 1,
        message: expect.stringMatching(
          /^Nobody would hold amplify-policy in 210987654321 any more, and AWS deletes its role there\..*KMS key policies/,
        ),
      },
    ]);
  });
});

describe("a run that is stopped on the way", () => {
  /** The calls, reads included, from which on AWS refuses; a run makes fewer than the last of them. */
  const calls = Array.from({ length: 10 }, (_, index) => 3 + 3 * index);

  it("is finished by the next one, wherever it was: everything goes that was asked to, and nothing of anybody else", async () => {
    let stopped = 0;
    for (const from of calls) {
      const team = await threePeople();
      const others = [...tracesOf(team, "bo"), ...tracesOf(team, "dee")];
      const absent = [user("ana"), ...everythingOf("ana")];
      team.faults.push({ from, fault: "expired-credentials" });
      const first = await team.bringTo({ absent }).catch(() => undefined);
      if (first?.converged !== true) stopped += 1;
      team.faults.pop();
      const { results, converged } = await team.bringTo({ absent });
      expect([from, converged, results.filter(({ outcome }) => outcome !== "applied")]).toEqual([from, true, []]);
      expect(tracesOf(team, "ana")).toEqual([]);
      expect([...tracesOf(team, "bo"), ...tracesOf(team, "dee")]).toEqual(others);
      const deleted = team.world().requests.filter(({ kind }) => kind === "DELETE_ASSIGNMENT");
      expect(deleted).toHaveLength(2);
    }
    expect(stopped).toBeGreaterThan(5);
  });

  it("leaves no assignment behind that an earlier run has begun to make", async () => {
    const team = await threePeople({ speed: 1, latency: { assignment: 4_000, firstAssignment: 4_000 } });
    const stop = new AbortController();
    const wanted = assigned("ana", accounts.management);
    const making = team.bringTo({ state: [wanted] }, { stop });
    while (team.count("CreateAccountAssignment") === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort(new Error("killed"));
    await making.catch(() => undefined);
    const { outcomes, converged } = await team.bringTo({ absent: [wanted] });
    expect([Object.values(outcomes), converged]).toEqual([["applied"], true]);
    expect(tracesOf(team, "ana")).not.toContain(`ana has amplify-policy in ${accounts.management}`);
  });
});

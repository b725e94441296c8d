import { describe, expect, it } from "vitest";
import { roleKey } from "../../../src/core/state/kinds/account-assignment.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { assigned, north, observed, planFor, south, user } from "../plan/sample-onboarding.ts";

const people = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);
const safety = { maxChanges: 50, maxChangePercent: 30, maxRemovals: 10, maxRemovalPercent: 25 };

/** The message of the danger; each account has as many holders as said. */
function removals(absent: readonly Resource[], holders = 100, limits: Partial<typeof safety> = {}) {
  const counts = new Map([north, south].map((id) => [roleKey(assigned("ana", id)), holders]));
  const plan = planFor([], {
    absent: stateOf(absent),
    observation: observed(absent, { holders: counts }),
    safety: { ...safety, ...limits },
  });
  return plan.dangers.find(({ name }) => name === "removals");
}

describe("removals", () => {
  it("are a danger over the number of people, however much each of them loses", () => {
    const all = (names: readonly string[]) => names.flatMap((name) => [assigned(name), assigned(name, south)]);
    expect(removals(all(people(10)))).toBeUndefined();
    expect(removals(all(people(11)))).toEqual({
      name: "removals",
      count: 11,
      message:
        "11 people would lose access: 22 of the 200 assignments (11 %) of these permission sets in these accounts. 11 is over 10 (safety.maxRemovals).",
    });
  });

  it.each([
    [2, 9, undefined],
    [2, 10, undefined],
    [3, 10, "30 % is over 25 % (safety.maxRemovalPercent)."],
    [9, 9, undefined],
    [10, 10, "100 % is over 25 %"],
  ])("of %i of %i assignments: %s", (count, holders, words) => {
    const { message } =
      removals(
        people(count).map((name) => assigned(name)),
        holders,
      ) ?? {};
    if (words === undefined) expect(message).toBeUndefined();
    else expect(message).toContain(words);
  });

  it("count memberships and users as people, and each person once", () => {
    const memberships = people(11).map((userName): Resource => ({ kind: "GroupMembership", group: "web", userName }));
    expect(removals(memberships)?.message).toBe("11 people would lose access. 11 is over 10 (safety.maxRemovals).");
    expect(
      removals([
        ...memberships.slice(1),
        ...people(11)
          .slice(1)
          .map((name) => assigned(name)),
      ]),
    ).toBeUndefined();
  });

  it("count a group that loses an assignment, and nobody for who is not in the directory any more", () => {
    expect(removals([assigned("web", north, "GROUP")], 100, { maxRemovals: 0 })?.count).toBe(1);
    const gone = { ...assigned("9067-1"), principal: { type: "USER", name: "9067-1", gone: true } as const };
    expect(removals([gone], 100, { maxRemovals: 0, maxRemovalPercent: 0 })).toBeUndefined();
  });

  it.each([
    ["one person", 1, undefined],
    ["two people", 2, "2 people would lose access: 20 of the 20 assignments (100 %)"],
  ])("of all that %s have, named by hand: %s", (_, count, words) => {
    const accounts = Array.from({ length: 10 }, (__, index) => `${400_000_000_000 + index}`);
    const absent = people(count).flatMap((name) => accounts.map((id) => assigned(name, id)));
    const holders = new Map(accounts.map((id) => [roleKey(assigned("ana", id)), count]));
    const leavers = people(count).map((userName) => ({ userName, page: "https://a", external: false, held: [] }));
    const input = { absent: stateOf(absent), observation: observed(absent, { holders }), safety };
    const messageOf = (plan: ReturnType<typeof planFor>) =>
      plan.dangers.find(({ name }) => name === "removals")?.message;
    const message = messageOf(planFor([], { ...input, purpose: "leave", leavers }));
    expect(message).toEqual(words === undefined ? undefined : expect.stringContaining(words));
    expect(messageOf(planFor([], input))).toContain("100 % is over 25 %");
    const strict = { ...safety, maxRemovals: 0 };
    expect(messageOf(planFor([], { ...input, safety: strict, purpose: "leave", leavers }))).toContain("is over 0 ");
  });

  it("may be none at all where a limit is 0", () => {
    expect(removals([assigned("ana")], 100, { maxRemovals: 0 })?.message).toContain("1 is over 0 ");
  });
});

describe("deleting users", () => {
  it("is a danger however few they are", () => {
    const { dangers } = planFor([], { absent: stateOf([user("ana")]), observation: observed([user("ana")]) });
    expect(dangers).toEqual([
      {
        name: "delete-users",
        count: 1,
        message:
          "1 user would be deleted from the directory, for good: whoever comes back is somebody new to AWS, with another id, no password and no MFA device.",
      },
    ]);
  });
});

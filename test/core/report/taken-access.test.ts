import { describe, expect, it } from "vitest";
import type { Leaver } from "../../../src/core/plan/leaver.ts";
import { reportOf } from "../../../src/core/report/report.ts";
import { takenAccess } from "../../../src/core/report/taken-access.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { samplePlan } from "../../cli/sample-plan.ts";
import { assigned, deletion, north, south, user } from "../plan/sample-onboarding.ts";

const inWeb: Resource = { kind: "GroupMembership", group: "web", userName: "ana" };
const place = (userName: string, accountId = north) => ({ userName, accountId, permissionSet: "amplify-policy" });
const held = (...ways: Leaver["held"][number]["ways"]): Leaver["held"][number] => ({
  ...place("ana"),
  accountName: "Sandbox North",
  named: true,
  ways,
});

function takenAfter(removed: readonly Resource[], places: Leaver["held"] = []) {
  const leaver = { userName: "ana", page: "https://console.aws.amazon.com/", external: false };
  const leavers = places.map(({ ...one }) => ({ ...leaver, held: [one] }));
  const plan = { ...samplePlan([]), leavers };
  const isTaken = takenAccess(
    reportOf(
      plan,
      removed.map((one) => ({ outcome: "applied", change: deletion(one) })),
      true,
    ),
  );
  return (access: ReturnType<typeof place>) => isTaken?.(access) === true;
}

describe("what people have no more after a run", () => {
  it("is what was assigned to them, and everything once the user is deleted", () => {
    expect(takenAfter([assigned("Ana")])(place("ana"))).toBe(true);
    expect(takenAfter([assigned("Ana")])(place("ana", south))).toBe(false);
    expect(takenAfter([user("ana")])(place("Ana", south))).toBe(true);
  });

  it("is what a group gave, when they are out of it and it has lost that, or when the plan knew of the way", () => {
    expect(takenAfter([inWeb, assigned("web", north, "GROUP")])(place("ana"))).toBe(true);
    expect(takenAfter([inWeb, assigned("web", north, "GROUP")])(place("bo"))).toBe(false);
    expect(takenAfter([inWeb], [held({ group: "web", goes: true })])(place("ana"))).toBe(true);
  });

  it("is not what they have in another way still", () => {
    const ways = [{ goes: true }, { group: "web", goes: false }];
    expect(takenAfter([assigned("ana")], [held(...ways)])(place("ana"))).toBe(false);
    expect(takenAfter([assigned("ana"), inWeb], [held(...ways)])(place("ana"))).toBe(true);
  });
});

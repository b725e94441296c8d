import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_OTHERS } from "../../../src/core/plan/company.ts";
import type { Desired } from "../../../src/core/plan/desired.ts";
import { inActiveAccounts, movedFrom } from "../../../src/core/plan/moved.ts";
import { unlistedRemovals } from "../../../src/core/plan/unlisted.ts";
import { groupKey } from "../../../src/core/state/kinds/group.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { keyOf, stateOf } from "../../../src/core/state/kinds.ts";
import type { UnlistedHolder } from "../../../src/core/state/observation.ts";
import { creationTags } from "../../../src/core/state/ownership.ts";
import type { AccountAssignment, PermissionSet, Resource, ResourceKey } from "../../../src/core/state/resource.ts";
import { visibleText } from "../../../src/core/text/visible-text.ts";

const set = (name: string, isOurs: boolean): PermissionSet => {
  const one: PermissionSet = {
    kind: "PermissionSet",
    name,
    sessionDuration: "PT12H",
    managedPolicies: [],
    customerManagedPolicies: [],
    tags: {},
  };
  return isOurs ? { ...one, tags: creationTags(one) } : one;
};
const assigned = (name: string, accountId = NORTH, permissionSet = "ours"): AccountAssignment => ({
  kind: "AccountAssignment",
  accountId,
  permissionSet,
  principal: { type: "USER", name },
});
const NORTH = "210987654321";
const SOUTH = "345678901234";
const state = stateOf([set("ours", true), set("theirs", false), set("AWSAdministratorAccess", true)]);

/** A file in which each of these is assigned in North. */
const file = (...names: readonly string[]): Desired => ({
  state: stateOf(
    names.flatMap((name): Resource[] => [
      {
        kind: "User",
        userName: name,
        email: `${name}@example.com`,
        givenName: name,
        familyName: name,
        displayName: name,
      },
      assigned(name),
    ]),
  ),
  absent: new Map(),
  people: names.map((name) => ({
    email: `${name}@example.com`,
    userName: name,
    displayName: name,
    namesDerived: false,
    access: [],
  })),
  ends: [],
});
const holder = (
  name: string,
  { accountId = NORTH, permissionSet = "ours", type = "USER", emails = [`${name}@example.com`] as string[] } = {},
): UnlistedHolder => ({
  accountId,
  permissionSet,
  principalId: `id-of-${name}`,
  who: { kind: "known", principal: { type: type as "USER" | "GROUP", name }, emails },
});
const removals = (unlisted: readonly UnlistedHolder[], more: Partial<Parameters<typeof unlistedRemovals>[0]> = {}) =>
  unlistedRemovals({ unlisted, desired: file("ana"), state, company: NO_OTHERS, moved: [], ...more });
const keysOf = (found: ReturnType<typeof unlistedRemovals>) =>
  found.kind === "removals" ? [...found.absent.keys()] : found.reason;

describe("what the file does not name", () => {
  it("is to be gone: assignments of users and groups in onboard's own permission sets", () => {
    expect(keysOf(removals([holder("bo"), holder("ops", { type: "GROUP", emails: [] })]))).toEqual([
      `AccountAssignment|${NORTH}|ours|USER|bo`,
      `AccountAssignment|${NORTH}|ours|GROUP|ops`,
    ]);
  });

  it("is to be gone of somebody whom the file names elsewhere, too", () => {
    expect(keysOf(removals([holder("ana", { accountId: SOUTH })]))).toEqual([
      `AccountAssignment|${SOUTH}|ours|USER|ana`,
    ]);
  });

  it.each([
    ["a permission set without onboard's tags", holder("bo", { permissionSet: "theirs" })],
    ["a permission set that was not read", holder("bo", { permissionSet: "unknown" })],
    [
      "a permission set of Control Tower, whatever tags it carries",
      holder("bo", { permissionSet: "AWSAdministratorAccess" }),
    ],
    ["a group of Control Tower", holder("AWSControlTowerAdmins", { type: "GROUP", emails: [] })],
    [
      "somebody whom the file names by their address, under another user name",
      holder("asilva", { emails: ["ANA@example.com"] }),
    ],
    ["somebody who is no more", { ...holder("bo"), who: { kind: "gone" } } satisfies UnlistedHolder],
  ])("stays where it is %s", (_, one) => {
    expect(keysOf(removals([one]))).toEqual([]);
  });

  it("stays where another file of the company names them, by user name or address", () => {
    const company = { ...NO_OTHERS, known: new Set([userKey("bo"), userKey("cy@example.com")]) };
    expect(keysOf(removals([holder("bo"), holder("cy"), holder("dee")], { company }))).toEqual([
      `AccountAssignment|${NORTH}|ours|USER|dee`,
    ]);
  });

  it("stays altogether where one holder could not be read, who may be anybody", () => {
    const unread: UnlistedHolder = { ...holder("x"), who: { kind: "unread" } };
    expect(keysOf(removals([holder("bo"), unread]))).toBe(
      "1 holder of the file's permission sets could not be read, and may be somebody whom a file names: id-of-x.",
    );
    expect(keysOf(removals([holder("bo"), { ...unread, permissionSet: "theirs" }]))).toHaveLength(1);
  });

  it("stays altogether where an endpoint tells no tags, which alone say whose a permission set is", () => {
    const tagsUntold = new Set(["ours"]);
    expect(keysOf(removals([holder("bo")], { tagsUntold }))).toBe(
      "The tags of ours cannot be read at this endpoint, and only they say whether onboard made a permission set.",
    );
    expect(keysOf(removals([], { tagsUntold }))).toEqual([]);
  });

  it("stays where the settings name them, as they are shown", () => {
    const company = {
      ...NO_OTHERS,
      known: new Set([userKey(visibleText("b\u200Bo")), groupKey(visibleText("op\u200Bs"))]),
    };
    const ops = holder("op\u200Bs", { type: "GROUP", emails: [] });
    expect(keysOf(removals([holder("b\u200Bo", { emails: [] }), ops], { company }))).toEqual([]);
  });

  it("is never what a row names, whoever holds what", () => {
    const names = ["ana", "bo", "cy", "dee"];
    const drawn = fc.record({
      name: fc.constantFrom(...names),
      accountId: fc.constantFrom(NORTH, SOUTH),
      permissionSet: fc.constantFrom("ours", "theirs"),
    });
    fc.assert(
      fc.property(fc.subarray(names), fc.array(drawn), (named, held) => {
        const desired = file(...named);
        const found = removals(
          held.map(({ name, ...where }) => holder(name, where)),
          { desired },
        );
        for (const key of keysOf(found)) {
          expect(desired.state.has(key as ResourceKey)).toBe(false);
          expect(key).toContain("|ours|");
        }
      }),
    );
  });
});

describe("what somebody had before they moved", () => {
  const accounts = [NORTH, SOUTH].map((id) => ({ id, name: id, state: "ACTIVE", isManagement: false }));
  const earlier = { given: new Set<ResourceKey>(), handedOver: [] };

  it("is known from the records of runs, and from the handover", () => {
    const given = new Set([keyOf(assigned("ana", SOUTH)), keyOf(assigned("ana")), keyOf(assigned("bo", SOUTH))]);
    expect([...movedFrom(file("ana"), { ...earlier, given }).keys()]).toEqual([
      `AccountAssignment|${SOUTH}|ours|USER|ana`,
    ]);
    const handedOver = [
      { email: "ana@example.com", userName: "Ana", access: [{ accountId: SOUTH, permissionSet: "ours" }] },
    ];
    expect([...movedFrom(file("ana"), { ...earlier, handedOver }).keys()]).toEqual([
      `AccountAssignment|${SOUTH}|ours|USER|ana`,
    ]);
  });

  it("is nothing in accounts that are closed or not the organization's", () => {
    const given = new Set([keyOf(assigned("ana", SOUTH))]);
    const closed = accounts.map((one) => ({ ...one, state: "SUSPENDED" }));
    const moved = movedFrom(file("ana"), { ...earlier, given });
    expect([accounts, closed, []].map((known) => inActiveAccounts(moved, known).size)).toEqual([1, 0, 0]);
  });
});

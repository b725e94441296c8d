import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tagKeyFault, tagValueFault } from "../../../src/core/aws/permission-set-rules.ts";
import { diff } from "../../../src/core/plan/diff.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import {
  creationTags,
  isOurs,
  OWNER_TAG,
  partsChangedBehind,
  UNFINISHED,
  WRITTEN_TAG,
} from "../../../src/core/state/ownership.ts";
import type { PermissionSet } from "../../../src/core/state/resource.ts";
import { permissionSet } from "../plan/sample-onboarding.ts";

const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const ours = (others: Partial<PermissionSet> = {}) => {
  const set = permissionSet(others);
  return { ...set, tags: creationTags(set) };
};
/** As somebody else changed it: the tags stay. */
const changed = (set: PermissionSet, others: Partial<PermissionSet>) => ({ ...set, ...others });
const updated = (before: PermissionSet, desired: PermissionSet): PermissionSet => {
  const [change] = diff(stateOf([before]), stateOf([desired]));
  return change?.after?.kind === "PermissionSet" ? change.after : before;
};

describe("the tags of a permission set that we make", () => {
  it("are such as AWS takes", () => {
    for (const [key, value] of Object.entries(ours({ description: "é \u0007", inlinePolicy: "{}" }).tags)) {
      expect(tagKeyFault(key)).toBeUndefined();
      expect(tagValueFault(value)).toBeUndefined();
    }
    expect(tagValueFault(UNFINISHED)).toBeUndefined();
  });

  it("make it ours, even when the settings give the owner tag another value", () => {
    expect(isOurs(ours())).toBe(true);
    expect(isOurs(ours({ tags: { [OWNER_TAG.key]: "platform" } }))).toBe(true);
    expect(isOurs(permissionSet({ tags: { [OWNER_TAG.key]: "terraform" } }))).toBe(false);
  });

  it("are never put on a set of somebody else's, whatever changes in it", () => {
    const foreign = permissionSet({ sessionDuration: "PT1H", tags: { team: "web" } });
    expect(updated(foreign, permissionSet()).tags).toEqual({ team: "web" });
    expect(updated(foreign, permissionSet({ tags: { [WRITTEN_TAG]: "forged" } })).tags).toEqual({ team: "web" });
  });
});

describe("what changed behind our back", () => {
  it("is nothing in a set that is as it was written, whatever the settings want by now", () => {
    expect(partsChangedBehind(ours(), permissionSet())).toEqual([]);
    expect(partsChangedBehind(ours(), permissionSet({ sessionDuration: "PT1H", description: "new" }))).toEqual([]);
    expect(partsChangedBehind(changed(ours(), { sessionDuration: "PT720M" }), permissionSet())).toEqual([]);
  });

  it("is each part that AWS has otherwise", () => {
    const present = changed(ours(), {
      sessionDuration: "PT1H",
      managedPolicies: [readOnly],
      customerManagedPolicies: [{ name: "theirs", path: "/" }],
      inlinePolicy: "{}",
      permissionsBoundary: { managedPolicyArn: readOnly },
      description: "theirs",
      relayState: "https://example.com",
    });
    expect(partsChangedBehind(present, permissionSet())).toHaveLength(7);
  });

  it("is not what the settings want by now: then it has been taken over", () => {
    const present = changed(ours(), { description: "theirs" });
    expect(partsChangedBehind(present, permissionSet({ description: "theirs" }))).toEqual([]);
  });

  it("is unknown without a record, and with one that is unfinished or somebody's own", () => {
    for (const record of [{}, { [WRITTEN_TAG]: UNFINISHED }, { [WRITTEN_TAG]: "duration=nonsense" }]) {
      const present = permissionSet({ sessionDuration: "PT1H", tags: { [OWNER_TAG.key]: OWNER_TAG.value, ...record } });
      expect(partsChangedBehind(present, permissionSet())).toEqual([]);
    }
  });

  it("stays to be seen after an update of something else", () => {
    const present = changed(ours(), { managedPolicies: [readOnly, ...permissionSet().managedPolicies].sort() });
    const after = updated(present, permissionSet({ description: "new" }));
    expect(after.description).toBe("new");
    expect(partsChangedBehind(after, permissionSet({ description: "new" }))).toEqual(["managed"]);
  });

  it("is over once the set is as the settings want it again", () => {
    const after = updated(changed(ours(), { sessionDuration: "PT1H" }), permissionSet());
    expect(partsChangedBehind(after, permissionSet())).toEqual([]);
  });
});

const sets = fc.record({
  sessionDuration: fc.constantFrom("PT1H", "PT60M", "PT12H"),
  managedPolicies: fc.subarray(["arn:a", "arn:b", "arn:c"]),
  tags: fc.dictionary(fc.constantFrom("team", WRITTEN_TAG, OWNER_TAG.key), fc.constantFrom("1", UNFINISHED)),
});

describe("any record", () => {
  it("is settled by one update: the next plan finds nothing to do", () => {
    fc.assert(
      fc.property(sets, sets, fc.boolean(), (one, other, made) => {
        const present = made ? changed(ours(one), { managedPolicies: other.managedPolicies }) : permissionSet(one);
        const after = updated(present, permissionSet(other));
        expect(diff(stateOf([after]), stateOf([permissionSet(other)]))).toEqual([]);
      }),
    );
  });

  it("accuses nobody as long as only we write", () => {
    fc.assert(
      fc.property(sets, sets, sets, (first, second, third) => {
        const after = updated(ours(first), permissionSet(second));
        expect(partsChangedBehind(after, permissionSet(third))).toEqual([]);
      }),
    );
  });
});

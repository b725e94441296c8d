import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesLeft } from "../../../src/core/plan/plan.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../../../src/core/state/all-provisioned-accounts.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { Observation } from "../../../src/core/state/observation.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import {
  afterChanges,
  assigned,
  north,
  observed,
  permissionSet,
  person,
  planFor,
  south,
  user,
} from "./sample-onboarding.ts";

const provisionings = (observation: Observation, desired: Resource = permissionSet()) =>
  planFor([desired], { observation }).changes.flatMap(({ after }) =>
    after?.kind === "PermissionSetProvisioning" ? [after.target] : [],
  );
const provisionedIn = (accountIds: readonly string[], outdated: readonly string[] = []) =>
  new Map([["amplify-policy", { accountIds, outdated }]]);

describe("a plan with something to be gone", () => {
  const wanted = stateOf([permissionSet(), user("ana")]);
  const absent = stateOf([assigned("bo"), assigned("cy"), user("bo")]);
  const there = observed([permissionSet(), user("ana"), user("bo"), assigned("bo"), assigned("dee")]);
  const plan = planFor([], { desired: wanted, absent, observation: there, purpose: "leave" });

  it("counts what it deletes, and what is gone already among what is as it should be", () => {
    expect(plan.summary).toEqual({ create: 0, update: 0, delete: 2, blocked: 0, unchanged: 3 });
    expect(plan.changes.map(({ key }) => key.split("|")[0])).toEqual(["AccountAssignment", "User"]);
    expect(plan.estimateSeconds).toBeGreaterThan(0);
  });

  it("has a purpose, which its fingerprint covers", () => {
    const other = planFor([], { desired: wanted, absent, observation: there });
    expect([plan.purpose, other.purpose]).toEqual(["leave", "onboard"]);
    expect(other.fingerprint).not.toBe(plan.fingerprint);
  });

  it("finds nothing left to do once it is done", () => {
    expect(changesLeft(afterChanges(there, plan.changes), { state: wanted, absent })).toEqual([]);
  });
});

describe("a plan", () => {
  it("puts what others wait for first, and otherwise keeps the order of the team file", () => {
    const membership = { kind: "GroupMembership", group: "devs", userName: "ana" } as const;
    const plan = planFor([
      assigned("devs", north, "GROUP"),
      membership,
      permissionSet(),
      { kind: "Group", displayName: "devs" },
      user("bo"),
      user("ana"),
    ]);
    expect(plan.changes.map(({ after }) => after?.kind)).toEqual([
      "User",
      "User",
      "Group",
      "PermissionSet",
      "GroupMembership",
      "AccountAssignment",
    ]);
    expect(plan.changes.slice(0, 2).map(({ key }) => key)).toEqual(["User|bo", "User|ana"]);
  });

  it("counts what it would create, update, cannot do, and leaves as it is", () => {
    const observation = observed([user("bo"), permissionSet({ sessionDuration: "PT1H" })], {
      blocked: new Map([[userKey("cy"), { reason: "taken", remedy: "choose" }]]),
    });
    const plan = planFor([user("ana"), user("bo"), user("cy"), permissionSet(), assigned("ana")], { observation });
    expect(plan.summary).toEqual({ create: 2, update: 1, delete: 0, blocked: 1, unchanged: 1 });
  });

  it("makes nothing new under a name that a spreadsheet would run, and takes what is there under one", () => {
    const named = (name: string): readonly Resource[] => [
      { kind: "Group", displayName: name },
      permissionSet({ name }),
    ];
    for (const name of ["@developers", "+okta", "-all", "=sum"]) {
      const desired = named(name);
      const { changes, summary } = planFor(desired);
      expect([changes.length, summary.create, summary.blocked]).toEqual([2, 0, 2]);
      for (const { blocked } of changes) expect(blocked?.remedy).toContain(`Remove the "${name[0]}"`);
      expect(planFor(desired, { observation: observed(desired) }).summary.blocked).toBe(0);
    }
  });

  it("is empty when everything desired is there", () => {
    const everything = [user("ana"), permissionSet(), assigned("ana")];
    const plan = planFor(everything, { observation: observed(everything) });
    expect(plan.changes).toEqual([]);
    expect(plan.estimateSeconds).toBe(0);
    expect(plan.summary).toEqual({ create: 0, update: 0, delete: 0, blocked: 0, unchanged: 3 });
  });

  it("is plain JSON: written and read back it is the same", () => {
    const plan = planFor([user("ana"), permissionSet(), assigned("ana")], { people: [person("ana")] });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it("keeps the warnings it was given, and adds what an adopted permission set has besides", () => {
    const observation = observed([permissionSet({ inlinePolicy: "{}" })]);
    const { warnings } = planFor([permissionSet()], { observation, warnings: ["first"] });
    expect(warnings).toEqual([
      "first",
      "Permission set amplify-policy also has an inline policy, which the settings do not name. It is left as it is.",
    ]);
  });
});

describe("accounts that have a permission set", () => {
  it("are all provisioned again in one request when the set changes", () => {
    const observation = observed([permissionSet({ sessionDuration: "PT1H" })], {
      provisioned: provisionedIn([north, south]),
    });
    expect(provisionings(observation)).toEqual([ALL_PROVISIONED_ACCOUNTS]);
  });

  it("are named when there is only one of them", () => {
    const observation = observed([permissionSet({ sessionDuration: "PT1H" })], { provisioned: provisionedIn([north]) });
    expect(provisionings(observation)).toEqual([north]);
  });

  it("are done one by one when an earlier run left some of them outdated", () => {
    const observation = observed([permissionSet()], {
      provisioned: provisionedIn([north, south, "3"], [north, south]),
    });
    expect(provisionings(observation)).toEqual([north, south]);
  });

  it("are left alone when only tags change", () => {
    const observation = observed([permissionSet()], { provisioned: provisionedIn([north, south]) });
    expect(provisionings(observation, permissionSet({ tags: { team: "web" } }))).toEqual([]);
  });

  it("are done one by one, without the suspended ones, when one of them is suspended", () => {
    const provisioned = new Map([
      ["amplify-policy", { accountIds: [north, south, "3"], outdated: ["3"], unreachable: ["3"] }],
    ]);
    const changed = observed([permissionSet({ sessionDuration: "PT1H" })], { provisioned });
    expect(provisionings(changed)).toEqual([north, south]);
    const { warnings } = planFor([permissionSet()], { observation: changed });
    expect(warnings.join()).toContain("keeps its older version in 3");
    expect(planFor([permissionSet()], { observation: observed([permissionSet()], { provisioned }) }).changes).toEqual(
      [],
    );
  });

  it("are done one by one where there are more than AWS takes in one request", () => {
    const accounts = Array.from({ length: 3_501 }, (_, index) => String(index).padStart(12, "0"));
    const observation = observed([permissionSet({ sessionDuration: "PT1H" })], {
      provisioned: provisionedIn(accounts),
    });
    expect(provisionings(observation)).toHaveLength(3_501);
    const fewer = observed([permissionSet({ sessionDuration: "PT1H" })], {
      provisioned: provisionedIn(accounts.slice(1)),
    });
    expect(provisionings(fewer)).toEqual([ALL_PROVISIONED_ACCOUNTS]);
  });
});

describe("a directory that an external identity provider owns", () => {
  const group = { kind: "Group", displayName: "devs" } as const;
  const membership = { kind: "GroupMembership", group: "devs", userName: "ana" } as const;

  it("gets no users, groups or memberships from us, and each says what to do instead", () => {
    const observation = observed([], { identitySource: "external" });
    const plan = planFor([user("ana"), group, membership, permissionSet(), assigned("ana")], { observation });
    const blocked = plan.changes.flatMap(({ after, blocked }) => (blocked === undefined ? [] : [after?.kind]));
    expect(blocked).toEqual(["User", "Group", "GroupMembership"]);
    for (const change of plan.changes.slice(0, 2)) expect(change.blocked?.remedy).toContain("identity provider");
    // The assignment cannot be made either: it needs the user.
    expect(plan.summary.blocked).toBe(4);
  });

  it("has its existing people and groups assigned like any other", () => {
    const observation = observed([user("ana"), group, membership], { identitySource: "external" });
    const plan = planFor([user("ana"), group, membership, permissionSet(), assigned("devs", north, "GROUP")], {
      observation,
    });
    expect(plan.summary).toMatchObject({ create: 2, blocked: 0 });
  });
});

const names = fc.uniqueArray(fc.constantFrom("ana", "bo", "cy", "dee", "eli"), { minLength: 0, maxLength: 5 });
const sets = fc.record({
  sessionDuration: fc.constantFrom("PT1H", "PT60M", "PT12H"),
  managedPolicies: fc.uniqueArray(fc.constantFrom("arn:a", "arn:b", "arn:c")).map((arns) => [...arns].sort()),
  tags: fc.dictionary(fc.constantFrom("team", "cost"), fc.constantFrom("1", "2")),
});
const resources = fc
  .tuple(names, sets, fc.boolean())
  .map(([people, set, grouped]): Resource[] => [
    permissionSet(set),
    ...people.map((name) => user(name)),
    ...(grouped ? [{ kind: "Group", displayName: "devs" } as const] : []),
    ...(grouped ? people.map((userName) => ({ kind: "GroupMembership", group: "devs", userName }) as const) : []),
    ...people.map((name) => assigned(name)),
  ]);
const observations = fc
  .tuple(resources, fc.subarray([north, south, "3"]), fc.boolean())
  .map(([before, accounts, old]) =>
    observed(before, { provisioned: provisionedIn(accounts, old ? accounts.slice(0, 1) : []) }),
  );

describe("any plan", () => {
  it("leaves nothing to do once it is carried out", () => {
    fc.assert(
      fc.property(resources, observations, (desired, before) => {
        const observation = afterChanges(before, planFor(desired, { observation: before }).changes);
        expect(planFor(desired, { observation }).changes).toEqual([]);
      }),
    );
  });

  it("takes nothing away that was there", () => {
    fc.assert(
      fc.property(resources, observations, (desired, before) => {
        const { state } = afterChanges(before, planFor(desired, { observation: before }).changes);
        for (const key of before.state.keys()) expect(state.has(key)).toBe(true);
      }),
    );
  });

  it("names each change once, and counts every desired resource once", () => {
    fc.assert(
      fc.property(resources, observations, (desired, observation) => {
        const { changes, summary } = planFor(desired, { observation });
        expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
        const provisioned = changes.filter(({ after }) => after?.kind === "PermissionSetProvisioning").length;
        const counted = summary.create + summary.update + summary.blocked + summary.unchanged - provisioned;
        expect(counted).toBe(stateOf(desired).size);
      }),
    );
  });

  it("has a fingerprint that only instance, people and changes decide", () => {
    fc.assert(
      fc.property(resources, observations, (desired, observation) => {
        const one = planFor(desired, { observation });
        const reordered = { ...observation, state: new Map([...observation.state].reverse()) };
        expect(planFor(desired, { observation: reordered, warnings: ["another"] }).fingerprint).toBe(one.fingerprint);
      }),
    );
  });

  it("has another fingerprint when it would do something else", () => {
    const one = planFor([user("ana")]);
    expect(planFor([user("bo")]).fingerprint).not.toBe(one.fingerprint);
    expect(planFor([user("ana")], { people: [person("ana")] }).fingerprint).not.toBe(one.fingerprint);
  });
});

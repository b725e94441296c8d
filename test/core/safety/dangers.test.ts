import { describe, expect, it } from "vitest";
import { bootstrapIn } from "../../../src/core/plan/person.ts";
import type { PlanInput } from "../../../src/core/plan/plan.ts";
import { hasManagementAccountOnly } from "../../../src/core/safety/management-account.ts";
import { groupKey } from "../../../src/core/state/kinds/group.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import type { GroupHoldings } from "../../../src/core/state/observation.ts";
import { creationTags } from "../../../src/core/state/ownership.ts";
import type { PermissionSet, Resource } from "../../../src/core/state/resource.ts";
import { assigned, instance, north, observed, permissionSet, planFor, user } from "../plan/sample-onboarding.ts";

const policy = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));
const usedIn = (count: number, outdated = 0) =>
  new Map([["amplify-policy", { accountIds: ids(count), outdated: ids(outdated) }]]);
const ours = (others: Partial<PermissionSet> = {}) => {
  const set = permissionSet(others);
  return { ...set, tags: creationTags(set) };
};
const dangers = (desired: readonly Resource[], others: Partial<PlanInput> = {}) => planFor(desired, others).dangers;
const namesOf = (desired: readonly Resource[], others: Partial<PlanInput> = {}) =>
  dangers(desired, others).map(({ name }) => name);

const limits = { maxRemovals: 10, maxRemovalPercent: 25 };

describe("many changes", () => {
  const provisionedAgain = (
    accounts: number,
    outdated: number,
    safety = { maxChanges: 50, maxChangePercent: 30, maxRemovals: 10, maxRemovalPercent: 25 },
  ) =>
    dangers([permissionSet()], {
      safety,
      observation: observed([ours()], { provisioned: usedIn(accounts, outdated) }),
    });
  const changed = (accounts: number) =>
    dangers([permissionSet()], {
      observation: observed([ours({ sessionDuration: "PT1H" })], { provisioned: usedIn(accounts) }),
    });

  it("are as many as the accounts in which a changed permission set is in use, told with number and threshold", () => {
    expect(changed(60)).toEqual([
      {
        name: "many-changes",
        count: 60,
        message:
          "Permission sets in use would change: amplify-policy in 60 accounts. 60 is over 50 (safety.maxChanges). 100 % is over 30 % (60/60, safety.maxChangePercent).",
      },
    ]);
  });

  it.each([
    [20, 6, undefined],
    [20, 7, "35 % is over 30 % (7/20"],
    [3, 3, undefined],
    [9, 9, undefined],
    [10, 10, "100 % is over 30 % (10/10"],
    [1000, 51, "51 is over 50"],
    [1000, 50, undefined],
  ])("of %i accounts are a danger when %i change: %s", (accounts, outdated, words) => {
    const message = provisionedAgain(accounts, outdated)[0]?.message;
    if (words === undefined) expect(message).toBeUndefined();
    else expect(message).toContain(words);
  });

  it("may be none at all where a threshold is 0", () => {
    expect(provisionedAgain(2, 1, { ...limits, maxChanges: 0, maxChangePercent: 100 })[0]?.message).toContain(
      "1 is over 0 ",
    );
    expect(provisionedAgain(2, 1, { ...limits, maxChanges: 50, maxChangePercent: 0 })[0]?.message).toContain(
      "50 % is over 0 %",
    );
    expect(provisionedAgain(2, 0, { ...limits, maxChanges: 0, maxChangePercent: 0 })).toEqual([]);
  });

  it("are not what is newly created: a first run for a thousand people is no danger", () => {
    const people = Array.from({ length: 1000 }, (_, index) => `person${index}`);
    const team = people.flatMap((name) => [user(name), assigned(name)]);
    const safety = { ...limits, maxChanges: 0, maxChangePercent: 0 };
    expect(dangers([permissionSet(), ...team], { safety })).toEqual([]);
  });

  it("are not tags, which reach no role", () => {
    const observation = observed([ours()], { provisioned: usedIn(100) });
    expect(dangers([permissionSet({ tags: { team: "web" } })], { observation })).toEqual([]);
  });
});

describe("the management account", () => {
  const there = assigned("ana", instance.managementAccountId);

  it("is a danger as a target, however few get into it", () => {
    const [danger, ...others] = dangers([user("ana"), permissionSet(), there, assigned("ana")]);
    expect(danger).toMatchObject({ name: "management-account", count: 1 });
    expect(danger?.message).toContain(
      `1 assignment would be made in the management account ${there.accountId}, for ana.`,
    );
    expect(others).toEqual([]);
  });

  it("is a danger as a place for the CDK's stack, with or without people", () => {
    const stack = bootstrapIn({ accountId: there.accountId, region: "eu-west-1" }, "Role");
    const [danger] = dangers([stack]);
    expect(danger).toMatchObject({ name: "management-account", count: 1 });
    expect(danger?.message).toContain(`The CDK would be bootstrapped in the management account ${there.accountId}`);
    expect(dangers([user("ana"), permissionSet(), there, stack])[0]?.count).toBe(2);
    expect(dangers([bootstrapIn({ accountId: north, region: "eu-west-1" }, "Role")])).toEqual([]);
    expect(dangers([stack], { managementAccountOnly: true })).toEqual([]);
  });

  it("is none where the organization has no other account, for assignments that are there, and for blocked ones", () => {
    const everything = [user("ana"), permissionSet(), there];
    expect(dangers(everything, { managementAccountOnly: true })).toEqual([]);
    expect(dangers(everything, { observation: observed(everything) })).toEqual([]);
    const blocked = new Map([[userKey("ana"), { reason: "taken", remedy: "choose" }]]);
    expect(dangers(everything, { observation: observed([], { blocked }) })).toEqual([]);
  });

  it("is the only one when it is known that no other is ACTIVE", () => {
    const account = (state: string, isManagement = false) => ({ id: north, name: "x", state, isManagement });
    const management = account("ACTIVE", true);
    expect(hasManagementAccountOnly({ known: true, accounts: [management, account("SUSPENDED")] })).toBe(true);
    expect(hasManagementAccountOnly({ known: true, accounts: [management, account("ACTIVE")] })).toBe(false);
    expect(hasManagementAccountOnly({ known: false, accounts: [] })).toBe(false);
  });
});

describe("a foreign permission set", () => {
  it("is a danger when it would change, told with what would", () => {
    const foreign = permissionSet({ sessionDuration: "PT1H", managedPolicies: [] });
    const desired = permissionSet({ description: "new", tags: { team: "web" } });
    const [danger] = dangers([desired], { observation: observed([foreign]) });
    expect(danger).toEqual({
      name: "foreign-permission-set",
      count: 1,
      message:
        "A permission set that onboard did not make (no tag managed-by=amplify-onboard) would change: amplify-policy (session PT1H → PT12H, + AmplifyBackendDeployFullAccess, description, tags).",
    });
  });

  it("is none when it stays as it is, is provisioned again, or is ours", () => {
    const provisioned = usedIn(3, 1);
    expect(dangers([permissionSet()], { observation: observed([permissionSet()], { provisioned }) })).toEqual([]);
    const before = ours({ sessionDuration: "PT1H" });
    expect(dangers([permissionSet()], { observation: observed([before]) })).toEqual([]);
  });
});

describe("wider permissions", () => {
  const widen = (before: Partial<PermissionSet>, desired: Partial<PermissionSet>) =>
    dangers([permissionSet(desired)], { observation: observed([ours(before)], { provisioned: usedIn(2) }) });
  const inline = (...statements: readonly object[]) => JSON.stringify({ Statement: statements, Version: "2012-10-17" });
  const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const write = { Effect: "Allow", Action: "s3:PutObject", Resource: "*" };
  const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };

  it.each<[string, Partial<PermissionSet>, Partial<PermissionSet>]>([
    ["AdministratorAccess (everything)", {}, { managedPolicies: [policy("AdministratorAccess")] }],
    ["ReadOnlyAccess", {}, { managedPolicies: [policy("ReadOnlyAccess")] }],
    ["the customer managed policy /x", {}, { customerManagedPolicies: [{ name: "x", path: "/" }] }],
    ["an inline policy", {}, { inlinePolicy: inline(read) }],
    ["an inline policy that is not plainly narrower", { inlinePolicy: inline(read) }, { inlinePolicy: inline(write) }],
    [
      "an inline policy that is not plainly narrower",
      { inlinePolicy: inline(read, deny) },
      { inlinePolicy: inline(read) },
    ],
    [
      "an inline policy that is not plainly narrower",
      { inlinePolicy: inline({ ...read, Resource: "arn:aws:s3:::x/?" }) },
      { inlinePolicy: inline({ ...read, Resource: "arn:aws:s3:::x/*" }) },
    ],
    [
      "an inline policy that is not plainly narrower",
      { inlinePolicy: inline({ ...read, Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      { inlinePolicy: inline(read) },
    ],
    [
      "an inline policy that allows everything",
      { inlinePolicy: inline({ ...read, NotAction: "s3:*", Action: undefined }) },
      { inlinePolicy: inline({ ...read, NotAction: "s3:Get*", Action: undefined }) },
    ],
    ["an inline policy that is not plainly narrower", { inlinePolicy: "nonsense" }, { inlinePolicy: inline(read) }],
    [
      "another permissions boundary",
      { permissionsBoundary: { managedPolicyArn: policy("A") } },
      { permissionsBoundary: { managedPolicyArn: policy("B") } },
    ],
  ])("are %s, added to a permission set in use", (words, before, desired) => {
    const [danger, ...others] = widen(before, desired);
    expect(danger).toMatchObject({ name: "wider-permissions", count: 1 });
    expect(danger?.message).toContain(`amplify-policy, in use in 2 accounts, would get ${words}.`);
    expect(others).toEqual([]);
  });

  it.each<[string, Partial<PermissionSet>, Partial<PermissionSet>]>([
    ["a longer session", { sessionDuration: "PT1H" }, {}],
    ["a first permissions boundary", {}, { permissionsBoundary: { managedPolicyArn: policy("A") } }],
    ["an inline policy with a statement less", { inlinePolicy: inline(read, write) }, { inlinePolicy: inline(read) }],
    ["an inline policy with a Deny more", { inlinePolicy: inline(read) }, { inlinePolicy: inline(deny, read) }],
    ["an inline policy that only denies", {}, { inlinePolicy: inline(deny) }],
    [
      "an inline policy of fewer actions on fewer resources, under a condition",
      { inlinePolicy: inline({ ...read, Action: ["s3:*", "ec2:Get*"] }) },
      {
        inlinePolicy: inline({
          Effect: "Allow",
          Action: ["S3:Get*", "s3:PutObject"],
          Resource: ["arn:aws:s3:::x/*", `arn:aws:s3:::y/${"$"}{aws:userid}`],
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        }),
      },
    ],
    [
      "an inline policy with another Sid",
      { inlinePolicy: inline(read) },
      { inlinePolicy: inline({ ...read, Sid: "Read" }) },
    ],
  ])("are not %s", (_, before, desired) => {
    expect(widen(before, desired)).toEqual([]);
  });

  it("are named in a new permission set only where they know no limit", () => {
    expect(namesOf([permissionSet({ managedPolicies: [policy("AdministratorAccess")] })])).toEqual([
      "wider-permissions",
    ]);
    expect(namesOf([permissionSet({ managedPolicies: [policy("ReadOnlyAccess")] })])).toEqual([]);
    expect(namesOf([permissionSet({ inlinePolicy: inline(read) })])).toEqual([]);
    for (const everything of [
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Effect: "Allow", Action: ["s3:GetObject", "*:*"], Resource: ["*"] },
      { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
    ]) {
      const [danger] = dangers([permissionSet({ inlinePolicy: inline(everything) })]);
      expect(danger?.message).toContain("an inline policy that allows everything");
    }
  });

  it("are none in a set of ours that nobody has yet, as after a run that ended while making it", () => {
    const half = { ...permissionSet({ managedPolicies: [] }), tags: { "managed-by": "amplify-onboard" } };
    expect(dangers([permissionSet()], { observation: observed([half]) })).toEqual([]);
  });
});

describe("powerful access", () => {
  const admin = permissionSet({ managedPolicies: [policy("AdministratorAccess")] });
  const group = { kind: "Group", displayName: "Admins" } as const;
  const joins = { kind: "GroupMembership", group: "Admins", userName: "ana" } as const;
  const there = (set: PermissionSet, ...others: readonly Resource[]) => ({
    observation: observed([set, ...others], { provisioned: usedIn(2) }),
  });

  it("is an assignment of a powerful set that is there already, told with what, where and for whom", () => {
    expect(dangers([user("ana"), admin, assigned("ana")], there(admin))).toEqual([
      {
        name: "powerful-access",
        count: 1,
        message: `Powerful access would be given: permission set amplify-policy (AdministratorAccess (everything)) in ${north}, for ana.`,
      },
    ]);
  });

  it.each<[string, Partial<PermissionSet>]>([
    ["everything but IAM, Organizations", { managedPolicies: [policy("PowerUserAccess")] }],
    ["give themselves everything", { managedPolicies: [policy("IAMFullAccess")] }],
    [
      "What a customer managed policy allows is not known here",
      { customerManagedPolicies: [{ name: "x", path: "/" }] },
    ],
    [
      "an inline policy that lets its holders give themselves more (iam:PutRolePolicy)",
      { inlinePolicy: '{"Statement":{"Effect":"Allow","Action":"iam:PutRole?olicy","Resource":"*"}}' },
    ],
  ])("says %s", (words, parts) => {
    const set = permissionSet(parts);
    const [danger] = dangers([user("ana"), set, assigned("ana")], there(set));
    expect(danger).toMatchObject({ name: "powerful-access" });
    expect(danger?.message).toContain(words);
    // A new set that gives it is the other danger, with the same words and for whom.
    const [made, ...others] = dangers([user("ana"), set, assigned("ana")]);
    expect(made).toMatchObject({ name: "wider-permissions" });
    expect(made?.message).toContain(words);
    expect(made?.message).toContain(", for ana");
    expect(others).toEqual([]);
  });

  it("is a place in a group that holds the set, and an assignment of the group to all who are in it", () => {
    const held = assigned("Admins", north, "GROUP");
    const [joined] = dangers([user("ana"), group, joins, admin, held], there(admin, group, held));
    expect(joined).toMatchObject({ name: "powerful-access", count: 1 });
    expect(joined?.message).toContain("for ana (joining group Admins)");
    const [given] = dangers([group, admin, held], there(admin, group));
    expect(given).toMatchObject({ name: "powerful-access", count: 1 });
    expect(given?.message).toContain("for group Admins and all who are in it");
  });

  it("is none where nothing is given, and none of a set that is not powerful", () => {
    const everything = [user("ana"), admin, assigned("ana")];
    expect(dangers(everything, { observation: observed(everything, { provisioned: usedIn(2) }) })).toEqual([]);
    for (const parts of [{}, { managedPolicies: [policy("ReadOnlyAccess")] }]) {
      const set = permissionSet(parts);
      expect(dangers([user("ana"), set, assigned("ana")], there(set))).toEqual([]);
      expect(dangers([user("ana"), set, assigned("ana")])).toEqual([]);
    }
  });
});

describe("a place in a group", () => {
  const group = { kind: "Group", displayName: "Admins" } as const;
  const joins = (userName: string) => ({ kind: "GroupMembership", group: "Admins", userName }) as const;
  const asked = assigned("Admins", north, "GROUP");
  const admin = permissionSet({ name: "admin", managedPolicies: [policy("AdministratorAccess")] });
  const joined = (held: GroupHoldings | undefined, people: readonly string[] = ["ana"]) =>
    dangers([...people.map((name) => user(name)), group, ...people.map(joins), permissionSet(), asked], {
      observation: observed([group, permissionSet()], {
        provisioned: usedIn(2),
        ...(held === undefined ? {} : { groupHoldings: new Map([[groupKey("admins"), held]]) }),
      }),
    });
  const holdings = (...held: readonly (readonly [PermissionSet, ...string[]])[]) =>
    held.map(([set, ...ids]) => ({ permissionSet: set, accounts: ids.map((id) => ({ id, name: `Account ${id}` })) }));

  it("is a danger where the group has more than was asked of it, told with what, where and for whom", () => {
    const held = { holdings: holdings([admin, "1", "2"], [permissionSet(), north, "3"]), moreSets: 0 };
    expect(joined(held, ["ana", "bo"])).toEqual([
      {
        name: "group-access",
        count: 2,
        message:
          "Whoever joins a group gets all that it has, which may be more than is asked for. Group Admins, for ana, bo: also admin (AdministratorAccess (everything)) in Account 1, Account 2; amplify-policy in Account 3.",
      },
    ]);
  });

  it("is one where nobody could read all that the group has", () => {
    expect(joined("unknown")).toMatchObject([{ name: "group-access", count: 1 }]);
    expect(joined("unknown")[0]?.message).toContain("what it gives cannot be known here");
    expect(joined({ holdings: [], moreSets: 2 })[0]?.message).toContain("also 2 more permission sets");
  });

  it("is none where it has what was asked of it, or nothing, and in a group that the plan makes", () => {
    expect(joined({ holdings: holdings([permissionSet(), north]), moreSets: 0 })).toEqual([]);
    expect(joined({ holdings: [], moreSets: 0 })).toEqual([]);
    expect(joined(undefined)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { blockedCauses } from "../../../src/core/plan/blocked-causes.ts";
import { changeSchema } from "../../../src/core/state/change-schema.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { PermissionSet, Resource } from "../../../src/core/state/resource.ts";
import {
  access,
  assigned,
  instance,
  north,
  observed,
  permissionSet,
  person,
  planFor,
  south,
  user,
} from "./sample-onboarding.ts";

const management = instance.managementAccountId;
const delegated = { ...instance, callerAccountId: south };
const arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0123456789abcdef";
const there = (inManagementAccount: boolean) => new Map([["amplify-policy", { arn, inManagementAccount }]]);
const blockedIn = (plan: ReturnType<typeof planFor>) =>
  plan.changes.flatMap(({ key, blocked }) => (blocked === undefined ? [] : [key.split("|")[0]]));

describe("a delegated administrator", () => {
  const people = ["ana", "bo", "cy"];
  const wanted: readonly Resource[] = [permissionSet(), ...people.flatMap((name) => [user(name), assigned(name)])];
  const observation = observed([permissionSet({ sessionDuration: "PT1H" })], {
    permissionSets: there(true),
    provisioned: new Map([["amplify-policy", { accountIds: [management, north], outdated: [] }]]),
  });

  it("can neither change nor assign a set that the management account has, anywhere", () => {
    const plan = planFor(wanted, { instance: delegated, observation });
    expect(blockedIn(plan)).toEqual([
      "PermissionSet",
      "PermissionSetProvisioning",
      "AccountAssignment",
      "AccountAssignment",
      "AccountAssignment",
    ]);
    expect(plan.summary).toMatchObject({ create: 3, blocked: 5 });
  });

  it("is told so once, with everybody who goes without", () => {
    const { changes } = planFor(wanted, { instance: delegated, observation });
    const causes = blockedCauses(
      changes,
      people.map((name) => person(name)),
    );
    expect(causes.map((cause) => [cause.changes.length, cause.people.map(({ userName }) => userName)])).toEqual([
      [5, people],
    ]);
    expect(causes[0]?.blocked.remedy).toMatch(/management account 111122223333 .*--permission-set/);
  });

  it("makes nobody to whom nothing can be given, and whoever gets something else", () => {
    const otherwise = { ...assigned("bo"), permissionSet: "other" };
    const known = stateOf([permissionSet(), user("cy")]);
    const set = permissionSet({ name: "other" });
    const plan = planFor([...wanted, set, otherwise], {
      instance: delegated,
      observation: { ...observation, state: known },
      people: [person("ana"), person("bo", access(), access({ permissionSet: "other" })), person("cy")],
    });
    const made = plan.changes.filter(({ after }) => after?.kind === "User");
    expect(made.map(({ key, blocked }) => [key, blocked?.remedy])).toEqual([
      ["User|ana", expect.stringContaining("--permission-set")],
      ["User|bo", undefined],
    ]);
    expect(blockedCauses(plan.changes, plan.people)).toHaveLength(1);
  });

  it("makes who joins a group that has its access already, though its set stays as it is", () => {
    const held = assigned("devs", north, "GROUP");
    const rows: readonly Resource[] = [
      permissionSet(),
      user("ana"),
      { kind: "Group", displayName: "devs" },
      { kind: "GroupMembership", group: "devs", userName: "ana" },
      held,
    ];
    const plan = planFor(rows, {
      instance: delegated,
      observation: {
        ...observation,
        state: stateOf([permissionSet({ sessionDuration: "PT1H" }), { kind: "Group", displayName: "devs" }, held]),
      },
      people: [person("ana", access({ group: "devs" }))],
    });
    expect(blockedIn(plan)).toEqual(["PermissionSet", "PermissionSetProvisioning"]);
  });

  it("is one by who applies, not by who planned", () => {
    expect(blockedIn(planFor(wanted, { observation }))).toEqual([]);
    expect(blockedIn(planFor(wanted, { observation, actingAccountId: south }))).toHaveLength(5);
    expect(blockedIn(planFor(wanted, { instance: delegated, observation, actingAccountId: management }))).toEqual([]);
  });

  it("cannot give access to the management account, with any set", () => {
    const plan = planFor([user("ana"), permissionSet(), assigned("ana", management), assigned("ana")], {
      instance: delegated,
    });
    expect(plan.changes.flatMap(({ after, blocked }) => (blocked ? [after] : []))).toEqual([
      assigned("ana", management),
    ]);
  });

  it("may do the rest", () => {
    const free = observed([permissionSet({ sessionDuration: "PT1H" })], { permissionSets: there(false) });
    expect(blockedIn(planFor(wanted, { instance: delegated, observation: free }))).toEqual([]);
  });
});

describe("a permission set that AWS cannot take", () => {
  const policy = (path: string, name = "DevAccess") => ({ name, path });
  const blockerFor = (before: Partial<PermissionSet> | undefined, wanted: Partial<PermissionSet>) =>
    planFor([permissionSet(wanted)], {
      observation: observed(before === undefined ? [] : [permissionSet(before)], { permissionSets: there(false) }),
    }).changes[0]?.blocked;
  const tags = (count: number, prefix = "k") =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, "v"]));
  const policies = (count: number, prefix = "P") =>
    Array.from({ length: count }, (_, index) => `arn:aws:iam::aws:policy/${prefix}${index}`);

  it.each([
    ["under another path", { customerManagedPolicies: [policy("/infra/")] }],
    ["in other letters", { customerManagedPolicies: [policy("/", "devaccess")] }],
    ["as its boundary", { permissionsBoundary: { customerManagedPolicy: policy("/infra/") } }],
  ])("has one policy name twice, the second %s: with the command that detaches the first", (_, wanted) => {
    const blocked = blockerFor({ customerManagedPolicies: [policy("/")] }, wanted);
    expect(blocked?.command).toBe(
      `aws sso-admin detach-customer-managed-policy-reference-from-permission-set --instance-arn ${instance.instanceArn} --permission-set-arn ${arn} --customer-managed-policy-reference Name=DevAccess,Path=/`,
    );
  });

  it("may have the same policy as its boundary, too", () => {
    const both = {
      customerManagedPolicies: [policy("/")],
      permissionsBoundary: { customerManagedPolicy: policy("/") },
    };
    expect(blockerFor({}, both)).toBeUndefined();
  });

  it("is not assigned any further when AWS has it that way", () => {
    const broken = permissionSet({ customerManagedPolicies: [policy("/"), policy("/infra/")] });
    const plan = planFor([user("ana"), assigned("ana")], {
      observation: observed([broken], { permissionSets: there(false) }),
    });
    expect(blockedIn(plan)).toEqual(["AccountAssignment"]);
  });

  it("has more tags than AWS takes in the end, ours included and AWS's own not", () => {
    expect(blockerFor(undefined, { tags: tags(48) })).toBeUndefined();
    expect(blockerFor(undefined, { tags: tags(49) })?.reason).toContain("51 tags");
    expect(blockerFor({ tags: tags(30) }, { tags: tags(20, "n") })).toBeUndefined();
    expect(blockerFor({ tags: tags(30) }, { tags: tags(21, "n") })?.reason).toContain("51 tags");
    expect(blockerFor({ tags: { ...tags(30), ...tags(9, "aws:x") } }, { tags: tags(20, "n") })).toBeUndefined();
  });

  it("has more policies than AWS takes in the end; more than a role usually takes is a warning", () => {
    expect(blockerFor({ managedPolicies: policies(20) }, { managedPolicies: policies(5, "N") })).toBeUndefined();
    expect(blockerFor({ managedPolicies: policies(20) }, { managedPolicies: policies(6, "N") })?.reason).toContain(
      "26",
    );
    const { warnings } = planFor([permissionSet({ managedPolicies: policies(5, "N") })], {
      observation: observed([permissionSet({ managedPolicies: policies(8) })]),
    });
    expect(warnings.join()).toContain("would have 13 managed policies");
  });

  it("differs from one that is there by case only", () => {
    const plan = planFor([permissionSet(), user("ana"), assigned("ana")], {
      observation: observed([], { permissionSetNames: ["Amplify-Policy", "other"] }),
    });
    expect(blockedIn(plan)).toEqual(["PermissionSet"]);
    expect(plan.summary).toMatchObject({ create: 1, blocked: 2 });
    expect(plan.changes.find(({ blocked }) => blocked)?.blocked?.remedy).toContain("--permission-set Amplify-Policy");
  });

  it("is in the plan as it is, and read again from a file", () => {
    const plan = planFor([permissionSet({ customerManagedPolicies: [policy("/infra/")] })], {
      observation: observed([permissionSet({ customerManagedPolicies: [policy("/")] })], {
        permissionSets: there(false),
      }),
    });
    expect(changeSchema.array().safeParse(JSON.parse(JSON.stringify(plan.changes))).success).toBe(true);
  });
});

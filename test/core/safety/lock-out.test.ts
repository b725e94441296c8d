import { describe, expect, it } from "vitest";
import type { Hold } from "../../../src/core/safety/holds.ts";
import { type LockOutFacts, lockOuts, looksNeeded } from "../../../src/core/safety/lock-out.ts";
import { callerRole } from "../../../src/core/safety/own-access.ts";
import { keyOf, stateOf } from "../../../src/core/state/kinds.ts";
import type { AccountAssignment, Resource } from "../../../src/core/state/resource.ts";
import { deletion, instance, north, observed, planFor, user } from "../plan/sample-onboarding.ts";

const management = instance.managementAccountId;
const callerArn = `arn:aws:sts::${management}:assumed-role/AWSReservedSSO_admin_0123456789abcdef/ana`;

function hold(userName: string | undefined, others: Partial<Hold> = {}): Hold {
  return {
    accountId: management,
    permissionSet: "admin",
    administrator: "yes",
    status: "enabled",
    ...(userName === undefined ? {} : { userName }),
    ...others,
  };
}

function assignment(name: string, others: Partial<AccountAssignment> = {}): AccountAssignment {
  const principal = { type: "USER", name } as const;
  return { kind: "AccountAssignment", accountId: management, permissionSet: "admin", principal, ...others };
}

const toGroup = (name: string, others: Partial<AccountAssignment> = {}) =>
  assignment(name, { principal: { type: "GROUP", name }, ...others });
const membership = (userName: string, group = "admins"): Resource => ({ kind: "GroupMembership", group, userName });
const look = (...holds: readonly Hold[]) => ({ holds, isComplete: true });
const partial = (...holds: readonly Hold[]) => ({ holds, isComplete: false });

/** The keys of what is refused. */
function refused(absent: readonly Resource[], facts: Partial<LockOutFacts>): readonly string[] {
  return [...lockOuts(absent.map(deletion), management, { callerArn: "arn:aws:iam::1:user/x", ...facts }).keys()];
}

describe("the last administrators of the management account", () => {
  const three = ["ana", "bo", "cy"].map((name) => hold(name));

  it("stay two: one of three may go, two may not, in whatever way they have it", () => {
    expect(refused([assignment("ana")], { management: look(...three) })).toEqual([]);
    const two = [assignment("ana"), assignment("bo")];
    expect(refused(two, { management: look(...three) })).toEqual(two.map(keyOf));
    const members = ["ana", "bo", "cy"].map((name) => hold(name, { group: "admins" }));
    expect(refused([membership("ana")], { management: look(...members) })).toEqual([]);
    const both = [membership("ana"), membership("bo")];
    expect(refused(both, { management: look(...members) })).toEqual(both.map(keyOf));
  });

  it("are counted as people: who has it twice is one, and stays one while one of the two ways stays", () => {
    const twice = [hold("ana"), hold("ana", { group: "admins" }), hold("bo")];
    expect(refused([assignment("ana")], { management: look(...twice) })).toEqual([]);
    expect(refused([assignment("ana"), membership("ana")], { management: look(...twice) })).toHaveLength(2);
    const spelled = [hold("Ana"), hold("ana", { permissionSet: "other" }), hold("bo"), hold("cy")];
    expect(refused([assignment("bo"), assignment("cy")], { management: look(...spelled) })).toHaveLength(2);
  });

  it.each([
    ["who is disabled", hold("cy", { status: "disabled" })],
    ["of whom AWS does not say whether they are enabled", hold("cy", { status: "unknown" })],
    ["whose permission set nobody could read", hold("cy", { administrator: "unknown" })],
    ["who is in a group that nobody could read", hold(undefined, { group: "admins" })],
    ["who is an administrator of another account", hold("cy", { accountId: north })],
  ])("are not %s", (_, third) => {
    expect(refused([assignment("ana")], { management: look(hold("ana"), hold("bo"), third) })).toHaveLength(1);
  });

  it("count a permission set that nobody could read as an administrator's when it goes", () => {
    const unknown = hold("ana", { permissionSet: "custom", administrator: "unknown" });
    const taking = assignment("ana", { permissionSet: "custom" });
    expect(refused([taking], { management: look(unknown, hold("bo")) })).toEqual([keyOf(taking)]);
    expect(refused([taking], { management: look(unknown, hold("bo"), hold("cy")) })).toEqual([]);
  });

  it("have nothing to do with what gives no power, with other accounts, and with who is not there any more", () => {
    const reader = hold("ana", { permissionSet: "reader", administrator: "no" });
    expect(refused([assignment("ana", { permissionSet: "reader" })], { management: look(reader, hold("bo")) })).toEqual(
      [],
    );
    expect(refused([assignment("ana", { accountId: north })], { management: look(hold("ana"), hold("bo")) })).toEqual(
      [],
    );
    const gone = { type: "USER", name: "9067-gone", gone: true } as const;
    expect(refused([assignment("9067-gone", { principal: gone })], { management: partial(hold("bo")) })).toEqual([]);
  });

  it("are protected against every way of taking: the group's assignment, the group, the user, the permission set", () => {
    const holders = [hold("ana", { group: "admins" }), hold("bo", { group: "admins" })];
    const ways: readonly Resource[] = [
      toGroup("admins"),
      { kind: "Group", displayName: "ADMINS" },
      user("ana"),
      { ...permissionSetNamed("admin") },
    ];
    for (const way of ways) expect(refused([way], { management: look(...holders) })).toEqual([keyOf(way)]);
  });

  it("are protected where not everything could be read: what is missing counts as power", () => {
    expect(refused([assignment("zed")], { management: partial(hold("bo")) })).toHaveLength(1);
    expect(refused([membership("zed", "unread")], { management: partial(hold("bo")) })).toHaveLength(1);
    expect(refused([membership("zed", "unread")], { management: partial(hold("bo"), hold("cy")) })).toEqual([]);
    expect(
      refused([membership("ana")], { management: look(hold(undefined, { group: "admins" }), hold("bo")) }),
    ).toEqual([keyOf(membership("ana"))]);
  });
});

function permissionSetNamed(name: string): Resource {
  return {
    kind: "PermissionSet",
    name,
    sessionDuration: "PT1H",
    managedPolicies: [],
    customerManagedPolicies: [],
    tags: {},
  };
}

describe("what the caller acts through", () => {
  const own = (...holds: readonly Hold[]) => ({ callerArn, own: look(...holds) });

  it("is read from the role's name", () => {
    expect(callerRole(callerArn)).toEqual({ accountId: management, permissionSet: "admin", userName: "ana" });
    expect(
      callerRole("arn:aws-cn:sts::111122223333:assumed-role/AWSReservedSSO_a_b-c_0123456789abcdef/ana@example.com"),
    ).toMatchObject({ permissionSet: "a_b-c", userName: "ana@example.com" });
    expect(callerRole("arn:aws:iam::111122223333:user/AWSReservedSSO_admin_0123456789abcdef")).toBeUndefined();
    expect(callerRole("arn:aws:sts::111122223333:assumed-role/Admin/ana")).toBeUndefined();
  });

  it("is not taken away, however it is asked", () => {
    for (const taking of [assignment("ana"), assignment("ANA"), user("ana"), permissionSetNamed("admin")]) {
      expect(refused([taking], own(hold("ana"), hold("bo")))).toEqual([keyOf(taking)]);
    }
    const inGroup = hold("ana", { group: "admins" });
    for (const taking of [membership("ana"), membership("ana", "Admins"), toGroup("admins")]) {
      expect(refused([taking], own(inGroup, hold("bo")))).toEqual([keyOf(taking)]);
    }
    const both = [assignment("ana"), membership("ana")];
    expect(refused(both, own(hold("ana"), inGroup))).toEqual(both.map(keyOf));
  });

  it("may go where another way to the same stays", () => {
    expect(refused([assignment("ana")], own(hold("ana"), hold("ana", { group: "admins" })))).toEqual([]);
    expect(refused([membership("ana")], own(hold("ana"), hold("ana", { group: "admins" })))).toEqual([]);
  });

  it("is neither another account, another permission set, another person nor a group that gives something else", () => {
    const there = own(hold("ana"));
    for (const other of [
      assignment("ana", { accountId: north }),
      assignment("ana", { permissionSet: "reader" }),
      assignment("bo"),
      membership("ana", "web-devs"),
      user("bo"),
    ]) {
      expect(refused([other], there)).toEqual([]);
    }
  });

  it("is protected where not everything could be read", () => {
    expect(refused([assignment("ana")], { callerArn, own: partial() })).toHaveLength(1);
    expect(refused([membership("ana", "unread")], { callerArn, own: partial() })).toHaveLength(1);
    const unreadGroup = hold(undefined, { group: "admins" });
    expect(refused([membership("ana")], own(unreadGroup))).toHaveLength(1);
    expect(refused([assignment("ana")], own(hold("ana"), unreadGroup))).toHaveLength(1);
  });

  it("is told apart although AWS cuts long names", () => {
    const long = "a".repeat(70);
    const cut = `arn:aws:sts::${management}:assumed-role/AWSReservedSSO_admin_0123456789abcdef/${long.slice(0, 64)}`;
    expect(refused([assignment(long)], { callerArn: cut, own: look(hold(long)) })).toHaveLength(1);
  });
});

describe("what is read before anything is taken away", () => {
  const needed = (absent: readonly Resource[], arn = callerArn, givesThere?: (group: string) => boolean) =>
    looksNeeded(absent.map(deletion), {
      callerArn: arn,
      instance,
      ...(givesThere === undefined ? {} : { givesThere }),
    });

  it("is nothing where nothing could lock somebody out", () => {
    expect(needed([assignment("bo", { accountId: north })])).toEqual({});
    expect(needed([membership("bo")], callerArn, () => false)).toEqual({});
    expect(needed([])).toEqual({});
  });

  it("is who holds something in the management account, where a removal may touch it", () => {
    expect(needed([assignment("bo")])).toEqual({ management: true });
    expect(needed([membership("bo")])).toEqual({ management: true });
    expect(needed([membership("bo")], callerArn, (group) => group === "admins")).toEqual({ management: true });
  });

  it("is who else gives what the caller acts through, where it is the caller's", () => {
    const caller = callerRole(callerArn);
    expect(needed([assignment("ana", { accountId: north })])).toEqual({});
    expect(needed([membership("ana")], callerArn, () => false)).toEqual({ own: caller });
    expect(needed([assignment("ana")])).toEqual({ own: caller, management: true });
  });
});

describe("a plan", () => {
  const absent = stateOf([user("ana"), assignment("ana"), assignment("ana", { accountId: north })]);

  it("refuses what would lock somebody out, with the way out, and does the rest", () => {
    const plan = planFor([], {
      absent,
      observation: observed([...absent.values()]),
      lockOut: { callerArn, management: look(hold("ana"), hold("bo")) },
    });
    const blocked = plan.changes.filter((change) => change.blocked !== undefined);
    expect(blocked.map(({ key }) => key)).toEqual([keyOf(assignment("ana")), keyOf(user("ana"))]);
    expect(blocked[0]?.blocked).toEqual({
      reason: `This would leave 1 person who is enabled and an administrator of the management account ${management} through Identity Center; there must be 2.`,
      remedy: `Give other people a permission set with AdministratorAccess in account ${management} first, then run the same command again.`,
    });
    expect(plan.summary).toMatchObject({ delete: 1, blocked: 2 });
  });
});

import { describe, expect, it } from "vitest";
import type { AskedLeaver } from "../../src/core/leaving/match-leavers.ts";
import { NO_SETTINGS } from "../../src/core/settings/settings.ts";
import { carryOut } from "../../src/identity-center/carry-out.ts";
import { clockAt } from "../../src/identity-center/clock-at.ts";
import { type PrepareLeaveInput, prepareLeave } from "../../src/identity-center/prepare-leave.ts";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { accounts, organizationWith, quick, simulateTeam, troubleOf } from "./simulated-team.ts";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const names = ["ana", "bo", "cy", "dee"];

const asked = (name: string, others: Partial<AskedLeaver> = {}): AskedLeaver => ({
  email: `${name}@example.com`,
  userName: `${name}@example.com`,
  isNamed: false,
  line: 2,
  ...others,
});

type Instance = Parameters<typeof organizationWith>[0];

/**
 * Ana has the permission set `dev` in North and South, and in Staging through web-devs, which also gives South; she is in a
 * group that gives nothing, and with Bo and Cy an administrator of the management account.
 */
async function company(instance: Instance = {}, options: SimulatorOptions = {}) {
  const team = await simulateTeam({
    ...options,
    organization: organizationWith({
      users: names.map((userName) => ({
        userName,
        email: `${userName}@example.com`,
        givenName: userName,
        familyName: "Silva",
      })),
      groups: [
        { displayName: "web-devs", members: ["ana", "dee"] },
        { displayName: "lunch", members: ["ana"] },
        { displayName: "admins", members: ["bo"] },
      ],
      permissionSets: [
        {
          name: "dev",
          managedPolicies: [readOnly],
          assignments: [
            { account: "Sandbox North", user: "ana" },
            { account: "Sandbox North", user: "dee" },
            { account: "Sandbox South", user: "ana" },
            { account: "Sandbox South", group: "web-devs" },
            { account: "Staging", group: "web-devs" },
          ],
        },
        {
          name: "admin",
          managedPolicies: [admin],
          assignments: [
            { account: "Example Corp", user: "ana" },
            { account: "Example Corp", group: "admins" },
            { account: "Example Corp", user: "cy" },
          ],
        },
      ],
      ...instance,
    }),
  });
  const prepare = (people: readonly AskedLeaver[], others: Partial<PrepareLeaveInput> = {}) =>
    prepareLeave(team.factory({}, team.simulator.region), {
      people,
      source: { kind: "file", file: "leavers.csv" },
      deleteUsers: false,
      orphans: false,
      endSessions: false,
      isSaved: false,
      clock: clockAt(new Date()),
      settings: NO_SETTINGS,
      limits: quick,
      ...others,
    });
  const planned = async (people: readonly AskedLeaver[], others: Partial<PrepareLeaveInput> = {}) =>
    (await prepare(people, others)).plan;
  const leave = async (people: readonly AskedLeaver[], others: Partial<PrepareLeaveInput> = {}) => {
    const prepared = await prepare(people, others);
    return { plan: prepared.plan, ...(await carryOut({ prepared, stop: new AbortController() })) };
  };
  const of = (name: string) => {
    const { users, memberships, assignments } = team.world();
    return [...users, ...memberships, ...assignments].filter((text) => text?.includes(name)).sort();
  };
  return { ...team, planned, leave, of };
}

/** The changes in short: `- Membership web-devs`, with `!` where it cannot be done. */
function short({
  changes,
}: {
  readonly changes: Awaited<ReturnType<Awaited<ReturnType<typeof company>>["planned"]>>["changes"];
}) {
  return changes.map(({ key, blocked }) => `${blocked === undefined ? "-" : "!"} ${key}`);
}

const membership = (group: string, name = "ana") => `- GroupMembership|${group}|${name}`;
const assignment = (account: string, set = "dev", name = "ana") => `- AccountAssignment|${account}|${set}|USER|${name}`;

describe.concurrent("whoever leaves", () => {
  it("loses all assignments of their own and all memberships, and nobody else loses anything", async () => {
    const { leave, of } = await company();
    const others = ["bo", "cy", "dee"].map((name) => of(name));
    const { plan, results, converged } = await leave([asked("ana")]);
    expect(short(plan).sort()).toEqual(
      [
        membership("web-devs"),
        membership("lunch"),
        assignment(accounts.north),
        assignment(accounts.south),
        assignment(accounts.management, "admin"),
      ].sort(),
    );
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(["applied"]));
    expect(converged).toBe(true);
    expect(of("ana")).toEqual(["ana"]);
    expect(["bo", "cy", "dee"].map((name) => of(name))).toEqual(others);
    expect((await leave([asked("ana")])).plan.changes).toEqual([]);
  });

  it("loses what flags narrow it to: a membership only where all that the group gives was named, or the group itself", async () => {
    const { planned } = await company();
    const narrowed = async (others: Partial<PrepareLeaveInput>) => short(await planned([asked("ana")], others)).sort();
    expect(await narrowed({ accounts: ["Sandbox South"] })).toEqual([assignment(accounts.south)]);
    expect(await narrowed({ accounts: ["Sandbox South", "Staging"] })).toEqual([
      assignment(accounts.south),
      membership("web-devs"),
    ]);
    expect(await narrowed({ accounts: ["Staging"] })).toEqual([]);
    expect(await narrowed({ permissionSets: ["dev"] })).toEqual([
      assignment(accounts.north),
      assignment(accounts.south),
      membership("web-devs"),
    ]);
    expect(await narrowed({ permissionSets: ["dev"], accounts: ["Staging"] })).toEqual([]);
    expect(await narrowed({ groups: ["web-devs"] })).toEqual([membership("web-devs")]);
    expect(await narrowed({ groups: ["Lunch"], accounts: ["Sandbox North"] })).toEqual([
      assignment(accounts.north),
      membership("lunch"),
    ]);
  });

  it("is told what stays through which group, and what is held in two ways", async () => {
    const { planned } = await company();
    const { leavers } = await planned([asked("ana")], { accounts: ["Sandbox South"] });
    expect(leavers?.[0]?.held.find(({ accountId }) => accountId === accounts.south)).toEqual({
      accountId: accounts.south,
      accountName: "Sandbox South",
      permissionSet: "dev",
      sessionDuration: "PT1H",
      named: true,
      ways: [{ goes: true }, { group: "web-devs", goes: false }],
    });
    const { stayingWords, twiceWords } = await import("../../src/core/leaving/leaving-warnings.ts");
    const [leaver] = leavers ?? [];
    if (leaver === undefined) throw new Error("nobody leaves");
    expect(stayingWords(leaver, "ana@example.com")).toEqual([
      {
        words: "still dev in Sandbox South through web-devs, which also gives dev in Staging",
        command: expect.stringMatching(/ leave --emails ana@example.com --group web-devs$/),
      },
    ]);
    expect(twiceWords(leaver, [])).toEqual([
      "dev in Sandbox South is held directly, through web-devs: only what is named here goes",
    ]);
  });

  it("is found by address or by user name, and never guessed", async () => {
    const { planned } = await company();
    const { changes, warnings, notFound } = await planned([asked("anna")]);
    expect({ changes, warnings }).toEqual({ changes: [], warnings: [] });
    expect(notFound).toEqual([
      'The directory has no user "anna@example.com": there is nothing to take away. Did you mean "ana@example.com"?',
    ]);
    const gone = await planned([asked("zoe")]);
    expect(gone.warnings).toEqual(['The directory has no user "zoe@example.com": there is nothing to take away.']);
    expect(gone).not.toHaveProperty("notFound");
    const byName = asked("x", { email: "private@example.org", userName: "ana", isNamed: true });
    expect((await planned([byName])).changes).toHaveLength(5);
  });

  it("is refused where two users have the address, and found where the file says the user name", async () => {
    const twins = names.map((userName) => ({
      userName,
      email: userName === "dee" ? "ANA@example.com" : `${userName}@example.com`,
      givenName: userName,
      familyName: "Silva",
    }));
    const { planned, calls } = await company({ users: twins });
    const trouble = await troubleOf(planned([asked("bo"), asked("ana", { line: 3 })]));
    expect(trouble.kind).toBe("invalid-input");
    expect(trouble.problems).toEqual([
      {
        place: { kind: "file", file: "leavers.csv", line: 3 },
        message: '"ana@example.com" means 2 users: ana, dee.',
        remedy: "Name the one in the column username of a team file. Nothing was changed.",
      },
    ]);
    expect(calls.filter(({ operation }) => /^(Delete|Create)/.test(operation))).toEqual([]);
    expect(short(await planned([asked("ana", { userName: "dee", isNamed: true })])).sort()).toEqual([
      assignment(accounts.north, "dev", "dee"),
      membership("web-devs", "dee"),
    ]);
  });

  it("is deleted after everything else of theirs, and is not there any more the next time", async () => {
    const { leave, of, calls } = await company();
    const { plan, converged } = await leave([asked("ana")], { deleteUsers: true });
    expect(plan.dangers.map(({ name }) => name)).toContain("delete-users");
    expect(converged).toBe(true);
    expect(of("ana")).toEqual([]);
    expect(calls.filter(({ operation }) => /^Delete/.test(operation)).at(-1)?.operation).toBe("DeleteUser");
    const again = await leave([asked("ana")], { deleteUsers: true });
    expect(again.plan.changes).toEqual([]);
    expect(again.plan.warnings[0]).toContain("nothing to take away");
  });

  it("keeps the user while something of theirs is left", async () => {
    const faults = [
      { operation: "DeleteAccountAssignment", nth: 1, fault: "failed-assignment", reason: "403 no" },
    ] as const;
    const { leave, of } = await company({}, { faults: [...faults] });
    const { results } = await leave([asked("ana")], { deleteUsers: true });
    expect(results.map(({ outcome }) => outcome).sort()).toEqual([
      "applied",
      "applied",
      "applied",
      "applied",
      "failed",
      "skipped",
    ]);
    expect(of("ana")).toContain("ana");
    expect((await leave([asked("ana")], { deleteUsers: true })).converged).toBe(true);
    expect(of("ana")).toEqual([]);
  });
});

describe.concurrent("guard rails of leaving", () => {
  it("two administrators of the management account stay: read only where a removal touches it", async () => {
    const { planned, count } = await company();
    expect(short(await planned([asked("dee")]))).toHaveLength(2);
    expect(count("ListPermissionSetsProvisionedToAccount")).toBe(0);
    const two = short(await planned([asked("ana"), asked("bo")]));
    expect(two.filter((line) => line.startsWith("!"))).toEqual([
      "! GroupMembership|admins|bo",
      `! AccountAssignment|${accounts.management}|admin|USER|ana`,
    ]);
    expect(two.filter((line) => line.startsWith("-")).length).toBe(4);
  });

  it("nothing goes where not everything could be read", async () => {
    for (const operation of ["ListAccountAssignmentsForPrincipal", "ListGroupMembershipsForMember", "DescribeGroup"]) {
      const { planned, calls } = await company({}, { faults: [{ operation, fault: "access-denied" }] });
      const trouble = await troubleOf(planned([asked("ana")]));
      expect([operation, trouble.kind]).toEqual([operation, "cannot-tell"]);
      expect(trouble.message).toContain("Nothing was changed.");
      expect(calls.filter(({ operation: one }) => /^Delete/.test(one))).toEqual([]);
    }
  });

  it("names of flags that are not there are refused, with who is meant", async () => {
    const { planned } = await company();
    const others = { accounts: ["Sandbox Nort"], permissionSets: ["devs"], groups: ["web-dev"] };
    const trouble = await troubleOf(planned([asked("ana")], others));
    expect(trouble.kind).toBe("invalid-input");
    expect(trouble.problems?.map(({ remedy }) => remedy)).toEqual([
      'Did you mean "Sandbox North"?',
      'Did you mean "dev"?',
      'Did you mean "web-devs"?',
    ]);
  });

  it("people of an external directory keep memberships and users, and are told where those are changed", async () => {
    const external = names.map((userName) => ({
      userName,
      email: `${userName}@example.com`,
      givenName: userName,
      familyName: "Silva",
      externalId: { issuer: "https://idp.example.com", id: `okta-${userName}` },
    }));
    const { planned } = await company({ users: external });
    const plan = await planned([asked("ana")], { deleteUsers: true, permissionSets: undefined });
    const lines = short(plan).sort();
    expect(lines.filter((line) => line.startsWith("-"))).toEqual(
      [assignment(accounts.management, "admin"), assignment(accounts.north), assignment(accounts.south)].sort(),
    );
    const blocked = plan.changes.filter((change) => change.blocked !== undefined);
    expect(blocked).toHaveLength(3);
    for (const change of blocked) expect(change.blocked?.remedy).toContain("in your identity provider");
  });

  it("what Control Tower keeps is taken from the person who leaves, and said", async () => {
    const { planned, of, leave } = await company({
      groups: [{ displayName: "AWSAccountFactory", members: ["ana", "bo"] }],
      permissionSets: [
        {
          name: "AWSReadOnlyAccess",
          managedPolicies: [readOnly],
          assignments: [
            { account: "Staging", user: "ana" },
            { account: "Sandbox North", group: "AWSAccountFactory" },
          ],
        },
      ],
    });
    expect((await planned([asked("ana")])).warnings).toEqual([
      expect.stringMatching(/^Control Tower keeps AWSReadOnlyAccess, AWSAccountFactory: /),
    ]);
    await leave([asked("ana")]);
    expect(of("ana")).toEqual(["ana"]);
    expect(of("bo")).toEqual(["AWSAccountFactory: bo", "bo"]);
  });
});

describe.concurrent("orphans", () => {
  it("go where they are asked for, in the accounts that are named, and nobody who is there loses anything", async () => {
    const { leave, planned, simulator, team } = await orphaned();
    expect((await planned([asked("bo")])).changes).toEqual([]);
    expect(short(await planned([], { orphans: true, accounts: ["Sandbox South"] }))).toHaveLength(1);
    const before = Object.keys(simulator.world().assignments).length;
    const { plan, converged } = await leave([], { orphans: true });
    expect(plan.changes.map(({ before: one }) => one)).toEqual([
      expect.objectContaining({ accountId: accounts.north, principal: { type: "USER", name: team.id, gone: true } }),
      expect.objectContaining({ accountId: accounts.south, principal: { type: "USER", name: team.id, gone: true } }),
    ]);
    expect(converged).toBe(true);
    expect(Object.keys(simulator.world().assignments).length).toBe(before - 2);
    expect((await leave([], { orphans: true })).plan.changes).toEqual([]);
  });

  it("are nobody's while AWS does not say that the user is gone", async () => {
    const { planned, faults } = await orphaned();
    faults.push({ operation: "DescribeUser", fault: "access-denied" });
    expect((await troubleOf(planned([], { orphans: true }))).kind).toBe("cannot-tell");
  });
});

/** Ana had two assignments when somebody deleted her in the console. */
async function orphaned() {
  const made = await company({
    groups: [],
    permissionSets: [
      {
        name: "dev",
        managedPolicies: [readOnly],
        assignments: [
          { account: "Sandbox North", user: "ana" },
          { account: "Sandbox South", user: "ana" },
          { account: "Sandbox North", user: "dee" },
        ],
      },
    ],
  });
  const { aws, instance } = await made.connectTo({}, made.simulator.region);
  const { DeleteUserCommand } = await import("@aws-sdk/client-identitystore");
  const ana = Object.values(made.simulator.world().users).find(({ attributes }) => attributes.UserName === "ana");
  const id = ana?.id ?? "";
  await aws.identityStore.send(new DeleteUserCommand({ IdentityStoreId: instance.identityStoreId, UserId: id }));
  return { ...made, team: { id } };
}

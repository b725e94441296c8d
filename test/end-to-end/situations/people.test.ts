import { describe, expect, it } from "vitest";
import { isFull } from "../../how-much.ts";
import { AMPLIFY_POLICY, BO, blockedIn, changesIn, csv, enter, planOf, statesIn, withInstance } from "./situation.ts";

const north = "210987654321";
const south = "345678901234";
const ana = {
  userName: "ana.silva@example.com",
  email: "ana.silva@example.com",
  givenName: "Ana",
  familyName: "Silva",
  status: "DISABLED",
};
const both = csv("email,account", [ana.email, "Sandbox North"], [BO.email, "Sandbox North"]);
const bo = csv("email,account", [BO.email, "Sandbox North"]);
const assigned = (...assignments: readonly object[]) => ({ ...AMPLIFY_POLICY, assignments });
const group = (displayName: string, ...members: readonly string[]) => ({ displayName, members });

describe("somebody who is disabled in Identity Center", () => {
  const situation = { team: both, organization: withInstance({ users: [ana, BO] }) };

  it("is ready nowhere, and told with the page that enables them", async () => {
    const scene = await enter(situation);
    const planned = await scene.team("--dry-run");
    expect([planned.code, statesIn(planned.document)]).toEqual([0, { [ana.email]: "disabled", [BO.email]: "ready" }]);
    const done = await scene.team("--yes", "--messages", "mail");
    expect([done.code, statesIn(done.document)]).toEqual([4, { [ana.email]: "disabled", [BO.email]: "ready" }]);
    const status = await scene.command("status", "--emails", "team.csv");
    expect([status.code, statesIn(status.document)]).toEqual([2, { [ana.email]: "disabled", [BO.email]: "ready" }]);
    for (const { document } of [planned, done, status]) {
      const [access] = (document.readiness?.people ?? document.people ?? [])[0]?.access ?? [];
      expect(access).toMatchObject({ state: "disabled", signsIn: false });
      expect(access?.remedy).toMatch(
        /https:\/\/us-east-1\.console\.aws\.amazon\.com\/singlesignon\/.*\/users\/user-details\//,
      );
    }
    expect(await scene.read("onboard.handover.json")).not.toContain(ana.email);
    expect(await scene.read("failed.csv")).toContain(ana.email);
    expect(await scene.read("failed.csv")).not.toContain(BO.email);
    expect((await scene.team("--yes")).code, "a second run").toBe(4);
  });

  it("is called by their line in a job's log", async () => {
    const log = await (await enter(situation)).inCi("--dry-run");
    expect(log).toMatch(/^::warning file=team\.csv,line=2,.*Disabled: /m);
    expect(log).not.toMatch(/ana|silva/i);
  });

  it("is put into no group, and nothing else is held up", async () => {
    const scene = await enter({
      team: csv("email,account,group", [ana.email, "Sandbox North", "Devs"], [BO.email, "Sandbox North", "Devs"]),
      organization: withInstance({ users: [ana, BO] }),
    });
    const { code, document, asked } = await scene.team("--yes");
    expect([code, statesIn(document)]).toEqual([4, { [ana.email]: "disabled", [BO.email]: "ready" }]);
    expect(document.results?.filter(({ outcome }) => outcome !== "applied").map(({ change }) => change.key)).toEqual([
      `GroupMembership|devs|${ana.email}`,
    ]);
    expect(asked.filter((operation) => operation === "CreateGroupMembership")).toHaveLength(1);
  });

  it.runIf(isFull)("is so where a group holds the access, and where an identity provider keeps the users", async () => {
    const held = withInstance({
      users: [ana, BO],
      groups: [group("Devs", ana.userName)],
      permissionSets: [assigned({ account: "Sandbox North", group: "Devs" })],
    });
    const external = withInstance({
      identitySource: "EXTERNAL_IDP",
      users: [{ ...ana, externalId: { issuer: "https://scim.example.com/1", id: "1" } }, BO],
    });
    for (const organization of [held, external]) {
      expect(statesIn((await planOf({ team: both, organization })).document)[ana.email]).toBe("disabled");
    }
  });
});

describe("access through a group", () => {
  const developers = group("Developers", BO.userName);
  const held = (...sets: readonly object[]) =>
    withInstance({ users: [BO], groups: [developers], permissionSets: sets });

  it("is access: no second one is planned, the group is named, and nobody is advised to take it away", async () => {
    const organization = held(assigned({ account: "Sandbox North", group: "Developers" }));
    const scene = await enter({ team: bo, organization });
    const { code, document } = await scene.team("--dry-run");
    expect(code).toBe(0);
    expect(changesIn(document)).toEqual(["update PermissionSet|amplify-policy"]);
    expect(document.heldOtherwise).toEqual([
      { userName: BO.userName, accountId: north, permissionSet: "amplify-policy", groups: ["Developers"] },
    ]);
    expect(document.drift).toEqual([]);
    expect(document.warnings?.join()).toContain("through group Developers: they get no second one of their own");
    const done = await scene.team("--yes");
    expect([done.code, statesIn(done.document)]).toEqual([0, { [BO.email]: "ready" }]);
    const status = await scene.command("status", "--emails", "team.csv");
    expect([status.code, statesIn(status.document)]).toEqual([0, { [BO.email]: "ready" }]);
  });

  it("in one account of two leaves the other to be assigned", async () => {
    const { document } = await planOf({
      team: csv("email,account", [BO.email, "Sandbox North;Sandbox South"]),
      organization: held(assigned({ account: "Sandbox North", group: "Developers" })),
    });
    expect(changesIn(document).filter((change) => change.includes("AccountAssignment"))).toEqual([
      `create AccountAssignment|${south}|amplify-policy|USER|${BO.email}`,
    ]);
  });

  it.runIf(isFull)("of an older version is there, and outdated", async () => {
    const older = { ...assigned({ account: "Sandbox North", group: "Developers" }), outdatedIn: ["Sandbox North"] };
    const scene = await enter({ team: bo, organization: held(older) });
    const status = await scene.command("status", "--emails", "team.csv");
    expect([status.code, statesIn(status.document)]).toEqual([2, { [BO.email]: "set-outdated" }]);
  });

  it.runIf(isFull)("is said not to be known where AWS does not tell who is in the group", async () => {
    const { code, document } = await planOf({
      team: bo,
      organization: held(assigned({ account: "Sandbox North", group: "Developers" })),
      faults: [{ operation: "ListGroupMemberships", fault: "access-denied" }],
    });
    expect(code).toBe(0);
    expect(changesIn(document)).toContain(`create AccountAssignment|${north}|amplify-policy|USER|${BO.email}`);
    expect(document.warnings?.join()).toContain("Who is in group Developers may not be read");
  });
});

describe("one address of several users", () => {
  const user = (userName: string, email: string) => ({ userName, email, givenName: "A", familyName: "B" });
  const bob = csv("email,account", ["bob@example.com", "Sandbox North"]);
  const planFor = (...users: readonly object[]) => planOf({ team: bob, organization: withInstance({ users }) });

  it("is blocked with both of them, and recommends none", async () => {
    const { code, document } = await planFor(user("bob", "bob@example.com"), user("bob-admin", "Bob@example.com"));
    expect(code).toBe(0);
    const blocked = blockedIn(document)["User|bob@example.com"];
    expect(blocked?.reason).toMatch(/user "bob" .* and user "bob-admin"/);
    expect(blocked?.remedy).not.toMatch(/\bbob\b/);
    expect(statesIn(document)).toEqual({ "bob@example.com": "cannot-sign-in" });
  });

  it("names nobody in a job's log", async () => {
    const users = [user("bobby.tables", "bob@example.com"), user("bob-admin", "Bob@example.com")];
    const log = await (await enter({ team: bob, organization: withInstance({ users }) })).inCi("--dry-run");
    expect(log).toContain("This e-mail address belongs to 2 users");
    expect(log).not.toMatch(/bob/i);
  });

  it.runIf(isFull)("is blocked with three, with a disabled one, and where name and address are of two", async () => {
    const three = await planFor(
      user("a1", "bob@example.com"),
      user("b1", "Bob@example.com"),
      user("c1", "BOB@example.com"),
    );
    expect(blockedIn(three.document)["User|bob@example.com"]?.reason).toMatch(/3 users: user "a1".* "b1".* "c1"/);
    const disabled = await planFor(user("a1", "bob@example.com"), {
      ...user("b1", "Bob@example.com"),
      status: "DISABLED",
    });
    expect(blockedIn(disabled.document)["User|bob@example.com"]?.reason).toMatch(/"a1".* "b1"/);
    const crossed = await planFor(user("bob@example.com", "other@example.com"), user("b1", "bob@example.com"));
    expect(Object.keys(blockedIn(crossed.document))).toContain("User|bob@example.com");
  });

  it.runIf(isFull)("is settled by the username column", async () => {
    const { document } = await planOf({
      team: csv("email,account,username", ["bob@example.com", "Sandbox North", "bob"]),
      organization: withInstance({ users: [user("bob", "bob@example.com"), user("bob-admin", "Bob@example.com")] }),
    });
    expect(statesIn(document)).toEqual({ bob: "ready" });
    expect(blockedIn(document)).toEqual({});
  });
});

describe("assignments of who is no more", () => {
  const gone = { userName: "gone@example.com", email: "gone@example.com", givenName: "G", familyName: "L" };
  const organization = withInstance({
    users: [BO, { ...gone, deletedBy: "ADMINISTRATOR" }],
    groups: [{ displayName: "OldTeam", members: [], deletedBy: "SCIM" }],
    permissionSets: [
      assigned(
        { account: "Sandbox North", group: "OldTeam" },
        { account: "Sandbox North", user: gone.userName },
        { account: "Sandbox South", user: gone.userName },
        { account: "Sandbox North", user: BO.userName },
      ),
    ],
  });
  const team = csv("email,account", [BO.email, "Sandbox North;Sandbox South"], [gone.email, "Sandbox North"]);

  it("are said to be of nobody, each with the command that removes it; who comes back is made anew", async () => {
    const scene = await enter({ team, organization });
    const { code, document } = await scene.team("--dry-run");
    expect(code).toBe(0);
    expect(changesIn(document)).toContain(`create User|${gone.email}`);
    const entries = document.drift?.filter(({ kind }) => kind === "gone") ?? [];
    expect(entries.map(({ accountIds }) => accountIds)).toEqual(expect.arrayContaining([[north], [north, south]]));
    const commands = entries.flatMap(({ commands: typed = [] }) => typed);
    expect(commands).toHaveLength(2);
    for (const command of commands) expect(command).toMatch(/ leave --orphans --account .* --permission-set \S+$/);
    expect(document.drift?.filter(({ kind }) => kind === "stranger")).toEqual([]);
    // They are nobody's, so a job's log has the commands whole, too.
    const log = await scene.inCi("--dry-run");
    for (const command of commands) expect(log).toContain(command);
  });
});

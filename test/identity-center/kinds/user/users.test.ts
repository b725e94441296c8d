import { describe, expect, it } from "vitest";
import { stateOf } from "../../../../src/core/state/kinds.ts";
import { createUser, observeUsers } from "../../../../src/identity-center/kinds/user/users.ts";
import { user } from "../../../core/plan/sample-onboarding.ts";
import { organizationWith, passingFaults, simulateTeam } from "../../simulated-team.ts";

const existing = (userName: string, others: object = {}) => ({
  userName,
  email: `${userName}@example.com`,
  givenName: "Ana",
  familyName: "Silva",
  ...others,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => existing(`colleague${index}`));

async function observing(directory: readonly object[], wanted: readonly ReturnType<typeof user>[]) {
  const team = await simulateTeam({ organization: organizationWith({ users: directory as never }) });
  const session = await team.open();
  return { team, session, observed: await observeUsers(session, wanted) };
}

describe.concurrent("looking for people", () => {
  it("reads a small directory with one call, whatever the number of people", async () => {
    const { team, observed } = await observing(
      many(60),
      many(40).map(({ userName }) => user(userName)),
    );
    expect(observed.resources).toHaveLength(40);
    expect([team.count("ListUsers"), team.count("GetUserId")]).toEqual([1, 0]);
  });

  it("asks for one person of a large directory instead of reading it", async () => {
    const { team, observed } = await observing(many(450), [user("colleague449")]);
    expect(observed.resources.map(({ userName }) => userName)).toEqual(["colleague449"]);
    expect([team.count("ListUsers"), team.count("GetUserId"), team.count("DescribeUser")]).toEqual([1, 1, 1]);
  });

  it("asks for people of a large directory by their ids from then on", async () => {
    const team = await simulateTeam({ organization: organizationWith({ users: many(450) as never }) });
    const { kinds, ...session } = await team.open();
    const seen = async () => ({ resources: [] });
    const [there, anew] = [user("colleague449"), user("person-new")];
    const look = { desired: stateOf([there, anew]), absent: new Map(), seen };
    expect((await kinds.User.observe(look)).resources).toHaveLength(1);
    await createUser(session, anew);
    const before = [team.count("ListUsers"), team.count("GetUserId"), team.count("DescribeUser")];
    expect((await kinds.User.observe(look)).resources).toHaveLength(2);
    const after = [team.count("ListUsers"), team.count("GetUserId"), team.count("DescribeUser")];
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([0, 0, 2]);
  });

  it("asks for nobody who was on the pages that it read", async () => {
    const { team, observed } = await observing(many(450), [user("colleague0"), user("nobody")]);
    expect(observed.resources.map(({ userName }) => userName)).toEqual(["colleague0"]);
    expect(team.count("DescribeUser")).toBe(0);
  });

  it("reads on while that is cheaper than asking", async () => {
    const { team, observed } = await observing(
      many(450),
      many(20).map(({ userName }) => user(userName)),
    );
    expect(observed.resources).toHaveLength(20);
    expect([team.count("ListUsers"), team.count("GetUserId")]).toEqual([5, 0]);
  });

  it("asks for nobody when there is nobody", async () => {
    const { team, observed } = await observing(many(3), []);
    expect(observed).toEqual({ resources: [] });
    expect(team.count(/User/)).toBe(0);
  });

  it.each([1, 450])("knows a user name and an address in any case, in a directory of %d", async (size) => {
    const directory = [...many(size), existing("Ana.Silva", { email: "Ana.Silva@Example.com" })];
    const { observed, session } = await observing(directory, [user("ana.silva", { email: "ana.silva@example.COM" })]);
    expect(observed.resources).toMatchObject([{ userName: "Ana.Silva" }]);
    expect(session.ids.has("User|ana.silva")).toBe(true);
    expect(observed.blocked?.size).toBe(0);
  });

  it.each([1, 450])("blocks an address that belongs to another user name, in a directory of %d", async (size) => {
    const directory = [...many(size), existing("asilva", { email: "ana@example.com" })];
    const { observed } = await observing(directory, [user("ana")]);
    expect(observed.resources).toEqual([]);
    expect(observed.blocked?.get("User|ana")).toEqual({
      reason: expect.stringMatching(/^This e-mail address already belongs to the user "asilva" \(id [0-9a-f-]+\)\.$/),
      remedy:
        "If that is the same person, put this user name into the username column (AWS lets nobody change it); otherwise correct the address.",
    });
  });

  it.each([1, 450])("recommends neither of two users with one address, in a directory of %d", async (size) => {
    const two = [existing("bob", { email: "bob@example.com" }), existing("bob-admin", { email: "Bob@example.com" })];
    const wanted = user("robert", { email: "bob@example.com" });
    const { observed, session } = await observing([...two, ...many(size)], [wanted]);
    const { reason = "", remedy = "" } = observed.blocked?.get("User|robert") ?? {};
    const ids = [...reason.matchAll(/user "(bob|bob-admin)" \(id ([0-9a-f-]+)\)/g)];
    expect(new Set(ids.map(([, name]) => name))).toEqual(new Set(["bob", "bob-admin"]));
    expect(new Set(ids.map(([, , id]) => id)).size).toBe(2);
    expect(remedy).not.toContain("bob");
    expect([observed.resources, session.ids.size]).toEqual([[], 0]);
  });

  it("takes the one of two users with one address whose user name the row has", async () => {
    const two = [existing("bob", { email: "bob@example.com" }), existing("bob-admin", { email: "Bob@example.com" })];
    const { observed } = await observing(two, [user("bob-admin", { email: "bob@example.com" })]);
    expect([observed.resources.map(({ userName }) => userName), observed.blocked?.size]).toEqual([["bob-admin"], 0]);
  });

  it("recommends no user name that a team file cannot have", async () => {
    const { observed } = await observing([existing("+ana", { email: "ana@example.com" })], [user("ana")]);
    expect(observed.blocked?.get("User|ana")?.remedy).not.toContain("username column");
  });

  it.each([1, 450])("blocks a user name that has another address, in a directory of %d", async (size) => {
    const directory = [...many(size), existing("ana", { email: "other@example.com" })];
    const { observed, session } = await observing(directory, [user("ana")]);
    expect(observed.resources).toEqual([]);
    expect(observed.blocked?.get("User|ana")?.reason).toBe(
      "A user of this name exists with another e-mail address: other@example.com.",
    );
    expect(session.ids.size).toBe(0);
  });

  it("takes a user without an address for the person, unless somebody else has that address", async () => {
    const directory = [
      existing("ana", { email: undefined }),
      existing("bo", { email: undefined }),
      existing("asilva", { email: "ana@example.com" }),
    ];
    const { observed } = await observing(directory, [user("ana"), user("bo")]);
    expect(observed.resources.map(({ userName }) => userName)).toEqual(["bo"]);
    expect(observed.blocked?.get("User|ana")?.reason).toContain('already belongs to the user "asilva"');
  });

  it("shows hidden characters of the names it found instead of printing them", async () => {
    const directory = [
      existing("as\u202eilva", { email: "ana@example.com" }),
      existing("bo", { email: "b\u001b[2J@example.com" }),
    ];
    const { observed } = await observing(directory, [user("ana"), user("bo")]);
    const texts = [...(observed.blocked ?? new Map()).values()]
      .flatMap(({ reason, remedy }) => [reason, remedy])
      .join();
    expect(texts).toContain("as<U+202E>ilva");
    for (const hidden of ["\u202e", "\u001b"]) expect(texts).not.toContain(hidden);
  });

  it("keeps the names that a person has", async () => {
    const { observed } = await observing(
      [existing("ana", { givenName: "Anna", displayName: "Anna S." })],
      [user("ana")],
    );
    expect(observed.resources).toMatchObject([{ givenName: "Anna", displayName: "Anna S." }]);
  });

  it("tells from external ids that an identity provider owns the directory", async () => {
    const external = existing("zoe", { externalId: { issuer: "https://idp.example.com", id: "1" } });
    expect((await observing([existing("ana"), external], [user("ana")])).observed.identitySource).toBe("external");
    expect((await observing([existing("ana")], [user("ana")])).observed.identitySource).toBe("identity-center");
    expect((await observing([], [user("ana")])).observed.identitySource).toBe("unknown");
  });
});

describe.concurrent("creating a user", () => {
  it.each(passingFaults)("makes exactly one in spite of %s", async (fault) => {
    const team = await simulateTeam({ faults: [{ operation: "CreateUser", nth: 1, fault }] });
    const session = await team.open();
    await createUser(session, user("ana"));
    expect(team.world().users).toEqual(["ana"]);
    expect(Object.keys(team.simulator.world().users)).toEqual([session.ids.get("User|ana")]);
  });

  it("says which request made it", async () => {
    const team = await simulateTeam();
    expect(await createUser(await team.open(), user("ana"))).toEqual({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("adopts the user that another admin made meanwhile", async () => {
    const team = await simulateTeam({
      organization: organizationWith({ users: [existing("Ana", { email: "ana@example.com" })] }),
    });
    const session = await team.open();
    await createUser(session, user("ana"));
    expect(team.world().users).toEqual(["Ana"]);
    expect(session.ids.has("User|ana")).toBe(true);
  });

  it("does not adopt somebody else with that user name or address", async () => {
    const team = await simulateTeam({
      organization: organizationWith({
        users: [existing("ana", { email: "other@example.com" }), existing("b", { email: "bo@example.com" })],
      }),
    });
    const session = await team.open();
    await expect(createUser(session, user("ana"))).rejects.toMatchObject({ name: "ConflictException" });
    await expect(createUser(session, user("bo"))).rejects.toMatchObject({ name: "ConflictException" });
    expect(session.ids.size).toBe(0);
  });
});

import { describe, expect, it } from "vitest";
import { accountsFor } from "../../../src/identity-center/connect/organization-accounts.ts";
import { accounts, type FaultRule, organizationWith, simulateTeam, troubleOf } from "../simulated-team.ts";

const id = (index: number) => `${500_000_000_000 + index}`;

/** An organization of 200 accounts in order of their numbers, the last of them suspended. */
async function large(...faults: FaultRule[]) {
  const many = Array.from({ length: 199 }, (_, index) => ({
    id: id(index),
    name: `Team ${index}`,
    ...(index === 198 ? { state: "SUSPENDED" as const } : {}),
  }));
  const team = await simulateTeam({ organization: { ...organizationWith({}), accounts: many }, faults });
  const { organization } = await team.connectTo();
  const calls = () => [team.count("ListAccounts"), team.count("DescribeAccount")];
  return { team, organization, calls };
}

/** Pages of twenty, and the empty ones between. */
const ALL_PAGES = 13;
const denied = (operation: string): FaultRule => ({ operation, fault: "access-denied" });

describe.concurrent("the accounts of an organization", () => {
  it("are not asked for before somebody wants to know", async () => {
    const { calls } = await large();
    expect(calls()).toEqual([0, 0]);
  });

  it("are looked up by their ids where they are many, each once", async () => {
    const { organization, calls } = await large();
    const { known, partial, accounts: found } = await organization.withIds([id(150), id(160), id(150), "999999999999"]);
    expect([known, partial]).toEqual([true, true]);
    expect(found.filter((one) => [id(150), id(160)].includes(one.id)).map(({ name }) => name)).toEqual([
      "Team 150",
      "Team 160",
    ]);
    expect(calls()).toEqual([1, 3]);
    await organization.withIds([id(160), id(3), "999999999999"]);
    expect(calls()).toEqual([1, 3]);
  });

  it("are known all of them after a page where they are few", async () => {
    const team = await simulateTeam();
    const { organization } = await team.connectTo();
    const { partial, accounts: all } = await organization.withIds([accounts.north]);
    expect([partial, all.length]).toEqual([undefined, 7]);
    await organization.withIds([accounts.north, "999999999999"]);
    await organization.all();
    expect(team.count(/ListAccounts|DescribeAccount/)).toBe(1);
  });

  it("are listed from where the last look has ended", async () => {
    const { organization, calls } = await large();
    await organization.withIds([id(150)]);
    const { accounts: all, partial } = await organization.all();
    expect([all.length, partial]).toEqual([200, undefined]);
    expect(new Set(all.map((one) => one.id)).size).toBe(200);
    expect(calls()).toEqual([ALL_PAGES, 1]);
  });

  it("are read once, however many ask at the same time", async () => {
    const { organization, calls } = await large();
    await Promise.all([organization.all(), organization.withIds([id(150)]), organization.all()]);
    expect(calls()).toEqual([ALL_PAGES, 0]);
  });

  it("are listed for whoever may list and not describe them", async () => {
    const { organization, calls } = await large(denied("DescribeAccount"));
    const { accounts: all, partial } = await organization.withIds([id(150)]);
    expect([all.length, partial]).toEqual([200, undefined]);
    expect(calls()[0]).toBe(ALL_PAGES);
  });

  it("are unknown to whoever may not list them", async () => {
    const { organization, calls } = await large(denied("ListAccounts"));
    expect(await organization.withIds([id(150)])).toEqual({ accounts: [], known: false });
    expect(await organization.all()).toEqual({ accounts: [], known: false });
    expect(calls()).toEqual([1, 0]);
  });

  it("are told as unread to each who asks while AWS does not answer", async () => {
    const { team, organization } = await large();
    team.faults.push({ operation: "ListAccounts", fault: "expired-credentials" });
    for (const asking of [() => organization.withIds([id(1)]), () => organization.all()])
      expect((await troubleOf(asking())).message).toContain("listing the organization's accounts");
    team.faults.length = 0;
    expect((await organization.all()).accounts).toHaveLength(200);
  });

  it.each([
    ["one is not ACTIVE", [id(150), id(198)]],
    ["one is not there", ["999999999999"]],
    ["not only ids are asked for", undefined],
  ] as const)("are all listed to find what is meant where %s", async (_, ids) => {
    const { organization } = await large();
    expect((await accountsFor(organization, ids)).partial).toBeUndefined();
  });
});

describe.concurrent("a team in an organization of many accounts", () => {
  it("is planned with a call for each account where it names ids", async () => {
    const { team, calls } = await large();
    const { plan } = await team.prepareTeam(`email,account\nana@example.com,${id(150)}\nbo@example.com,${id(160)}\n`);
    expect(plan.people.flatMap(({ access }) => access.map(({ accountName }) => accountName))).toEqual([
      "Team 150",
      "Team 160",
    ]);
    expect(plan.warnings).toEqual(expect.not.arrayContaining([expect.stringContaining("could not be listed")]));
    expect(calls()).toEqual([1, 2]);
  });

  it("finds by the list what is meant by a name, by an id that is mistyped, and by one that is closed", async () => {
    const { team } = await large();
    const named = await team.prepareTeam("email,account\nana@example.com,Team 150\n");
    expect(named.plan.people[0]?.access[0]?.accountId).toBe(id(150));
    const trouble = await troubleOf(team.prepareTeam("email,account\nana@example.com,500000000510\n"));
    expect(trouble.problems?.[0]?.message).toContain("has no account");
    expect(trouble.problems?.[0]?.remedy).toContain("Did you mean");
    const closed = await troubleOf(team.prepareTeam(`email,account\nana@example.com,${id(198)}\n`));
    expect(closed.problems?.[0]?.message).toContain("SUSPENDED");
  });

  it("reads people while the list of accounts is read", async () => {
    const { team } = await large();
    await team.prepareTeam("email,account\nana@example.com,Team 150\n");
    const order = team.calls.map(({ operation }) => operation);
    expect(order.indexOf("ListUsers")).toBeLessThan(order.lastIndexOf("ListAccounts"));
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { OnboardError } from "../../src/core/errors/onboard-error.ts";
import { grantsFor, OPTIONAL_ACTIONS, OPTIONAL_TO_READ } from "../../src/core/permissions/tasks.ts";
import { createCallCount } from "../../src/identity-center/access/call-count.ts";
import { type AccessScope, readAccess } from "../../src/identity-center/access/read-access.ts";
import { isAws } from "../../src/identity-center/calls/explain.ts";
import { readInventory } from "../../src/identity-center/export/read-inventory.ts";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { someOf } from "../how-much.ts";
import { actionsOf, policyWithout } from "./policy-without.ts";
import { accounts, organizationWith, simulateTeam } from "./simulated-team.ts";

type Organization = NonNullable<SimulatorOptions["organization"]>;

const named = (userName: string) => ({ userName, email: `${userName}@example.com`, givenName: "Ana", familyName: "B" });
const ana = { email: "ana@example.com", userName: "ana" };

/** People, one of whom is no more, with access of their own and through groups, by some permission sets. */
function companyOf(
  { sets = 1, groups = 1, people = 3 }: { sets?: number; groups?: number; people?: number },
  others: Organization = {},
): Organization {
  const names = ["ana", ...Array.from({ length: people - 1 }, (_, index) => `person${index}`)];
  const groupNames = Array.from({ length: groups }, (_, index) => `group-${index}`);
  return organizationWith(
    {
      users: [...names.map(named), { ...named("gone"), deletedBy: "ADMINISTRATOR" }],
      groups: groupNames.map((displayName) => ({ displayName, members: names.slice(-2) })),
      permissionSets: Array.from({ length: sets }, (_, index) => ({
        name: `set-${index}`,
        assignments: [
          { account: accounts.north, user: "ana" },
          { account: accounts.south, user: "gone" },
          ...groupNames.map((group) => ({ account: accounts.staging, group })),
        ],
      })),
    },
    {
      accounts: [
        { id: accounts.north, name: "Sandbox North", organizationalUnit: "Workloads" },
        { id: accounts.south, name: "Sandbox South", organizationalUnit: "Workloads/Sandboxes" },
        { id: accounts.staging, name: "Staging" },
      ],
      ...others,
    },
  );
}

const empty = (index: number) => ({ id: `${500_000_000_000 + index}`, name: `Empty ${index}` });

/** What is asked where; together these make every call that reading can make. */
const readings: Readonly<Record<string, readonly [Organization, AccessScope?]>> = {
  "everything, by few permission sets": [companyOf({ sets: 1 })],
  "everything, by few accounts": [companyOf({ sets: 9 })],
  "everything, where many groups are assigned": [companyOf({ groups: 8 })],
  "everything, as a delegated administrator": [
    companyOf({}, { caller: { account: accounts.staging }, delegatedAdministrators: [accounts.staging] }),
  ],
  "everything, where an instance does not tell its Region": [companyOf({}, { answers: { instanceRegions: false } })],
  "one account of many": [
    companyOf({}, { accounts: [...(companyOf({}).accounts ?? []), ...Array.from({ length: 60 }, (_, n) => empty(n))] }),
    { accounts: ["Sandbox South"] },
  ],
  "an account at the end of many, by its id": [
    companyOf({}, { accounts: [...Array.from({ length: 60 }, (_, n) => empty(n)), ...(companyOf({}).accounts ?? [])] }),
    { accounts: [accounts.staging] },
  ],
  "an organizational unit": [companyOf({}), { accounts: ["ou:Workloads"] }],
  "a permission set": [companyOf({ sets: 3 }), { permissionSets: ["set-1"] }],
  "a group": [companyOf({}), { groups: ["group-0"] }],
  "a person": [companyOf({}), { people: [ana] }],
  "a person of a large directory": [
    companyOf({ people: 150 }),
    { people: [{ email: "person140@example.com", userName: "person140" }] },
  ],
};

interface Read {
  /** Who has what, and what an export has of it; `undefined` where it could not be read, or not all of it. */
  readonly facts: string | undefined;
  readonly operations: ReadonlySet<string>;
}

/** What `onboard access` and `onboard export` read with their policy, less one action. */
async function read(name: string, without?: string): Promise<Read> {
  const [organization, scope = {}] = readings[name] ?? [companyOf({})];
  const team = await simulateTeam({
    organization,
    policy: policyWithout(rights, without),
    // Ids and dates are the same each time.
    now: () => Date.UTC(2026, 0, 1),
  });
  const operationsNow = () => new Set(team.calls.map(({ operation }) => operation));
  try {
    const connection = await team.connectTo();
    const access = await readAccess(connection, { scope, calls: createCallCount() });
    if (access.unread.length > 0) return { facts: undefined, operations: operationsNow() };
    const inventory = await readInventory(connection.aws, access);
    return { facts: JSON.stringify([access.digest, inventory]), operations: operationsNow() };
  } catch (error) {
    if (error instanceof OnboardError || isAws(error)) return { facts: undefined, operations: operationsNow() };
    throw error;
  }
}

const rights = grantsFor("access", { groups: false, managementAccount: false });
const operationOf = (action: string) => action.split(":")[1] ?? "";

describe("the policy for access and export", () => {
  const whole = new Map<string, Read>();
  beforeAll(async () => {
    for (const name of Object.keys(readings)) whole.set(name, await read(name));
  });

  it("is one: an export reads nothing else", () => {
    expect(grantsFor("export", { groups: false, managementAccount: false })).toEqual(rights);
  });

  it("only reads", () => {
    expect(actionsOf(rights).filter((action) => !/:(List|Describe|Get)/.test(action))).toEqual([]);
  });

  it.each(Object.keys(readings))("is enough for %s", (name) => {
    expect(whole.get(name)?.facts).toBeDefined();
  });

  it("has every action that is called, and no other", () => {
    const called = new Set([...whole.values()].flatMap(({ operations }) => [...operations]));
    called.delete("GetCallerIdentity");
    expect([...called].sort()).toEqual(actionsOf(rights).map(operationOf).sort());
  });

  /** Whether something that takes this call is not read without it. */
  async function missedWithout(action: string, most = Number.POSITIVE_INFINITY): Promise<boolean> {
    const concerned = [...whole].filter(([, { operations }]) => operations.has(operationOf(action)));
    for (const [name, { facts }] of someOf(concerned, most)) {
      if ((await read(name, action)).facts !== facts) return true;
    }
    return false;
  }
  const isOptional = (action: string) =>
    (OPTIONAL_ACTIONS[action] ?? OPTIONAL_TO_READ[action]) !== undefined && !TOLD_AS_MISSING.has(action);
  const [needed, optional] = [(action: string) => !isOptional(action), isOptional].map((kind) =>
    actionsOf(rights).filter(kind),
  );

  it.each(someOf(needed ?? [], 8))("needs %s: without it something is missing, and told", async (action) => {
    expect(await missedWithout(action)).toBe(true);
  });

  it.each(someOf(optional ?? [], 2))("can do without %s: the same is read all the same", async (action) => {
    expect(await missedWithout(action, 3)).toBe(false);
  });
});

/** Without these a run goes on, but who has what is not all read. */
const TOLD_AS_MISSING: ReadonlySet<string> = new Set([
  "organizations:ListAccounts",
  "sso:ListAccountAssignmentsForPrincipal",
  "identitystore:DescribeGroup",
]);

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AccessDocument } from "../../../src/core/access/access-schema.ts";
import { accessSchema } from "../../../src/core/access/access-schema.ts";
import { accessRows } from "../../../src/core/access/rows.ts";
import { createCallCount } from "../../../src/identity-center/access/call-count.ts";
import { type AccessScope, readAccess } from "../../../src/identity-center/access/read-access.ts";
import { createAwsFactory } from "../../../src/identity-center/calls/aws.ts";
import { connect } from "../../../src/identity-center/connect/connect.ts";
import type { RunningSimulator, SimulatorOptions } from "../../../src/simulator/start.ts";
import { accounts, organizationWith, quick, simulateTeam, troubleOf } from "../simulated-team.ts";
import { randomOrganization } from "./random-organization.ts";

type World = ReturnType<RunningSimulator["world"]>;

/** Reads who has what from a simulator, and counts the calls. */
async function readFrom({ url, region }: RunningSimulator, scope: AccessScope = {}): Promise<AccessDocument> {
  const calls = createCallCount();
  const credentials = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" };
  const factory = createAwsFactory({ endpoint: url, credentials, limits: quick, onCall: calls.onCall });
  const connection = await connect({ ...factory, ambientRegion: async () => region }, {});
  return readAccess(connection, { scope, calls });
}

async function read(organization: SimulatorOptions["organization"], scope: AccessScope = {}, options: object = {}) {
  const { simulator, calls } = await simulateTeam({
    ...(organization === undefined ? {} : { organization }),
    ...options,
  });
  calls.length = 0;
  const access = await readFrom(simulator, scope);
  return { access, world: simulator.world(), calls };
}

function told(access: AccessDocument): readonly string[] {
  return [...accessRows(access)]
    .map(({ user, account, permissionSet, way, assignment }) =>
      [
        user === undefined ? `gone ${assignment.principalId}` : `${user.userName} ${user.status}`,
        account.id,
        permissionSet.name,
        way.by === "group" ? way.group.name : "direct",
      ].join(" | "),
    )
    .sort();
}

/** The same rows, straight from what the simulator keeps. */
function rowsOf(world: World): readonly string[] {
  return Object.values(world.assignments)
    .flatMap(({ accountId, permissionSetArn, principalType, principalId }) => {
      const set = world.permissionSets[permissionSetArn]?.name;
      const row = (who: string, way: string) => [who, accountId, set, way].join(" | ");
      const person = (id: string) => `${world.users[id]?.attributes.UserName} ${world.users[id]?.status.toLowerCase()}`;
      if (principalType === "USER") {
        return [row(world.users[principalId] === undefined ? `gone ${principalId}` : person(principalId), "direct")];
      }
      const group = world.groups[principalId];
      if (group === undefined) return [row(`gone ${principalId}`, principalId)];
      return Object.values(world.memberships)
        .filter(({ groupId }) => groupId === principalId)
        .map(({ userId }) => row(person(userId), group.displayName));
    })
    .sort();
}

describe("reading who has what", () => {
  it("tells every way in of every organization, and reads all of it", async () => {
    await fc.assert(
      fc.asyncProperty(randomOrganization(), async (organization) => {
        const { access, world } = await read(organization);
        expect(told(access)).toEqual(rowsOf(world));
        expect(access.unread).toEqual([]);
        expect(accessSchema.parse(JSON.parse(JSON.stringify(access)))).toEqual(access);
      }),
      { numRuns: 15 },
    );
  });

  it("takes no more calls of sso-admin than the cheaper of its two sides", async () => {
    await fc.assert(
      fc.asyncProperty(randomOrganization(), async (organization) => {
        const { access, world } = await read(organization);
        const sets = Object.keys(world.permissionSets).length;
        const all = Object.keys(world.accounts).length;
        const pairs = Object.keys(world.provisioned).length;
        // ListInstances, DescribeInstance, the administrator's look, ListPermissionSets, and six for each set.
        const cheapest = Math.min(sets, all) + pairs + 6 * sets + 4;
        expect(ssoAdminCalls(access)).toBeLessThanOrEqual(Math.ceil(cheapest * 1.05));
      }),
      { numRuns: 15 },
    );
  });

  it("takes for one person no more calls of sso-admin than asking for them and their groups", async () => {
    await fc.assert(
      fc.asyncProperty(randomOrganization(), async (organization) => {
        const person = { email: "person0@example.com", userName: "person0@example.com" };
        const { access, world } = await read(organization, { people: [person] });
        const [id] = Object.entries(world.users).flatMap(([key, { attributes }]) =>
          JSON.stringify(attributes).includes(person.email) ? [key] : [],
        );
        const groups = Object.values(world.memberships).filter(({ userId }) => userId === id).length;
        const asked = id === undefined ? 0 : 1 + groups;
        expect(access.calls.planned.principal ?? 0).toBe(asked);
        // ListInstances, DescribeInstance, the administrator's look, and six for each set that they have.
        const cheapest = asked + 6 * access.permissionSets.length + 3;
        expect(ssoAdminCalls(access)).toBeLessThanOrEqual(Math.ceil(cheapest * 1.05));
      }),
      { numRuns: 15 },
    );
  });

  it("tells of one person what the whole tells, by few calls", async () => {
    await fc.assert(
      fc.asyncProperty(randomOrganization(), async (organization) => {
        const { simulator } = await simulateTeam({ organization });
        const person = { email: "person0@example.com", userName: "person0@example.com" };
        const whole = await readFrom(simulator);
        const one = await readFrom(simulator, { people: [person] });
        const id = [...whole.users, ...one.users].find(({ email }) => email === person.email)?.id ?? "nobody";
        const mine = (access: AccessDocument) =>
          told({ ...access, assignments: access.assignments.filter(({ orphan }) => !orphan) }).filter((row) =>
            row.startsWith(`${access.users.find((user) => user.id === id)?.userName} `),
          );
        expect(mine(one)).toEqual(mine(whole));
        expect(one.users.every((user) => user.id === id)).toBe(true);
        expect(one.calls.way).toBe("principal");
      }),
      { numRuns: 10 },
    );
  });
});

function ssoAdminCalls({ calls }: AccessDocument): number {
  const others =
    /^(GetCallerIdentity|DescribeOrganization|ListAccounts$|ListRoots|ListOrganizational|ListAccountsForParent|ListParents|DescribeOrganizationalUnit|ListUsers|ListGroups|ListGroupMembership|DescribeUser|DescribeGroup|GetUserId|GetGroupId)/;
  return Object.entries(calls.operations)
    .filter(([operation]) => !others.test(operation))
    .reduce((sum, [, count]) => sum + count, 0);
}

const people = [
  { userName: "ana", givenName: "Ana", familyName: "Silva", email: "ana@example.com" },
  { userName: "bo", givenName: "Bo", familyName: "Díaz", email: "bo@example.com", status: "DISABLED" as const },
];
const team = organizationWith({
  users: people,
  groups: [{ displayName: "web-devs", members: ["ana", "bo"] }],
  permissionSets: [
    {
      name: "Admin",
      managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      assignments: [{ account: accounts.north, user: "ana" }],
    },
    {
      name: "Deploy",
      sessionDuration: "PT8H",
      customerManagedPolicies: [{ name: "deploy", path: "/team/" }],
      tags: { "managed-by": "amplify-onboard" },
      assignments: [
        { account: accounts.north, group: "web-devs" },
        { account: accounts.south, group: "web-devs" },
      ],
    },
  ],
});

describe("narrowed by flags", () => {
  it.each([
    [{ accounts: ["Sandbox South"] }, ["ana", "bo"], [`${accounts.south} | Deploy | web-devs`]],
    [{ permissionSets: ["Admin"] }, ["ana"], [`${accounts.north} | Admin | direct`]],
    [{ groups: ["web-devs"], accounts: [accounts.south] }, ["ana", "bo"], [`${accounts.south} | Deploy | web-devs`]],
    [
      { people: [{ email: "bo@example.com", userName: "bo@example.com" }], accounts: [accounts.north] },
      ["bo"],
      [`${accounts.north} | Deploy | web-devs`],
    ],
    [{ people: [{ email: "eve@example.com", userName: "eve" }] }, [], []],
  ] as const)("%j is read, and nothing else", async (scope, names, ways) => {
    const { access } = await read(team, scope);
    expect(access.users.map(({ userName }) => userName)).toEqual(names);
    expect(new Set(told(access).map((row) => row.split(" | ").slice(1).join(" | ")))).toEqual(new Set(ways));
  });

  it("names whom the directory does not have", async () => {
    const { access } = await read(team, { people: [{ email: "eve@example.com", userName: "eve" }] });
    expect(access.scope).toEqual({ emails: ["eve@example.com"], notThere: ["eve@example.com"] });
  });

  it("refuses names that are not there, all at once, with what was meant", async () => {
    const scope = { accounts: ["Sandbox Nort"], permissionSets: ["Admn"], groups: ["web-dev"] };
    const trouble = await troubleOf(read(team, scope));
    expect(trouble.kind).toBe("invalid-input");
    expect(trouble.problems.map(({ remedy }) => remedy)).toEqual([
      'Did you mean "Sandbox North"?',
      'Did you mean "Admin"?',
      'Did you mean "web-devs"?',
    ]);
  });

  it("keeps to what is asked where AWS lists for a person what their groups have", async () => {
    const { access } = await read(team, { people: [{ email: "ana@example.com", userName: "ana" }] });
    expect(told(access)).toEqual([
      `ana enabled | ${accounts.north} | Admin | direct`,
      `ana enabled | ${accounts.north} | Deploy | web-devs`,
      `ana enabled | ${accounts.south} | Deploy | web-devs`,
    ]);
  });
});

describe("what a reviewer has to know", () => {
  it("is told of sets: administrators, what cannot be known, and whose they are", async () => {
    const { access } = await read(team);
    expect(access.permissionSets).toMatchObject([
      { name: "Admin", administrator: "yes", policies: ["AdministratorAccess"], ours: "no" },
      {
        name: "Deploy",
        administrator: "unknown",
        policies: ["/team/deploy (customer managed)"],
        ours: "yes",
        sessionDuration: "PT8H",
      },
    ]);
    expect(access.summary).toMatchObject({ administrators: 1, disabledWithAccess: 1 });
  });
});

describe("what cannot be read", () => {
  const denied = (operation: string) => ({
    faults: [{ operation, fault: "access-denied" }],
  });

  it("of a directory that lists nobody is asked one by one, and nothing is missing", async () => {
    const [instance] = team.instances ?? [];
    const { access } = await read({ ...team, instances: [{ ...instance, identitySource: "ACTIVE_DIRECTORY" }] });
    expect(access.unread).toEqual([]);
    expect(access.users.map(({ userName }) => userName)).toEqual(["ana", "bo"]);
  });

  it.each([
    ["ListAccountAssignments", "assignments in accounts"],
    ["ListGroupMemberships", "members of groups"],
    ["GetInlinePolicyForPermissionSet", "what is in permission sets"],
    ["ListAccounts", "names and states of accounts"],
    ["ListRoots", "organizational units"],
    ["DescribePermissionSet", "permission sets"],
  ])("when %s is refused is told: %s", async (operation, what) => {
    const { access } = await read(team, {}, denied(operation));
    expect(access.unread).toHaveLength(1);
    expect(access.unread[0]?.what).toContain(what);
    expect(access.unread[0]?.remedy).not.toBe("");
  });
});

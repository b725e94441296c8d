import { describe, expect, it } from "vitest";
import { InputRefused } from "../../../src/simulator/input-refused.ts";
import { buildWorld } from "../../../src/simulator/organization-file/build-world.ts";
import { parseOrganization, readOrganizationFile } from "../../../src/simulator/organization-file/organization-file.ts";
import { standingOf } from "../../../src/simulator/world/standing.ts";

const build = (description: object) => buildWorld(parseOrganization(JSON.stringify(description), "org.json"), "s", 0);

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InputRefused) return error.problems;
    throw error;
  }
  return [];
}

const team = {
  instances: [
    {
      region: "eu-central-1",
      users: [
        { userName: "ada", givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" },
        { userName: "grace", givenName: "Grace", familyName: "Hopper", status: "DISABLED" },
      ],
      groups: [{ displayName: "Developers", members: ["ada", "Grace"] }],
      permissionSets: [
        {
          name: "amplify-policy",
          sessionDuration: "PT8H",
          managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
          inlinePolicy: { Version: "2012-10-17", Statement: [] },
          permissionsBoundary: { customerManagedPolicy: { name: "boundary" } },
          tags: { owner: "platform" },
          assignments: [
            { account: "Sandbox North", user: "ada" },
            { account: "456789012345", group: "Developers" },
          ],
          outdatedIn: ["Sandbox North"],
        },
      ],
    },
  ],
};

describe("the organization that a simulator starts with", () => {
  it("is, by default, a management account and active members in units, with an empty directory", () => {
    const world = build({});
    const accounts = [...world.accounts.values()];
    expect(accounts.filter(({ state }) => state === "ACTIVE").length).toBeGreaterThanOrEqual(5);
    expect(accounts.filter(({ state }) => state === "SUSPENDED")).toHaveLength(1);
    expect([...world.organizationalUnits.values()].map(({ name }) => name)).toEqual([
      "Workloads",
      "Sandboxes",
      "Security",
      "Suspended",
    ]);
    expect([...world.instances.values()]).toMatchObject([
      { arn: "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6", identityStoreId: "d-9067a1b2c3", status: "ACTIVE" },
    ]);
    expect(world.users.size).toBe(0);
    expect(standingOf(world, world.caller)).toBe("management");
  });

  it("can have people, groups, permission sets and assignments", () => {
    const world = build(team);
    const [ada, grace] = [...world.users.values()];
    const [set] = [...world.permissionSets.values()];
    expect(ada).toMatchObject({ attributes: { DisplayName: "Ada Lovelace", Emails: [{ Value: "ada@example.com" }] } });
    expect(grace).toMatchObject({ status: "DISABLED" });
    expect([...world.memberships.values()].map(({ userId }) => userId)).toEqual([ada?.id, grace?.id]);
    expect(set).toMatchObject({
      name: "amplify-policy",
      version: 2,
      managedPolicies: [{ Name: "AmplifyBackendDeployFullAccess" }],
      inlinePolicy: '{"Version":"2012-10-17","Statement":[]}',
      permissionsBoundary: { CustomerManagedPolicyReference: { Name: "boundary", Path: "/" } },
    });
    expect([...world.assignments.values()].map(({ accountId, principalType }) => [accountId, principalType])).toEqual([
      ["210987654321", "USER"],
      ["456789012345", "GROUP"],
    ]);
    expect([...world.provisioned.values()].map(({ accountId, version }) => [accountId, version])).toEqual([
      ["210987654321", 1],
      ["456789012345", 2],
    ]);
  });

  it.each([
    ["management", {}],
    ["member", { caller: { account: "Staging" } }],
    ["delegated-administrator", { caller: { account: "Staging" }, delegatedAdministrators: ["456789012345"] }],
    ["standalone", { organization: false }],
  ])("can be seen by a caller that is %s", (standing, description) => {
    const world = build(description);
    expect(standingOf(world, world.caller)).toBe(standing);
  });

  it("can be seen by somebody who came in through the access portal, with the role of the permission set there", () => {
    const instances = [
      {
        users: [{ userName: "ada@example.com", givenName: "Ada", familyName: "Lovelace" }],
        permissionSets: [{ name: "Admin", assignments: [{ account: "111122223333", user: "ada@example.com" }] }],
      },
    ];
    const { caller } = build({ instances, caller: { permissionSet: "Admin", user: "Ada@example.com" } });
    expect(caller.arn).toMatch(
      /^arn:aws:sts::111122223333:assumed-role\/AWSReservedSSO_Admin_[0-9a-f]{16}\/ada@example\.com$/,
    );
    expect(caller.userId).toMatch(/^AROA[A-Z2-7]{17}:ada@example\.com$/);
    const elsewhere = { account: "Staging", permissionSet: "Admin", user: "grace" };
    expect(problemsOf(() => build({ instances, caller: elsewhere }))).toEqual([
      "caller.user: grace is no user of an instance",
      "caller.permissionSet: Admin is assigned to nobody in account 456789012345",
    ]);
  });

  it("can have account instances, or no instance at all", () => {
    expect(build({ instances: [] }).instances.size).toBe(0);
    const world = build({ organization: false, instances: [{ kind: "account" }] });
    expect([...world.instances.values()]).toMatchObject([
      { kind: "account", ownerAccountId: "111122223333", permissionSetsEnabled: false },
    ]);
  });

  it("can be in another partition", () => {
    const world = build({ partition: "aws-us-gov", instances: [{ region: "us-gov-west-1" }] });
    expect([...world.instances.keys()][0]).toMatch(/^arn:aws-us-gov:sso:::instance\/ssoins-[0-9a-f]{16}$/);
    expect(world.caller.arn).toMatch(/^arn:aws-us-gov:sts::/);
  });

  it("tells every member that is wrong, by its path", () => {
    const description = {
      acounts: [],
      managementAccount: { id: "123", name: "" },
      accounts: [{ id: "210987654321", name: "A", state: "CLOSING" }],
      instances: [{ region: "Frankfurt", permissionSets: [{ name: "a set", assignments: [{ account: "A" }] }] }],
    };
    const problems = problemsOf(() => build(description));
    for (const place of [
      "managementAccount.id: must be 12 digits",
      "managementAccount.name: ",
      "accounts[0].state: ",
      "instances[0].region: must be a Region",
      "instances[0].permissionSets[0].name: ",
      "instances[0].permissionSets[0].assignments[0]: needs either user or group",
      'Unrecognized key: "acounts"',
    ]) {
      expect(problems.filter((problem) => problem.startsWith(`org.json: ${place}`))).toHaveLength(1);
    }
    expect(problems).toHaveLength(7);
  });

  it("tells every name that leads nowhere and everything that is there twice", () => {
    const description = {
      accounts: [
        { id: "210987654321", name: "North" },
        { id: "210987654321", name: "South" },
      ],
      caller: { account: "Nowhere" },
      delegatedAdministrators: ["West"],
      instances: [
        {
          users: [
            { userName: "ada", givenName: "A", familyName: "L" },
            { userName: "ADA", givenName: "A", familyName: "L" },
          ],
          groups: [{ displayName: "Developers", members: ["grace"] }],
          permissionSets: [
            { name: "a", assignments: [{ account: "East", user: "hedy" }] },
            { name: "a", outdatedIn: ["111122223333"] },
          ],
        },
        { kind: "account", permissionSets: [] },
      ],
    };
    expect(problemsOf(() => build(description))).toEqual([
      "accounts[1].id: 210987654321 is there twice",
      "delegatedAdministrators[0]: West names no account",
      "caller.account: Nowhere names no account",
      "instances[0].users[1].userName: ADA is there twice",
      "instances[0].groups[0].members[0]: grace is no user of this instance",
      "instances[0].permissionSets[0].assignments[0].account: East names no account",
      "instances[0].permissionSets[0].assignments[0]: hedy is no user of this instance",
      "instances[0].permissionSets[1].name: a is there twice",
      "instances[1].permissionSets: account instances have no permission sets",
    ]);
  });

  it("knows each policy of an account once, whatever its case and path", () => {
    const customerManagedPolicies = [
      { name: "DevAccess", accounts: ["Sandbox North"] },
      { name: "DevAccess", accounts: ["Sandbox South"] },
      { name: "devaccess", path: "/team/", accounts: ["Nowhere", "345678901234"] },
      { name: "DevAccess" },
    ];
    expect(problemsOf(() => build({ customerManagedPolicies }))).toEqual([
      "customerManagedPolicies[2].accounts[0]: Nowhere names no account",
      "customerManagedPolicies[2].name: devaccess is there twice",
      "customerManagedPolicies[3].name: DevAccess is there twice",
    ]);
  });

  it("must be JSON, in a file that is there", async () => {
    expect(problemsOf(() => parseOrganization("{", "org.json"))[0]).toContain("org.json: ");
    await expect(readOrganizationFile("/nowhere/org.json")).rejects.toThrow("/nowhere/org.json cannot be read");
  });
});

import { describe, expect, it } from "vitest";
import { accounts, type FaultRule, organizationWith, policyArn, simulateTeam } from "../../simulated-team.ts";

const someone = (userName: string) => ({
  userName,
  email: `${userName}@example.com`,
  givenName: "Ana",
  familyName: "Silva",
});
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}`);
const team = "email,username,account\nana@example.com,ana,Sandbox North\n";

interface World {
  readonly holders: readonly string[];
  readonly others?: readonly string[];
  readonly groups?: readonly string[];
  readonly faults?: readonly FaultRule[];
}

/** Ana and the holders have the permission set in Sandbox North, the groups there and in Sandbox South. */
function simulate({ holders, others = [], groups = [], faults = [] }: World) {
  const assignments = [
    ...["ana", ...holders].map((user) => ({ account: "Sandbox North", user })),
    ...groups.flatMap((group) => ["Sandbox North", "Sandbox South"].map((account) => ({ account, group }))),
  ];
  return simulateTeam({
    faults: [...faults],
    organization: organizationWith({
      users: ["ana", ...others, ...holders].map(someone),
      groups: groups.map((displayName) => ({ displayName })),
      permissionSets: [{ name: "amplify-policy", sessionDuration: "PT12H", managedPolicies: [policyArn], assignments }],
    }),
  });
}

describe.concurrent("strangers", () => {
  it("are named with the accounts that were read anyway, at no call more in a directory that was listed", async () => {
    const aws = await simulate({ holders: ["zoe", "yan"] });
    const { plan } = await aws.prepareTeam(team);
    expect(plan.changes).toEqual([]);
    expect(plan.drift.map(({ kind, principal, accountIds }) => ({ kind, principal, accountIds }))).toEqual([
      { kind: "stranger", principal: { type: "USER", name: "yan" }, accountIds: [accounts.north] },
      { kind: "stranger", principal: { type: "USER", name: "zoe" }, accountIds: [accounts.north] },
    ]);
    expect([aws.count("ListAccountAssignments"), aws.count(/^Describe(User|Group)$/)]).toEqual([1, 0]);
  });

  it("are groups, too, except those of the team file", async () => {
    const aws = await simulate({ holders: [], groups: ["admins", "Devs"] });
    const { plan } = await aws.prepareTeam("email,username,account,group\nana@example.com,ana,Sandbox North,devs\n");
    const unmanaged = plan.drift.map(({ principal }) => principal);
    // Ana's own assignment is the team's: the file names her.
    expect(unmanaged).toEqual([{ type: "GROUP", name: "admins" }]);
    expect(aws.count("DescribeGroup")).toBe(1);
  });

  it("are not people of the team, even when they are blocked or have more than their rows say", async () => {
    const aws = await simulate({ holders: ["bo"] });
    const rows = "email,username,account\nana@example.com,ana,Sandbox North\nother@example.com,bo,Sandbox North\n";
    const { plan } = await aws.prepareTeam(rows);
    expect(plan.summary.blocked).toBe(2);
    expect(plan.drift).toEqual([]);
  });

  it("are looked up in a large directory fifty at most, and counted beyond that", async () => {
    const aws = await simulate({ holders: numbered("holder", 120), others: numbered("other", 300) });
    const { plan } = await aws.prepareTeam(team);
    const named = plan.drift.filter(({ principal }) => principal !== undefined);
    expect(named).toHaveLength(50);
    expect(plan.drift.at(-1)?.message).toMatch(/^70 more that the team file does not name hold permission set/);
    expect(aws.count("DescribeUser")).toBeLessThanOrEqual(51);
    expect(aws.count("ListAccountAssignments")).toBe(2);
  });

  it("are shown by id where names may not be read", async () => {
    const aws = await simulate({
      holders: [],
      groups: numbered("group", 5),
      faults: [{ operation: "DescribeGroup", fault: "access-denied" }],
    });
    const { plan } = await aws.prepareTeam(team);
    expect(plan.drift).toHaveLength(5);
    for (const { principal } of plan.drift) expect(principal?.name).toMatch(/^[0-9a-f-]{36}$|^[0-9a-f]{10}-/);
  });

  it("do not make another plan of it, and are not looked for again when the run ends", async () => {
    const alone = await (await simulate({ holders: [] })).prepareTeam(team);
    const crowd = await simulate({ holders: ["zoe"], groups: ["admins"] });
    expect((await crowd.prepareTeam(team)).plan.fingerprint).toBe(alone.plan.fingerprint);
    const lookups = crowd.count("DescribeGroup");
    const { converged } = await crowd.onboard(`${team}bo@example.com,bo,Sandbox North\n`);
    expect(converged).toBe(true);
    expect(crowd.count("DescribeGroup")).toBe(2 * lookups);
    expect(crowd.world().assignments).toContain(`zoe has amplify-policy in ${accounts.north}`);
  });
});

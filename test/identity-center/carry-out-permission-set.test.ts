import { UpdatePermissionSetCommand } from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { accounts, organizationWith, simulateTeam } from "./simulated-team.ts";

const someone = (userName: string, others: object = {}) => ({
  userName,
  email: userName,
  givenName: "Ana",
  familyName: "Silva",
  ...others,
});

describe.concurrent("a permission set that is there already", () => {
  const managedPolicies = ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"];
  const set = (others: object) => ({
    users: [someone("zoe@example.com")],
    permissionSets: [
      {
        name: "amplify-policy",
        managedPolicies,
        assignments: [
          { account: "Sandbox North", user: "zoe@example.com" },
          { account: "Sandbox South", user: "zoe@example.com" },
        ],
        ...others,
      },
    ],
  });
  const one = "email,account\nana@example.com,Staging\n";

  it("with the same duration in other words is left alone", async () => {
    const team = await simulateTeam({ organization: organizationWith(set({ sessionDuration: "PT720M" })) });
    const { prepared } = await team.onboard(one);
    expect(prepared.plan.summary.update).toBe(0);
    expect(team.count(/^(Update|Provision)/)).toBe(0);
  });

  it("with another duration is updated, keeps relay state and description, and reaches every account that has it", async () => {
    const about = { description: "theirs", relayState: "https://example.com" };
    const team = await simulateTeam({ organization: organizationWith(set({ ...about, sessionDuration: "PT1H" })) });
    const { outcomes, converged } = await team.onboard(one);
    expect(outcomes).toMatchObject({ "PermissionSetProvisioning|amplify-policy|ALL_PROVISIONED_ACCOUNTS": "applied" });
    expect(converged).toBe(true);
    const { permissionSets, outdated } = team.world();
    expect(permissionSets).toMatchObject([{ ...about, sessionDuration: "PT12H" }]);
    expect(outdated).toEqual([]);
  });

  it("keeps a policy of somebody else's, which is told", async () => {
    const theirs = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const extra = { sessionDuration: "PT12H", managedPolicies: [...managedPolicies, theirs] };
    const team = await simulateTeam({ organization: organizationWith(set(extra)) });
    const { prepared } = await team.onboard(one);
    expect(prepared.plan.warnings.join()).toContain(`also has the policy ${theirs}`);
    expect(team.world().permissionSets[0]?.managedPolicies.map(({ Arn }) => Arn)).toContain(theirs);
  });

  it("is left as it is in a suspended account, which is told, and does not hold up the others", async () => {
    const places = ["Sandbox North", "Sandbox South", "Retired"];
    const assignments = places.map((account) => ({ account, user: "zoe@example.com" }));
    const team = await simulateTeam({ organization: organizationWith(set({ sessionDuration: "PT1H", assignments })) });
    const { outcomes, converged, prepared } = await team.onboard(one);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(["applied"]));
    expect(converged).toBe(true);
    expect(prepared.plan.warnings.join()).toContain(`keeps its older version in ${accounts.suspended}`);
    expect(team.world().outdated).toEqual([accounts.suspended]);
    expect((await team.onboard(one)).results).toEqual([]);
  });

  it("that an earlier run left outdated somewhere is provisioned there, and nowhere else", async () => {
    const behind = { sessionDuration: "PT12H", outdatedIn: ["Sandbox South"] };
    const team = await simulateTeam({ organization: organizationWith(set(behind)) });
    const { outcomes } = await team.onboard(one);
    expect(Object.keys(outcomes).filter((key) => key.startsWith("PermissionSetProvisioning"))).toEqual([
      `PermissionSetProvisioning|amplify-policy|${accounts.south}`,
    ]);
    expect(team.world().outdated).toEqual([]);
  });
});

describe.concurrent("a permission set of ours", () => {
  const one = "email,account\nana@example.com,Sandbox North\n";
  const settings = (sessionDuration: string) => ({
    settings: { permissionSets: new Map([["amplify-policy", { sessionDuration }]]) },
  });

  it("that somebody changed is told from settings that are newer, and put back", async () => {
    const team = await simulateTeam();
    expect((await team.onboard(one, settings("PT12H"))).converged).toBe(true);
    const made = team.world().permissionSets[0];
    if (made === undefined) throw new Error("nothing was made");

    const news = (await team.prepareTeam(one, settings("PT2H"))).plan;
    expect([news.drift, news.summary.update]).toEqual([[], 2]);

    const session = await team.open();
    await session.aws.ssoAdmin.send(
      new UpdatePermissionSetCommand({
        InstanceArn: session.instance.instanceArn,
        PermissionSetArn: made.arn,
        SessionDuration: "PT1H",
      }),
    );
    const { prepared, converged } = await team.onboard(one, settings("PT12H"));
    expect(prepared.plan.drift).toMatchObject([{ kind: "changed", accountIds: [accounts.north] }]);
    expect(prepared.plan.drift[0]?.message).toContain("its sessions last PT1H, not PT12H");
    expect(converged).toBe(true);
    const { plan } = await team.prepareTeam(one, settings("PT12H"));
    expect([plan.changes, plan.drift, plan.dangers]).toEqual([[], [], []]);
  });

  it("keeps its record through an update, so that nothing is drift afterwards", async () => {
    const team = await simulateTeam();
    await team.onboard(one, settings("PT12H"));
    expect((await team.onboard(one, settings("PT2H"))).converged).toBe(true);
    const { plan } = await team.prepareTeam(one, settings("PT2H"));
    expect([plan.changes, plan.drift]).toEqual([[], []]);
  });
});

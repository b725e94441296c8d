import { describe, expect, it } from "vitest";
import { accounts, organizationWith, policyArn, simulateTeam } from "../../simulated-team.ts";

const admin = {
  name: "AWSAdministratorAccess",
  managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  assignments: [
    { account: accounts.north, group: "Administrators" },
    { account: accounts.south, group: "Administrators" },
  ],
};
const amplify = {
  name: "amplify-policy",
  sessionDuration: "PT12H",
  managedPolicies: [policyArn],
  assignments: [{ account: accounts.north, group: "Administrators" }],
};
const organization = organizationWith({
  users: [{ userName: "bo@example.com", email: "bo@example.com", givenName: "Bo", familyName: "L" }],
  groups: [{ displayName: "Administrators", members: ["bo@example.com"] }],
  permissionSets: [admin, amplify],
});
const csvOf = (person: string) => `email,account,group\n${person},Sandbox North,administrators\n`;

describe("what a group gives to somebody who joins it", () => {
  it("is in the plan's dangers, with all permission sets and accounts that it has", async () => {
    const team = await simulateTeam({ organization });
    const { plan } = await team.prepareTeam(csvOf("mia@example.com"));
    const danger = plan.dangers.find(({ name }) => name === "group-access");
    expect(danger).toMatchObject({ count: 1 });
    expect(danger?.message).toContain("AWSAdministratorAccess (AdministratorAccess (everything)) in Sandbox ");
    expect(danger?.message).not.toContain("amplify-policy");
    expect(team.count("ListAccountAssignmentsForPrincipal")).toBe(1);
  });

  it("is said not to be known where AWS does not tell", async () => {
    const faults = [{ operation: "ListAccountAssignmentsForPrincipal", fault: "access-denied" }] as const;
    const team = await simulateTeam({ organization, faults: [...faults] });
    const { plan } = await team.prepareTeam(csvOf("mia@example.com"));
    expect(plan.dangers).toMatchObject([{ name: "group-access", count: 1 }]);
    expect(plan.dangers[0]?.message).toContain("cannot be known here");
  });

  it("is not asked for where nobody joins", async () => {
    const team = await simulateTeam({ organization });
    const { plan } = await team.prepareTeam(csvOf("bo@example.com"));
    expect(plan.dangers).toEqual([]);
    expect(team.count("ListAccountAssignmentsForPrincipal")).toBe(0);
  });
});

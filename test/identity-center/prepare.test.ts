import { describe, expect, it } from "vitest";
import { renderProblem } from "../../src/core/errors/problem.ts";
import { accounts, organizationWith, simulateTeam, troubleOf } from "./simulated-team.ts";

const someone = (userName: string, others: object = {}) => ({
  userName,
  email: `${userName}@example.com`,
  givenName: "Ana",
  familyName: "Silva",
  ...others,
});
const summary = { create: 0, update: 0, delete: 0, blocked: 0, unchanged: 0 };

describe.concurrent("preparing", () => {
  it("reads what is there, changes nothing, and plans the rest", async () => {
    const team = await simulateTeam({
      organization: organizationWith({ users: [someone("ana@example.com", { email: "ana@example.com" })] }),
    });
    const { plan, settings } = await team.prepareTeam(
      "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox South\n",
    );
    expect(plan.summary).toEqual({ ...summary, create: 4, unchanged: 1 });
    expect(plan.instance).toMatchObject({ region: "us-east-1", identitySource: "identity-center" });
    expect(plan.changes.map(({ key }) => key)).toEqual([
      "User|bo@example.com",
      "PermissionSet|amplify-policy",
      `AccountAssignment|${accounts.north}|amplify-policy|USER|ana@example.com`,
      `AccountAssignment|${accounts.south}|amplify-policy|USER|bo@example.com`,
    ]);
    expect(settings.session).toBe("amplify");
    expect(team.calls.filter(({ operation }) => !/^(List|Describe|Get)/.test(operation))).toEqual([]);
  });

  it("makes the same plan with the same fingerprint again", async () => {
    const team = await simulateTeam();
    const csv = "email,account\nana@example.com,Sandbox North\n";
    const [one, other] = [await team.prepareTeam(csv), await team.prepareTeam(csv)];
    expect(other.plan).toEqual(one.plan);
  });

  it("refuses accounts that are suspended or unknown, all at once, and says which there are", async () => {
    const team = await simulateTeam({ organization: organizationWith({}) });
    const trouble = await troubleOf(
      team.prepareTeam("email,account\nana@example.com,Retired\nbo@example.com,Sandbox Nroth\n"),
    );
    expect(trouble).toMatchObject({
      kind: "invalid-input",
      message: "2 problems in team.csv. Nothing was changed.",
    });
    const said = trouble.problems.map(renderProblem).join("\n");
    expect(said).toContain("SUSPENDED");
    expect(said).toContain("Sandbox North (210987654321)");
    expect(said.split("\n")).toHaveLength(2);
  });

  it("refuses a Region of another partition wherever it is named, and warns of one that nobody knows", async () => {
    const team = await simulateTeam();
    const csv = (region: string) => `email,account,region\nana@example.com,Sandbox North,${region}\n`;
    const trouble = await troubleOf(
      team.prepareTeam(csv("cn-north-1"), { settings: { defaults: { account: [], region: "us-gov-west-1" } } }),
    );
    expect(trouble).toMatchObject({ kind: "invalid-input" });
    expect(trouble.problems.map(({ place: { line }, message }) => [line, /"[^"]+"/.exec(message)?.[0]])).toEqual([
      [undefined, '"us-gov-west-1"'],
      [2, '"cn-north-1"'],
    ]);
    // Nobody knows who calls there.
    await expect(team.connectTo({ ssoRegion: "cn-north-1" })).rejects.toMatchObject({ kind: "signed-out" });

    const { plan } = await team.prepareTeam(csv("eu-west-11"));
    expect(plan.warnings).toEqual([
      expect.stringMatching(/^team\.csv:2:31: .*"eu-west-11".*Did you mean "eu-west-1"\?$/),
    ]);
    const { warnings } = await team.connectTo({}, "us-east-11");
    expect(warnings).toEqual([expect.stringContaining('Did you mean "us-east-1"?')]);
  });

  it("suggests the permission sets that AWS has for one that it has not", async () => {
    const team = await simulateTeam({
      organization: organizationWith({
        permissionSets: [{ name: "AWSPowerUserAccess" }, { name: "AWSReadOnlyAccess" }],
      }),
    });
    const trouble = await troubleOf(
      team.prepareTeam(
        "email,account,permission_set\nana@example.com,Sandbox North,AWSPowerUserAcces\nbo@example.com,Sandbox North,awspoweruseraccess\n",
      ),
    );
    expect(trouble).toMatchObject({ kind: "invalid-input" });
    expect(trouble.problems.map(({ remedy }) => remedy)).toEqual([
      expect.stringContaining('Did you mean "AWSPowerUserAccess"?'),
      expect.stringContaining('Did you mean "AWSPowerUserAccess"?'),
    ]);
    expect(team.count(/^Create/)).toBe(0);
  });

  it("tries nothing that a delegated administrator cannot do: a set of the management account is assigned nowhere", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `u${index}@example.com`);
    const team = await simulateTeam({
      organization: {
        ...organizationWith({
          users: [someone("ana@example.com")],
          permissionSets: [
            {
              name: "amplify-policy",
              sessionDuration: "PT12H",
              managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
              assignments: [{ account: accounts.management, user: "ana@example.com" }],
            },
          ],
        }),
        delegatedAdministrators: [accounts.south],
        caller: { account: accounts.south },
      },
    });
    const { prepared, results } = await team.onboard(
      `email,account\n${names.map((name) => `${name},Sandbox North\n`).join("")}`,
    );
    expect(prepared.plan.summary).toMatchObject({ create: 0, blocked: 40 });
    expect(new Set(results.flatMap((result) => (result.outcome === "failed" ? [result.reason] : []))).size).toBe(1);
    expect(team.count("CreateAccountAssignment")).toBe(0);
  });

  it("takes account ids as written where accounts may not be listed, and says so", async () => {
    const team = await simulateTeam({ faults: [{ operation: "ListAccounts", fault: "access-denied" }] });
    const { plan } = await team.prepareTeam(`email,account\nana@example.com,${accounts.north}\n`);
    expect(plan.warnings.join()).toContain("could not be listed");
    const trouble = await troubleOf(team.prepareTeam("email,account\nana@example.com,Sandbox North\n"));
    expect(trouble.kind).toBe("invalid-input");
  });

  it("refuses a permission set that nobody described and AWS does not have, and assigns one that it has", async () => {
    const team = await simulateTeam({ organization: organizationWith({ permissionSets: [{ name: "theirs" }] }) });
    const { plan } = await team.prepareTeam("email,account,permission_set\nana@example.com,Sandbox North,theirs\n");
    expect(plan.changes.map(({ after }) => after?.kind)).toEqual(["User", "AccountAssignment"]);
    const trouble = await troubleOf(
      team.prepareTeam("email,account,permission_set\nana@example.com,Sandbox North,thiers\n"),
    );
    expect(trouble.kind).toBe("invalid-input");
    expect(trouble.problems.map(renderProblem).join()).toContain("thiers");
  });

  it("warns when the Region to work in was only guessed", async () => {
    const team = await simulateTeam();
    const csv = "email,account\nana@example.com,Sandbox North\n";
    expect((await team.prepareTeam(csv)).plan.warnings.join()).toContain("No working Region was given");
    const settings = { defaults: { account: [], region: "eu-west-1" } };
    expect((await team.prepareTeam(csv, { settings })).plan.warnings).toEqual([]);
  });
});

describe.concurrent("a directory that somebody else owns, or half of which matches", () => {
  const idp = { externalId: { issuer: "https://idp.example.com", id: "1" } };

  it("has new people blocked and existing ones assigned, where an identity provider owns it", async () => {
    const team = await simulateTeam({
      organization: organizationWith({
        identitySource: "EXTERNAL_IDP",
        users: [someone("ana@example.com", { email: "ana@example.com", ...idp })],
        groups: [{ displayName: "Devs", externalId: idp.externalId, members: ["ana@example.com"] }],
      }),
    });
    const csv = "email,account,group\nana@example.com,Sandbox North,devs\nbo@example.com,Sandbox North,Devs\n";
    const { plan } = await team.prepareTeam(csv);
    const kinds = (blocked: boolean) =>
      plan.changes.filter((change) => (change.blocked !== undefined) === blocked).map(({ key }) => key);
    expect(kinds(true)).toEqual(["User|bo@example.com", "GroupMembership|devs|bo@example.com"]);
    expect(kinds(false)).toEqual([
      "PermissionSet|amplify-policy",
      `AccountAssignment|${accounts.north}|amplify-policy|GROUP|devs`,
    ]);
  });

  it("has the person blocked whose address belongs to another user name, and nobody else", async () => {
    const team = await simulateTeam({
      organization: organizationWith({ users: [someone("asilva", { email: "ana@example.com" })] }),
    });
    const { plan } = await team.prepareTeam(
      "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North\n",
    );
    expect(plan.summary.blocked).toBe(2);
    expect(plan.changes.find(({ key }) => key === "User|ana@example.com")?.blocked?.reason).toContain("asilva");
  });
});

describe.concurrent("a large organization", () => {
  it("is read in as few calls as its page sizes allow", async () => {
    const people = Array.from({ length: 250 }, (_, index) => `person${index}@example.com`);
    const users = people.map((email) => someone(email, { email }));
    const assignments = people.map((user) => ({ account: "Sandbox North", user }));
    const managedPolicies = ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"];
    const team = await simulateTeam({
      organization: organizationWith({
        users,
        permissionSets: [{ name: "amplify-policy", sessionDuration: "PT720M", managedPolicies, assignments }],
      }),
    });
    const { plan } = await team.prepareTeam(
      `email,account\n${people.map((email) => `${email},Sandbox North`).join("\n")}\n`,
    );
    expect(plan.changes).toEqual([]);
    expect([team.count("ListUsers"), team.count("ListAccountAssignments"), team.count("GetUserId")]).toEqual([3, 3, 0]);
    expect(team.calls.length).toBeLessThan(22);
  });
});

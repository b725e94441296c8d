import { describe, expect, it } from "vitest";
import { creationTags, isOurs, UNFINISHED, WRITTEN_TAG } from "../../../../src/core/state/ownership.ts";
import type { PermissionSet } from "../../../../src/core/state/resource.ts";
import { canonicalJson } from "../../../../src/core/text/canonical-json.ts";
import { observePermissionSets } from "../../../../src/identity-center/kinds/permission-set/observe-permission-sets.ts";
import {
  createPermissionSet,
  updatePermissionSet,
} from "../../../../src/identity-center/kinds/permission-set/permission-sets.ts";
import { permissionSet } from "../../../core/plan/sample-onboarding.ts";
import { organizationWith, passingFaults, policyArn, simulateTeam } from "../../simulated-team.ts";

const inline = canonicalJson({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" }],
});

/** A permission set with one of everything, as the plan creates it. */
const rich = created({
  description: "For developers",
  relayState: "https://console.aws.amazon.com/amplify",
  managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess", policyArn],
  customerManagedPolicies: [
    { name: "team", path: "/" },
    { name: "team", path: "/web/" },
  ],
  inlinePolicy: inline,
  permissionsBoundary: { customerManagedPolicy: { name: "boundary", path: "/" } },
  tags: { "managed-by": "amplify-onboard", team: "web" },
});

function created(others: Partial<PermissionSet>): PermissionSet {
  const set = permissionSet(others);
  return { ...set, tags: creationTags(set) };
}

describe.concurrent("creating a permission set", () => {
  it("makes it with everything in it, as it is observed afterwards", async () => {
    const team = await simulateTeam();
    const session = await team.open();
    expect(await createPermissionSet(session, rich)).toEqual({ requestId: expect.any(String) });
    const [made] = await observePermissionSets(session, [rich.name]);
    expect(made?.permissionSet).toEqual(rich);
  });

  it("makes one with a managed policy as its boundary", async () => {
    const team = await simulateTeam();
    const session = await team.open();
    const wanted = permissionSet({ permissionsBoundary: { managedPolicyArn: policyArn } });
    await createPermissionSet(session, wanted);
    const [made] = await observePermissionSets(session, [wanted.name]);
    expect(made?.permissionSet).toEqual(wanted);
  });

  it.each(passingFaults)("makes exactly one, with each policy once, in spite of %s in every write", async (fault) => {
    const operations = [
      "CreatePermissionSet",
      "AttachManagedPolicyToPermissionSet",
      "AttachCustomerManagedPolicyReferenceToPermissionSet",
      "PutInlinePolicyToPermissionSet",
      "PutPermissionsBoundaryToPermissionSet",
    ];
    const team = await simulateTeam({ faults: operations.map((operation) => ({ operation, nth: 1, fault })) });
    const session = await team.open();
    await createPermissionSet(session, rich);
    expect(team.world().permissionSets).toHaveLength(1);
    const [made] = await observePermissionSets(session, [rich.name]);
    expect(made?.permissionSet).toEqual(rich);
  });

  it("adopts what another admin made meanwhile, and makes it what was asked for without calling it ours", async () => {
    const theirs = { name: rich.name, sessionDuration: "PT1H", description: "theirs", tags: { owner: "platform" } };
    const team = await simulateTeam({ organization: organizationWith({ permissionSets: [theirs] }) });
    const session = await team.open();
    await createPermissionSet(session, rich);
    expect(team.world().permissionSets).toHaveLength(1);
    const [adopted] = await observePermissionSets(session, [rich.name]);
    expect(adopted?.permissionSet).toEqual({ ...rich, tags: { owner: "platform", team: "web" } });
  });

  it("fails with AWS's reason when a policy does not exist, and can be finished by the next run", async () => {
    const team = await simulateTeam();
    const session = await team.open();
    const wrong = permissionSet({ managedPolicies: ["arn:aws:iam::aws:policy/AmplifyBackendDeployFullAccess"] });
    team.faults.push({ operation: "AttachManagedPolicyToPermissionSet", fault: "access-denied" });
    await expect(createPermissionSet(session, wrong)).rejects.toMatchObject({ name: "AccessDeniedException" });
    team.faults.length = 0;
    const [half] = await observePermissionSets(session, [wrong.name]);
    expect(half?.permissionSet.managedPolicies).toEqual([]);
  });

  it("records what it wrote only once all of it is there, so that half a set is nobody's change", async () => {
    const team = await simulateTeam();
    const session = await team.open();
    team.faults.push({ operation: "PutInlinePolicyToPermissionSet", fault: "access-denied" });
    await expect(createPermissionSet(session, rich)).rejects.toMatchObject({ name: "AccessDeniedException" });
    const [half] = await observePermissionSets(session, [rich.name]);
    expect(half && isOurs(half.permissionSet)).toBe(true);
    expect(half?.permissionSet.tags[WRITTEN_TAG]).toBeUndefined();
  });
});

describe.concurrent("updating a permission set", () => {
  const update = async (before: Partial<PermissionSet>, after: Partial<PermissionSet>) => {
    const team = await simulateTeam();
    const session = await team.open();
    await createPermissionSet(session, permissionSet(before));
    const first = team.calls.length;
    await updatePermissionSet(session, permissionSet(before), permissionSet(after));
    const writes = team.calls.slice(first).map(({ operation }) => operation);
    const [updated] = await observePermissionSets(session, ["amplify-policy"]);
    return { writes, updated: updated?.permissionSet };
  };

  it("sends description and relay state along with another duration: AWS clears what it is not sent", async () => {
    const about = { description: "For developers", relayState: "https://example.com" };
    const { writes, updated } = await update({ ...about, sessionDuration: "PT1H" }, about);
    expect(writes).toEqual(["UpdatePermissionSet"]);
    expect(updated).toMatchObject({ ...about, sessionDuration: "PT12H" });
  });

  it("touches only what differs", async () => {
    expect(
      (await update({}, { managedPolicies: [policyArn, "arn:aws:iam::aws:policy/ReadOnlyAccess"] })).writes,
    ).toEqual(["AttachManagedPolicyToPermissionSet"]);
    expect((await update({}, { inlinePolicy: inline })).writes).toEqual([
      "GetInlinePolicyForPermissionSet",
      "PutInlinePolicyToPermissionSet",
    ]);
    expect((await update({ tags: { a: "1" } }, { tags: { a: "1", b: "2" } })).writes).toEqual(["TagResource"]);
    expect((await update(rich, rich)).writes).toEqual([]);
  });

  const endedSessions = [{ until: "2026-11-30T12:00:00Z", userIds: ["9067-ana"] }];

  it("puts what ends sessions beside what is in the inline policy, and takes it out again", async () => {
    const { writes, updated } = await update({ inlinePolicy: inline }, { inlinePolicy: inline, endedSessions });
    expect(writes).toEqual(["GetInlinePolicyForPermissionSet", "PutInlinePolicyToPermissionSet"]);
    expect(updated).toEqual(permissionSet({ inlinePolicy: inline, endedSessions }));
    const over = await update({ inlinePolicy: inline, endedSessions }, { inlinePolicy: inline });
    expect(over.updated).toEqual(permissionSet({ inlinePolicy: inline }));
    const nothing = await update({ endedSessions }, {});
    expect(nothing.writes).toEqual(["GetInlinePolicyForPermissionSet", "DeleteInlinePolicyFromPermissionSet"]);
    expect(nothing.updated).toEqual(permissionSet());
  });

  it.each(passingFaults)("deletes the inline policy in spite of %s", async (fault) => {
    const team = await simulateTeam({
      faults: [{ operation: "DeleteInlinePolicyFromPermissionSet", nth: 1, fault }],
    });
    const session = await team.open();
    await createPermissionSet(session, permissionSet({ endedSessions }));
    await updatePermissionSet(session, permissionSet({ endedSessions }), permissionSet());
    const [updated] = await observePermissionSets(session, ["amplify-policy"]);
    expect(updated?.permissionSet).toEqual(permissionSet());
  });

  it("loses no statement that somebody has added since the plan was made", async () => {
    const team = await simulateTeam();
    const session = await team.open();
    await createPermissionSet(session, permissionSet({ inlinePolicy: inline }));
    const before = permissionSet({ sessionDuration: "PT1H" });
    const trouble = updatePermissionSet(session, before, { ...before, endedSessions });
    await expect(trouble).rejects.toThrow(/was changed by somebody else since the plan was made/);
    const [kept] = await observePermissionSets(session, ["amplify-policy"]);
    expect(kept?.permissionSet).toEqual(permissionSet({ inlinePolicy: inline }));
  });

  it("suspends the record of what was written while it writes, and renews it at the end", async () => {
    const before = created({ sessionDuration: "PT1H" });
    const after = created({ sessionDuration: "PT12H" });
    const { writes, updated } = await update(before, after);
    expect(writes).toEqual(["TagResource", "UpdatePermissionSet", "TagResource"]);
    expect(updated?.tags).toEqual(after.tags);
    const same = { ...after, tags: before.tags };
    expect((await update(before, same)).updated?.tags).toEqual(before.tags);
  });

  it("that fails half way leaves a record that accuses nobody", async () => {
    const team = await simulateTeam();
    const session = await team.open();
    const before = created({});
    await createPermissionSet(session, before);
    team.faults.push({ operation: "PutInlinePolicyToPermissionSet", fault: "access-denied" });
    const after = created({ sessionDuration: "PT1H", inlinePolicy: inline });
    await expect(updatePermissionSet(session, before, after)).rejects.toThrow();
    const [half] = await observePermissionSets(session, [before.name]);
    expect(half?.permissionSet.tags[WRITTEN_TAG]).toBe(UNFINISHED);
  });
});

describe.concurrent("looking for permission sets", () => {
  const named = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `set${index}` }));

  it("stops describing when all names are found", async () => {
    const team = await simulateTeam({ organization: organizationWith({ permissionSets: named(150) }) });
    const session = await team.open();
    const [found] = await observePermissionSets(session, ["set3"]);
    expect(found?.permissionSet.name).toBe("set3");
    expect([team.count("ListPermissionSets"), team.count("DescribePermissionSet")]).toEqual([1, 20]);
  });

  it("reads every page before it says that there is none", async () => {
    const team = await simulateTeam({ organization: organizationWith({ permissionSets: named(150) }) });
    expect(await observePermissionSets(await team.open(), ["set149", "none"])).toHaveLength(1);
    expect(team.count("ListPermissionSets")).toBe(2);
  });

  it("asks nothing when no set is wanted", async () => {
    const team = await simulateTeam();
    expect(await observePermissionSets(await team.open(), [])).toEqual([]);
    expect(team.count("ListPermissionSets")).toBe(0);
  });

  it("says where a set is provisioned, and where in an older version", async () => {
    const set = {
      name: "amplify-policy",
      assignments: [
        { account: "Sandbox North", user: "ana" },
        { account: "Sandbox South", user: "ana" },
      ],
      outdatedIn: ["Sandbox South"],
    };
    const users = [{ userName: "ana", givenName: "Ana", familyName: "Silva" }];
    const team = await simulateTeam({ organization: organizationWith({ users, permissionSets: [set] }) });
    const [found] = await observePermissionSets(await team.open(), ["amplify-policy"]);
    expect(found?.provisioned).toEqual({ accountIds: ["210987654321", "345678901234"], outdated: ["345678901234"] });
  });

  it("reads an inline policy in whatever form it was written as the same", async () => {
    const inlinePolicy = { Statement: [], Version: "2012-10-17" };
    const sets = [{ name: "amplify-policy", inlinePolicy }];
    const team = await simulateTeam({ organization: organizationWith({ permissionSets: sets }) });
    const [found] = await observePermissionSets(await team.open(), ["amplify-policy"]);
    expect(found?.permissionSet.inlinePolicy).toBe('{"Statement":[],"Version":"2012-10-17"}');
  });
});

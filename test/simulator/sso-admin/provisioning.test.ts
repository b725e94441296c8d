import {
  AttachManagedPolicyToPermissionSetCommand,
  DeleteAccountAssignmentCommand,
  DescribePermissionSetProvisioningStatusCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListPermissionSetProvisioningStatusCommand,
  type ProvisioningStatus,
  ProvisionPermissionSetCommand,
  TagResourceCommand,
  UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const instance = { InstanceArn: known.instanceArn };

/** A permission set that is provisioned in two accounts. */
async function withTwoAccounts() {
  const aws = await simulateAws({ latency: { firstAssignment: 3_000, provisioning: 2_000 } });
  const set = await aws.createPermissionSet();
  const user = await aws.createUser();
  for (const account of [known.north, known.south]) await aws.assign(set, account, user);
  aws.pass(3_000);
  const accounts = async (ProvisioningStatus?: ProvisioningStatus) => {
    const command = new ListAccountsForProvisionedPermissionSetCommand({ ...set, ProvisioningStatus });
    return (await aws.ssoAdmin.send(command)).AccountIds;
  };
  const outdated = () => accounts("LATEST_PERMISSION_SET_NOT_PROVISIONED");
  const provision = async (TargetId?: string) => {
    const TargetType = TargetId === undefined ? "ALL_PROVISIONED_ACCOUNTS" : "AWS_ACCOUNT";
    const answer = await aws.ssoAdmin.send(new ProvisionPermissionSetCommand({ ...set, TargetType, TargetId }));
    return answer.PermissionSetProvisioningStatus?.RequestId ?? "";
  };
  const statusOf = async (ProvisionPermissionSetRequestId: string) => {
    const command = { ...instance, ProvisionPermissionSetRequestId };
    const answer = await aws.ssoAdmin.send(new DescribePermissionSetProvisioningStatusCommand(command));
    return answer.PermissionSetProvisioningStatus;
  };
  const change = () =>
    aws.ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: known.policyArn }));
  return { ...aws, set, accounts, outdated, provision, statusOf, change };
}

describe("an account that has a permission set", () => {
  it("gets behind when the set changes, and up to date by provisioning alone", async () => {
    const { accounts, outdated, provision, statusOf, change, pass } = await withTwoAccounts();
    expect(await accounts("LATEST_PERMISSION_SET_PROVISIONED")).toEqual([known.north, known.south]);
    await change();
    pass(3_600_000);
    expect(await outdated()).toEqual([known.north, known.south]);

    const one = await provision(known.north);
    pass(1_999);
    expect((await statusOf(one))?.Status).toBe("IN_PROGRESS");
    expect(await outdated()).toEqual([known.north, known.south]);
    pass(1);
    expect(await statusOf(one)).toMatchObject({ Status: "SUCCEEDED", AccountId: known.north });
    expect(await outdated()).toEqual([known.south]);

    const all = await provision();
    pass(2_000);
    expect((await statusOf(all))?.Status).toBe("SUCCEEDED");
    expect(await outdated()).toEqual([]);
    expect(await accounts()).toEqual([known.north, known.south]);
  });

  it("is not made outdated by tags", async () => {
    const { ssoAdmin, set, outdated } = await withTwoAccounts();
    const Tags = [{ Key: "team", Value: "web" }];
    await ssoAdmin.send(new TagResourceCommand({ ...instance, ResourceArn: set.PermissionSetArn, Tags }));
    expect(await outdated()).toEqual([]);
  });

  it("stays behind when the set changes again while it is being provisioned", async () => {
    const { ssoAdmin, set, outdated, provision, change, pass } = await withTwoAccounts();
    await change();
    await provision();
    await ssoAdmin.send(new UpdatePermissionSetCommand({ ...set, SessionDuration: "PT8H" }));
    pass(2_000);
    expect(await outdated()).toEqual([known.north, known.south]);
  });
});

describe("ProvisionPermissionSet", () => {
  it("fails, later, for an account that nobody is assigned to with that set", async () => {
    const { provision, statusOf, pass } = await withTwoAccounts();
    const request = await provision(known.staging);
    pass(2_000);
    expect(await statusOf(request)).toMatchObject({
      Status: "FAILED",
      FailureReason: `Received a 404 status error: Permission set provision not found in AWS account ${known.staging}.`,
    });
  });

  it("fails for an account whose last assignment is taking the role with it, and reaches the others", async () => {
    const { ssoAdmin, simulator, set, accounts, outdated, provision, statusOf, change, pass } = await withTwoAccounts();
    const [{ principalId } = { principalId: "" }] = Object.values(simulator.world().assignments);
    const target = { TargetId: known.north, TargetType: "AWS_ACCOUNT", PrincipalType: "USER" } as const;
    await change();
    await ssoAdmin.send(new DeleteAccountAssignmentCommand({ ...set, ...target, PrincipalId: principalId }));
    const all = await provision();
    pass(10_000);
    expect(await statusOf(all)).toMatchObject({
      Status: "FAILED",
      FailureReason: `Received a 404 status error: Permission set provision not found in AWS account ${known.north}.`,
    });
    expect(await accounts()).toEqual([known.south]);
    expect(await outdated()).toEqual([]);
  });

  it("of all accounts fails for one that is suspended and brings the others up to date", async () => {
    const accounts = ["Sandbox North", "Retired Prototype", "Sandbox South"];
    const users = [{ userName: "ada", givenName: "Ada", familyName: "Lovelace" }];
    const assignments = accounts.map((account) => ({ account, user: "ada" }));
    const permissionSets = [{ name: "amplify-policy", assignments, outdatedIn: accounts }];
    const instances = [{ instanceId: "ssoins-7223a1b2c3d4e5f6", users, permissionSets }];
    const { ssoAdmin, simulator, pass } = await simulateAws({ organization: { instances } });
    const [PermissionSetArn] = Object.keys(simulator.world().permissionSets);
    const set = { ...instance, PermissionSetArn };
    await ssoAdmin.send(new ProvisionPermissionSetCommand({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" }));
    pass(2_000);
    const { requests } = simulator.world();
    expect(Object.values(requests)).toMatchObject([
      { status: "FAILED", failureReason: expect.stringContaining(known.suspended) },
    ]);
    const ProvisioningStatus = "LATEST_PERMISSION_SET_NOT_PROVISIONED";
    const behind = await ssoAdmin.send(
      new ListAccountsForProvisionedPermissionSetCommand({ ...set, ProvisioningStatus }),
    );
    expect(behind.AccountIds).toEqual([known.suspended]);
  });

  it("runs three times at once and no fourth time", async () => {
    const { provision, pass, ssoAdmin } = await withTwoAccounts();
    const running = [await provision(), await provision(known.north), await provision(known.south)];
    expect(await errorOf(provision())).toMatchObject({ name: "ThrottlingException" });
    const Filter = { Status: "IN_PROGRESS" } as const;
    const list = await ssoAdmin.send(new ListPermissionSetProvisioningStatusCommand({ ...instance, Filter }));
    expect(list.PermissionSetsProvisioningStatus?.map(({ RequestId }) => RequestId)).toEqual(running.reverse());
    pass(2_000);
    expect(await provision()).not.toBe("");
  });

  it("takes an account id for one account, and none for all of them", async () => {
    const { ssoAdmin, set } = await withTwoAccounts();
    for (const target of [
      { TargetType: "AWS_ACCOUNT" },
      { TargetType: "ALL_PROVISIONED_ACCOUNTS", TargetId: known.north },
    ] as const) {
      const call = ssoAdmin.send(new ProvisionPermissionSetCommand({ ...set, ...target }));
      expect((await errorOf(call)).name).toBe("ValidationException");
    }
  });
});

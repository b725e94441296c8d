import { CreateGroupCommand, CreateGroupMembershipCommand, DeleteUserCommand } from "@aws-sdk/client-identitystore";
import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListPermissionSetsProvisionedToAccountCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const instance = { InstanceArn: known.instanceArn };
const latency = { assignment: 1_000, firstAssignment: 3_000, deletion: 1_000 };

async function withPermissionSet(options: Parameters<typeof simulateAws>[0] = {}) {
  const aws = await simulateAws({ latency, ...options });
  const set = await aws.createPermissionSet();
  const unassign = async (TargetId: string, PrincipalId: string, permissionSet = set) => {
    const answer = await aws.ssoAdmin.send(
      new DeleteAccountAssignmentCommand({
        ...permissionSet,
        TargetId,
        TargetType: "AWS_ACCOUNT",
        PrincipalType: "USER",
        PrincipalId,
      }),
    );
    return answer.AccountAssignmentDeletionStatus?.RequestId ?? "";
  };
  const deletionOf = async (AccountAssignmentDeletionRequestId: string) => {
    const command = { ...instance, AccountAssignmentDeletionRequestId };
    const answer = await aws.ssoAdmin.send(new DescribeAccountAssignmentDeletionStatusCommand(command));
    return answer.AccountAssignmentDeletionStatus;
  };
  const assigned = async (AccountId: string) =>
    (await aws.ssoAdmin.send(new ListAccountAssignmentsCommand({ ...set, AccountId }))).AccountAssignments;
  const provisioned = async (AccountId: string) =>
    (await aws.ssoAdmin.send(new ListPermissionSetsProvisionedToAccountCommand({ ...instance, AccountId })))
      .PermissionSets;
  return { ...aws, set, unassign, deletionOf, assigned, provisioned };
}

describe("an account assignment", () => {
  it("is in progress first, and there only when it has succeeded", async () => {
    const { set, createUser, assign, statusOf, assigned, provisioned, pass } = await withPermissionSet();
    const user = await createUser();
    const request = await assign(set, known.north, user);
    pass(2_999);
    expect(await statusOf(request)).toMatchObject({ Status: "IN_PROGRESS", TargetId: known.north, PrincipalId: user });
    expect(await assigned(known.north)).toEqual([]);
    pass(1);
    expect(await statusOf(request)).toMatchObject({ Status: "SUCCEEDED", RequestId: request });
    expect(await assigned(known.north)).toEqual([
      { AccountId: known.north, PermissionSetArn: set.PermissionSetArn, PrincipalType: "USER", PrincipalId: user },
    ]);
    expect(await provisioned(known.north)).toEqual([set.PermissionSetArn]);
    expect(await provisioned(known.south)).toEqual([]);
  });

  it("may be created again, which succeeds and adds nothing", async () => {
    const { set, createUser, assign, statusOf, assigned, pass } = await withPermissionSet();
    const user = await createUser();
    await assign(set, known.north, user);
    pass(3_000);
    const again = await assign(set, known.north, user);
    pass(1_000);
    expect((await statusOf(again))?.Status).toBe("SUCCEEDED");
    expect(await assigned(known.north)).toHaveLength(1);
  });

  it("conflicts with a request for the same one that is still in progress", async () => {
    const { set, createUser, assign, unassign, pass } = await withPermissionSet();
    const user = await createUser();
    await assign(set, known.north, user);
    expect((await errorOf(assign(set, known.north, user))).name).toBe("ConflictException");
    expect((await errorOf(unassign(known.north, user))).name).toBe("ConflictException");
    pass(3_000);
    expect(await unassign(known.north, user)).not.toBe("");
  });

  it("needs a principal of the instance's own directory", async () => {
    const { set, createUser, assign, identityStore } = await withPermissionSet();
    const unknown = await errorOf(assign(set, known.north, "906700a1b2-00000000-0000-4000-a000-000000000000"));
    expect(unknown.name).toBe("ResourceNotFoundException");
    const user = await createUser();
    await identityStore.send(new DeleteUserCommand({ IdentityStoreId: known.identityStoreId, UserId: user }));
    expect((await errorOf(assign(set, known.north, user))).name).toBe("ResourceNotFoundException");
  });
});

describe("asynchronous failures", () => {
  it.each([
    ["a suspended account", known.suspended, "takes longer than usual"],
    ["an account outside the organization", "999999999999", "was not found in the organization"],
  ])("come for %s, with AWS's reason in the status", async (_what, account, reason) => {
    const { set, createUser, assign, statusOf, assigned, pass } = await withPermissionSet();
    const request = await assign(set, account, await createUser());
    expect((await statusOf(request))?.FailureReason).toBeUndefined();
    pass(3_000);
    const status = await statusOf(request);
    expect(status?.Status).toBe("FAILED");
    expect(status?.FailureReason).toContain(reason);
    expect(await assigned(account)).toEqual([]);
  });

  it("come when a role would get more managed policies than IAM allows", async () => {
    const { set, ssoAdmin, createUser, assign, statusOf, pass } = await withPermissionSet();
    const services = ["S3", "SQS", "SNS", "Kinesis", "Redshift", "RDS", "VPC", "Route53", "SES", "SSM", "MQ"];
    for (const service of services) {
      const ManagedPolicyArn = `arn:aws:iam::aws:policy/Amazon${service}ReadOnlyAccess`;
      await ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn }));
    }
    const request = await assign(set, known.north, await createUser());
    pass(3_000);
    const reason = (await statusOf(request))?.FailureReason;
    expect(reason).toContain("Received a 409 status error: Cannot exceed quota for PoliciesPerRole: 10");
    expect(reason).toContain("Status Code: 409; Error Code: LimitExceeded; Request ID: ");
  });

  it("come when a fault rule says so, with its reason", async () => {
    const reason = "Received a 403 status error: Access denied by IAM.";
    const { set, createUser, assign, statusOf, provisioned, pass } = await withPermissionSet({
      faults: [
        { operation: "CreateAccountAssignment", match: { TargetId: known.north }, fault: "failed-assignment", reason },
      ],
    });
    const user = await createUser();
    const [failing, fine] = [await assign(set, known.north, user), await assign(set, known.south, user)];
    pass(3_000);
    expect(await statusOf(failing)).toMatchObject({ Status: "FAILED", FailureReason: reason });
    expect((await statusOf(fine))?.Status).toBe("SUCCEEDED");
    expect(await provisioned(known.north)).toEqual([]);
  });
});

describe("the pace of assignments", () => {
  it("allows fifteen outstanding requests, created and deleted ones together, and the next when one has ended", async () => {
    const { set, createUser, assign, unassign, pass } = await withPermissionSet();
    const users = [];
    for (let n = 0; n < 16; n += 1) users.push(await createUser(`user-${n}`));
    const [first = "", last = ""] = [users[0], users[15]];
    await assign(set, known.north, first);
    pass(3_000);
    await unassign(known.north, first);
    for (const user of users.slice(1, 15)) await assign(set, known.south, user);
    const tooMany = await errorOf(assign(set, known.north, last));
    expect(tooMany).toMatchObject({
      name: "ThrottlingException",
      message: "There are too many requests processing. Please try again later.",
    });
    pass(1_000);
    expect(await assign(set, known.north, last)).not.toBe("");
  });

  it("makes one role at a time in an account, and roles of different accounts side by side", async () => {
    const { createPermissionSet, createUser, assign, statusOf, pass } = await withPermissionSet();
    const user = await createUser();
    const [one, other] = [await createPermissionSet("one"), await createPermissionSet("other")];
    const requests = [
      await assign(one, known.north, user),
      await assign(other, known.north, user),
      await assign(one, known.south, user),
    ];
    const statuses = async () => Promise.all(requests.map(async (id) => (await statusOf(id))?.Status));
    pass(3_000);
    expect(await statuses()).toEqual(["SUCCEEDED", "IN_PROGRESS", "SUCCEEDED"]);
    pass(3_000);
    expect(await statuses()).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
  });

  it("lets further people of the same set wait for the role only", async () => {
    const { set, createUser, assign, statusOf, pass } = await withPermissionSet();
    const requests = [];
    for (let n = 0; n < 5; n += 1) requests.push(await assign(set, known.north, await createUser(`user-${n}`)));
    pass(3_000);
    for (const request of requests) expect((await statusOf(request))?.Status).toBe("SUCCEEDED");
  });
});

describe("deleting assignments", () => {
  it("takes the role with the last one, and makes another role for the next", async () => {
    const { simulator, set, createUser, assign, unassign, deletionOf, assigned, provisioned, pass } =
      await withPermissionSet();
    const [ada, bob] = [await createUser("ada"), await createUser("bob")];
    const suffixes = () => Object.values(simulator.world().provisioned).map(({ roleSuffix }) => roleSuffix);
    await assign(set, known.north, ada);
    await assign(set, known.north, bob);
    pass(4_000);
    const [before] = suffixes();
    expect(before).toMatch(/^[0-9a-f]{16}$/);

    await unassign(known.north, ada);
    pass(1_000);
    expect(suffixes()).toEqual([before]);
    const last = await unassign(known.north, bob);
    pass(1_000);
    expect((await deletionOf(last))?.Status).toBe("SUCCEEDED");
    expect(await assigned(known.north)).toEqual([]);
    expect(await provisioned(known.north)).toEqual([]);

    await assign(set, known.north, ada);
    pass(3_000);
    expect(suffixes()).toHaveLength(1);
    expect(suffixes()).not.toEqual([before]);
  });

  it("works for a user who is no longer there", async () => {
    const { identityStore, set, createUser, assign, unassign, deletionOf, assigned, provisioned, pass } =
      await withPermissionSet();
    const user = await createUser();
    await assign(set, known.north, user);
    pass(3_000);
    await identityStore.send(new DeleteUserCommand({ IdentityStoreId: known.identityStoreId, UserId: user }));
    expect(await assigned(known.north)).toMatchObject([{ PrincipalId: user }]);
    const request = await unassign(known.north, user);
    pass(1_000);
    expect((await deletionOf(request))?.Status).toBe("SUCCEEDED");
    expect(await assigned(known.north)).toEqual([]);
    expect(await provisioned(known.north)).toEqual([]);
  });

  it("fails later, not at once, when there is nothing to delete", async () => {
    const { createUser, unassign, deletionOf, pass } = await withPermissionSet();
    const request = await unassign(known.north, await createUser());
    pass(1_000);
    expect(await deletionOf(request)).toMatchObject({
      Status: "FAILED",
      FailureReason: "Received a 404 status error: Assignment not found.",
    });
  });
});

it("a user's assignments include those of the user's groups, as rows of the group", async () => {
  const { ssoAdmin, identityStore, set, createUser, assign, pass } = await withPermissionSet();
  const store = { IdentityStoreId: known.identityStoreId };
  const user = await createUser();
  const { GroupId = "" } = await identityStore.send(new CreateGroupCommand({ ...store, DisplayName: "Developers" }));
  await identityStore.send(new CreateGroupMembershipCommand({ ...store, GroupId, MemberId: { UserId: user } }));
  await assign(set, known.north, user);
  const forGroup = {
    TargetId: known.south,
    TargetType: "AWS_ACCOUNT",
    PrincipalType: "GROUP",
    PrincipalId: GroupId,
  } as const;
  await ssoAdmin.send(new CreateAccountAssignmentCommand({ ...set, ...forGroup }));
  pass(3_000);
  const principal = { ...instance, PrincipalId: user, PrincipalType: "USER" } as const;
  const { AccountAssignments } = await ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand(principal));
  expect(AccountAssignments?.map(({ AccountId, PrincipalType }) => [AccountId, PrincipalType])).toEqual([
    [known.north, "USER"],
    [known.south, "GROUP"],
  ]);
  const Filter = { AccountId: known.south };
  const filtered = await ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand({ ...principal, Filter }));
  expect(filtered.AccountAssignments).toHaveLength(1);
});

it("a user's assignments are the user's own where AWS is said to tell no others", async () => {
  const { ssoAdmin, identityStore, set, createUser, assign, pass } = await withPermissionSet({
    organization: {
      answers: { groupAssignments: false },
      accounts: [
        { id: known.north, name: "North" },
        { id: known.south, name: "South" },
      ],
      instances: [{ instanceId: "ssoins-7223a1b2c3d4e5f6", identityStoreId: known.identityStoreId }],
    },
  });
  const store = { IdentityStoreId: known.identityStoreId };
  const user = await createUser();
  const { GroupId = "" } = await identityStore.send(new CreateGroupCommand({ ...store, DisplayName: "Developers" }));
  await identityStore.send(new CreateGroupMembershipCommand({ ...store, GroupId, MemberId: { UserId: user } }));
  await assign(set, known.north, user);
  const forGroup = { TargetId: known.south, TargetType: "AWS_ACCOUNT", PrincipalType: "GROUP", PrincipalId: GroupId };
  await ssoAdmin.send(new CreateAccountAssignmentCommand({ ...set, ...forGroup } as never));
  pass(3_000);
  const principal = { ...instance, PrincipalId: user, PrincipalType: "USER" } as const;
  const { AccountAssignments } = await ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand(principal));
  expect(AccountAssignments?.map(({ AccountId }) => AccountId)).toEqual([known.north]);
});

import { DescribeUserCommand } from "@aws-sdk/client-identitystore";
import {
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
  ListPermissionSetsCommand,
  ListPermissionSetsProvisionedToAccountCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const instance = { InstanceArn: known.instanceArn };
const ids = {
  byHand: "9067a1b2c3-11111111-1111-4111-a111-111111111111",
  byScim: "9067a1b2c3-22222222-2222-4222-a222-222222222222",
  group: "33333333-3333-4333-a333-333333333333",
};
const organization = {
  instances: [
    {
      instanceId: "ssoins-7223a1b2c3d4e5f6",
      identityStoreId: known.identityStoreId,
      users: [
        { id: ids.byHand, userName: "gone", givenName: "G", familyName: "H", deletedBy: "ADMINISTRATOR" as const },
        { id: ids.byScim, userName: "lost", givenName: "L", familyName: "M", deletedBy: "SCIM" as const },
      ],
      groups: [{ id: ids.group, displayName: "Old", members: ["gone"], deletedBy: "SCIM" as const }],
      permissionSets: [
        {
          name: "amplify-policy",
          assignments: [
            { account: "Sandbox North", user: "gone" },
            { account: "Sandbox North", user: "lost" },
            { account: "Sandbox North", group: "Old" },
          ],
        },
      ],
    },
  ],
};

async function withOrphans() {
  const aws = await simulateAws({ organization });
  const { ssoAdmin } = aws;
  const [PermissionSetArn] = (await ssoAdmin.send(new ListPermissionSetsCommand(instance))).PermissionSets ?? [];
  const set = { ...instance, PermissionSetArn };
  const remaining = async () =>
    (
      await ssoAdmin.send(new ListAccountAssignmentsCommand({ ...set, AccountId: known.north }))
    ).AccountAssignments?.map(({ PrincipalId }) => PrincipalId);
  const remove = async (PrincipalId: string, PrincipalType: "USER" | "GROUP") => {
    const target = { TargetId: known.north, TargetType: "AWS_ACCOUNT", PrincipalType, PrincipalId } as const;
    const { AccountAssignmentDeletionStatus } = await ssoAdmin.send(
      new DeleteAccountAssignmentCommand({ ...set, ...target }),
    );
    aws.pass(60_000);
    const AccountAssignmentDeletionRequestId = AccountAssignmentDeletionStatus?.RequestId;
    return (
      await ssoAdmin.send(
        new DescribeAccountAssignmentDeletionStatusCommand({ ...instance, AccountAssignmentDeletionRequestId }),
      )
    ).AccountAssignmentDeletionStatus;
  };
  return { ...aws, remaining, remove };
}

describe("the assignments of who is no more", () => {
  it("stay behind under ids that nobody has", async () => {
    const { identityStore, remaining, simulator } = await withOrphans();
    expect(await remaining()).toEqual([ids.byHand, ids.byScim, ids.group]);
    const look = new DescribeUserCommand({ IdentityStoreId: known.identityStoreId, UserId: ids.byHand });
    expect((await errorOf(identityStore.send(look))).name).toBe("ResourceNotFoundException");
    expect(simulator.world().memberships).toEqual({});
  });

  it("can be deleted after an administrator deleted them", async () => {
    const { remaining, remove } = await withOrphans();
    expect(await remove(ids.byHand, "USER")).toMatchObject({ Status: "SUCCEEDED" });
    expect(await remaining()).toEqual([ids.byScim, ids.group]);
  });

  it.each([
    ["USER", ids.byScim],
    ["GROUP", ids.group],
  ] as const)("refuse to be deleted after SCIM has deleted the %s", async (type, id) => {
    const { remaining, remove, ssoAdmin } = await withOrphans();
    expect(await remove(id, type)).toMatchObject({
      Status: "FAILED",
      FailureReason: `Received a 404 status error: the ${type} assignee ${id} was not found in directory d-9067a1b2c3`,
    });
    expect(await remaining()).toContain(id);
    const { PermissionSets } = await ssoAdmin.send(
      new ListPermissionSetsProvisionedToAccountCommand({ ...instance, AccountId: known.north }),
    );
    expect(PermissionSets).toHaveLength(1);
  });
});

it("a principal that was just made is not found by assignments for a while, when described so", async () => {
  const { createPermissionSet, createUser, assign, statusOf, pass } = await simulateAws({
    latency: { newPrincipal: 4_000 },
  });
  const set = await createPermissionSet();
  const user = await createUser();
  const early = await assign(set, known.north, user);
  pass(4_000);
  expect(await statusOf(early)).toMatchObject({
    Status: "FAILED",
    FailureReason: `Received a 404 status error: the USER assignee ${user} was not found in directory d-9067a1b2c3`,
  });
  const late = await assign(set, known.north, user);
  pass(4_000);
  expect(await statusOf(late)).toMatchObject({ Status: "SUCCEEDED" });
});

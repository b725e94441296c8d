import {
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const instance = { InstanceArn: known.instanceArn };

describe("statuses of assignment requests", () => {
  it("are listed newest first, by state, in pages", async () => {
    const { ssoAdmin, createPermissionSet, createUser, assign, pass } = await simulateAws();
    const set = await createPermissionSet();
    const user = await createUser();
    const ended = await assign(set, known.north, user);
    pass(3_000);
    const running = [await assign(set, known.south, user), await assign(set, known.staging, user)];
    const list = (input: object) =>
      ssoAdmin.send(new ListAccountAssignmentCreationStatusCommand({ ...instance, ...input }));
    const idsOf = async (input: object) =>
      (await list(input)).AccountAssignmentsCreationStatus?.map(({ RequestId }) => RequestId);
    expect(await idsOf({})).toEqual([...running].reverse().concat(ended));
    expect(await idsOf({ Filter: { Status: "IN_PROGRESS" } })).toEqual([...running].reverse());
    expect(await idsOf({ Filter: { Status: "FAILED" } })).toEqual([]);
    const page = await list({ MaxResults: 2 });
    expect(await idsOf({ MaxResults: 2, NextToken: page.NextToken })).toEqual([ended]);
    const deletions = await ssoAdmin.send(new ListAccountAssignmentDeletionStatusCommand(instance));
    expect(deletions.AccountAssignmentsDeletionStatus).toEqual([]);
  });

  it("of creations and deletions do not mix", async () => {
    const { ssoAdmin, createPermissionSet, createUser, assign } = await simulateAws();
    const AccountAssignmentDeletionRequestId = await assign(
      await createPermissionSet(),
      known.north,
      await createUser(),
    );
    const deletion = new DescribeAccountAssignmentDeletionStatusCommand({
      ...instance,
      AccountAssignmentDeletionRequestId,
    });
    expect((await errorOf(ssoAdmin.send(deletion))).name).toBe("ResourceNotFoundException");
    const AccountAssignmentCreationRequestId = "00000000-0000-4000-a000-000000000000";
    const unknown = new DescribeAccountAssignmentCreationStatusCommand({
      ...instance,
      AccountAssignmentCreationRequestId,
    });
    expect((await errorOf(ssoAdmin.send(unknown))).name).toBe("ResourceNotFoundException");
  });
});

import {
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../../src/simulator/authorization/policy.ts";
import { known, simulateAws } from "../simulated-aws.ts";

const anything = { Effect: "Allow", Action: ["sso:*", "identitystore:*"], Resource: "*" };
const role = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*";

/** Two people who have a permission set in an account, and an administrator who may do no more in IAM than these actions. */
async function heldBy(people: readonly string[], account: string, iam: readonly string[]) {
  const own = iam.length === 0 ? [] : [{ Effect: "Allow", Action: iam.map((name) => `iam:${name}`), Resource: role }];
  const { ssoAdmin, pass, simulator } = await simulateAws({
    policy: parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: [anything, ...own] }), "policy.json"),
    organization: {
      instances: [
        {
          instanceId: "ssoins-7223a1b2c3d4e5f6",
          users: people.map((userName) => ({
            userName,
            email: `${userName}@example.com`,
            givenName: "A",
            familyName: "B",
          })),
          permissionSets: [{ name: "Dev", assignments: people.map((user) => ({ account, user })) }],
        },
      ],
    },
  });
  const { permissionSets, users } = simulator.world();
  const PermissionSetArn = Object.keys(permissionSets)[0] ?? "";
  const PrincipalId = Object.values(users).find(({ attributes }) => attributes.UserName === "ana")?.id ?? "";
  const there = { InstanceArn: known.instanceArn, PermissionSetArn };
  const target = {
    ...there,
    TargetId: account,
    TargetType: "AWS_ACCOUNT",
    PrincipalType: "USER",
    PrincipalId,
  } as const;
  const started = await ssoAdmin.send(new DeleteAccountAssignmentCommand(target));
  pass(60_000);
  const AccountAssignmentDeletionRequestId = started.AccountAssignmentDeletionStatus?.RequestId;
  const ended = await ssoAdmin.send(
    new DescribeAccountAssignmentDeletionStatusCommand({ ...there, AccountAssignmentDeletionRequestId }),
  );
  const left = await ssoAdmin.send(new ListAccountAssignmentsCommand({ ...there, AccountId: account }));
  const { Status, FailureReason = "" } = ended.AccountAssignmentDeletionStatus ?? {};
  return { Status, FailureReason, left: left.AccountAssignments?.length };
}

const toDelete = ["GetRole", "DetachRolePolicy", "DeleteRolePolicy", "DeleteRole"];

describe("the last assignment of a permission set in the management account", () => {
  it("goes where the caller's own policy lets its role be deleted", async () => {
    expect(await heldBy(["ana"], known.management, toDelete)).toMatchObject({ Status: "SUCCEEDED", left: 0 });
  });

  it.each(toDelete)("fails without iam:%s, and stays", async (missing) => {
    const ended = await heldBy(
      ["ana"],
      known.management,
      toDelete.filter((one) => one !== missing),
    );
    expect(ended).toMatchObject({ Status: "FAILED", left: 1 });
    expect(ended.FailureReason).toContain(`is not authorized to perform: iam:${missing}`);
  });

  it("needs nothing of IAM where others keep the role, nor in other accounts", async () => {
    expect(await heldBy(["ana", "bo"], known.management, [])).toMatchObject({ Status: "SUCCEEDED", left: 1 });
    expect(await heldBy(["ana"], known.north, [])).toMatchObject({ Status: "SUCCEEDED", left: 0 });
  });
});

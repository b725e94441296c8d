import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  DeletePermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  ListPermissionSetsCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const organization = {
  delegatedAdministrators: ["Security Audit"],
  caller: { account: "Security Audit" },
  instances: [
    {
      instanceId: "ssoins-7223a1b2c3d4e5f6",
      users: [{ userName: "ada", givenName: "Ada", familyName: "L", id: "94d8c418-60d1-709c-b30d-81f909a1dfe7" }],
      permissionSets: [{ name: "Shared", assignments: [{ account: "Example Corp", user: "ada" }] }],
    },
  ],
};
const reference = { Name: "Ours" };
const target = {
  TargetId: known.north,
  TargetType: "AWS_ACCOUNT",
  PrincipalType: "USER",
  PrincipalId: "94d8c418-60d1-709c-b30d-81f909a1dfe7",
} as const;

it("a delegated administrator changes nothing of a permission set that is provisioned in the management account", async () => {
  const { ssoAdmin, simulator } = await simulateAws({ organization });
  const instance = { InstanceArn: known.instanceArn };
  const [PermissionSetArn = ""] = (await ssoAdmin.send(new ListPermissionSetsCommand(instance))).PermissionSets ?? [];
  const set = { ...instance, PermissionSetArn };
  const resource = { ...instance, ResourceArn: PermissionSetArn };
  const before = simulator.world();
  const policy = { ...set, ManagedPolicyArn: known.policyArn };
  const attempts = [
    ssoAdmin.send(new UpdatePermissionSetCommand({ ...set, Description: "x" })),
    ssoAdmin.send(new DeletePermissionSetCommand(set)),
    ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand(policy)),
    ssoAdmin.send(new DetachManagedPolicyFromPermissionSetCommand(policy)),
    ssoAdmin.send(
      new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
        ...set,
        CustomerManagedPolicyReference: reference,
      }),
    ),
    ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy: '{"Statement":[]}' })),
    ssoAdmin.send(new DeleteInlinePolicyFromPermissionSetCommand(set)),
    ssoAdmin.send(
      new PutPermissionsBoundaryToPermissionSetCommand({
        ...set,
        PermissionsBoundary: { CustomerManagedPolicyReference: reference },
      }),
    ),
    ssoAdmin.send(new TagResourceCommand({ ...resource, Tags: [{ Key: "a", Value: "b" }] })),
    ssoAdmin.send(new UntagResourceCommand({ ...resource, TagKeys: ["a"] })),
    ssoAdmin.send(new ProvisionPermissionSetCommand({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" })),
    ssoAdmin.send(new CreateAccountAssignmentCommand({ ...set, ...target })),
    ssoAdmin.send(new DeleteAccountAssignmentCommand({ ...set, ...target, TargetId: known.management })),
  ];
  for (const { name } of await Promise.all(attempts.map(errorOf))) expect(name).toBe("AccessDeniedException");
  expect(simulator.world()).toEqual(before);
});

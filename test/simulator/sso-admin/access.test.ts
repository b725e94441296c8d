import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListPermissionSetsCommand,
  UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const instance = { InstanceArn: known.instanceArn };
const instanceId = { instanceId: "ssoins-7223a1b2c3d4e5f6", identityStoreId: known.identityStoreId };

describe("permission set operations", () => {
  it("work in the primary Region only, even those that read", async () => {
    const { ssoAdminIn } = await simulateAws({
      organization: { instances: [{ ...instanceId, region: "eu-west-1", additionalRegions: ["eu-central-1"] }] },
    });
    const inReplica = await errorOf(ssoAdminIn("eu-central-1").send(new ListPermissionSetsCommand(instance)));
    expect(inReplica).toMatchObject({ name: "ValidationException" });
    expect(inReplica.message).toContain("primary Region of the instance, eu-west-1");
    const elsewhere = await errorOf(ssoAdminIn("us-east-1").send(new ListPermissionSetsCommand(instance)));
    expect(elsewhere.name).toBe("ResourceNotFoundException");
  });

  it("are refused by an account instance, and by an organization instance with permission sets switched off", async () => {
    for (const part of [{ kind: "account" as const }, { permissionSetsEnabled: false }]) {
      const { ssoAdmin } = await simulateAws({ organization: { instances: [{ ...instanceId, ...part }] } });
      const error = await errorOf(ssoAdmin.send(new CreatePermissionSetCommand({ ...instance, Name: "x" })));
      expect(error.message).toBe("The operation is not supported for this Identity Center instance.");
    }
  });

  it("are denied to a member account that administers nothing", async () => {
    const { ssoAdmin } = await simulateAws({ organization: { caller: { account: "Staging" } } });
    const error = await errorOf(ssoAdmin.send(new ListPermissionSetsCommand(instance)));
    expect(error).toMatchObject({ name: "AccessDeniedException" });
    expect(error.message).toContain(`sso:ListPermissionSets on resource: ${known.instanceArn}`);
  });

  it("are refused until the instance is active", async () => {
    const { ssoAdmin } = await simulateAws({
      organization: { instances: [{ ...instanceId, status: "CREATE_IN_PROGRESS" }] },
    });
    expect((await errorOf(ssoAdmin.send(new ListPermissionSetsCommand(instance)))).name).toBe("ValidationException");
  });
});

describe("a delegated administrator", () => {
  const organization = {
    delegatedAdministrators: ["Security Audit"],
    caller: { account: "Security Audit" },
    instances: [
      {
        ...instanceId,
        users: [{ userName: "root", givenName: "Ro", familyName: "Ot" }],
        permissionSets: [{ name: "Management", assignments: [{ account: "Example Corp", user: "root" }] }],
      },
    ],
  };

  it("assigns its own permission sets to member accounts", async () => {
    const { createPermissionSet, createUser, assign, statusOf, pass } = await simulateAws({ organization });
    const request = await assign(await createPermissionSet(), known.north, await createUser());
    pass(10_000);
    expect((await statusOf(request))?.Status).toBe("SUCCEEDED");
  });

  it("may not assign to the management account", async () => {
    const { createPermissionSet, createUser, assign } = await simulateAws({ organization });
    const error = await errorOf(assign(await createPermissionSet(), known.management, await createUser()));
    expect(error.name).toBe("AccessDeniedException");
  });

  it("may read, but neither change nor assign, a set that is provisioned in the management account", async () => {
    const { ssoAdmin, createUser } = await simulateAws({ organization });
    const PrincipalId = await createUser();
    const { PermissionSets } = await ssoAdmin.send(new ListPermissionSetsCommand(instance));
    const set = { ...instance, PermissionSetArn: PermissionSets?.[0] ?? "" };
    const attempts = await Promise.all(
      [
        ssoAdmin.send(new UpdatePermissionSetCommand({ ...set, Description: "x" })),
        ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: known.policyArn })),
        ssoAdmin.send(
          new CreateAccountAssignmentCommand({
            ...set,
            TargetId: known.north,
            TargetType: "AWS_ACCOUNT",
            PrincipalType: "USER",
            PrincipalId,
          }),
        ),
      ].map(errorOf),
    );
    for (const { name } of attempts) expect(name).toBe("AccessDeniedException");
  });

  it("may not list the assignments of a principal", async () => {
    const { ssoAdmin, createUser } = await simulateAws({ organization });
    const PrincipalId = await createUser();
    const command = new ListAccountAssignmentsForPrincipalCommand({ ...instance, PrincipalId, PrincipalType: "USER" });
    expect((await errorOf(ssoAdmin.send(command))).name).toBe("AccessDeniedException");
  });
});

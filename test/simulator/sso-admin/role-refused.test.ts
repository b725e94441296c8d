import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  DescribePermissionSetProvisioningStatusCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { known, simulateAws } from "../simulated-aws.ts";

const customerManagedPolicies = [
  { name: "Everywhere" },
  { name: "DevAccess", path: "/team/", accounts: ["Sandbox North"] },
];

async function withPolicies() {
  const aws = await simulateAws({ organization: { customerManagedPolicies } });
  const set = await aws.createPermissionSet();
  const user = await aws.createUser();
  const refer = (Name: string, Path?: string) =>
    aws.ssoAdmin.send(
      new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
        ...set,
        CustomerManagedPolicyReference: { Name, ...(Path && { Path }) },
      }),
    );
  const bound = (PermissionsBoundary: PutPermissionsBoundaryToPermissionSetCommand["input"]["PermissionsBoundary"]) =>
    aws.ssoAdmin.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...set, PermissionsBoundary }));
  const assignTo = async (account: string) => {
    const request = await aws.assign(set, account, user);
    aws.pass(60_000);
    return aws.statusOf(request);
  };
  return { ...aws, set, refer, bound, assignTo };
}

/** IAM's answer, as Identity Center passes it on. */
function refusal(status: number, code: string, message: string) {
  const details = `Status Code: ${status}; Error Code: ${code}; Request ID: [0-9a-f-]{36}; Proxy: null`;
  const text = `Received a ${status} status error: ${message} `.replaceAll(/[.()]/g, "\\$&");
  return expect.stringMatching(new RegExp(`^${text}\\(Service: AmazonIdentityManagement; ${details}\\)$`));
}

describe("a role with policies that accounts must have of their own", () => {
  it("is made where they are there, under just that path", async () => {
    const { refer, assignTo } = await withPolicies();
    await refer("Everywhere");
    await refer("DevAccess", "/team/");
    expect(await assignTo(known.north)).toMatchObject({ Status: "SUCCEEDED" });
    expect(await assignTo(known.south)).toMatchObject({
      Status: "FAILED",
      FailureReason: refusal(
        404,
        "NoSuchEntity",
        `Policy arn:aws:iam::${known.south}:policy/team/DevAccess does not exist or is not attachable.`,
      ),
    });
  });

  it("is refused when a reference names one policy under two paths, since names are unique in an account", async () => {
    const { refer, assignTo } = await withPolicies();
    await refer("DevAccess", "/team/");
    await refer("DevAccess");
    expect((await assignTo(known.north))?.FailureReason).toContain("policy/DevAccess does not exist");
  });

  it("finds whatever it asks for when nobody said what accounts have", async () => {
    const aws = await simulateAws();
    const set = await aws.createPermissionSet();
    const CustomerManagedPolicyReference = { Name: "Anything" };
    await aws.ssoAdmin.send(
      new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({ ...set, CustomerManagedPolicyReference }),
    );
    const request = await aws.assign(set, known.north, await aws.createUser());
    aws.pass(60_000);
    expect(await aws.statusOf(request)).toMatchObject({ Status: "SUCCEEDED" });
  });

  it("is not made by a later provisioning either, which tells the same", async () => {
    const { ssoAdmin, set, refer, assignTo, pass } = await withPolicies();
    await assignTo(known.north);
    await refer("Nowhere");
    const { PermissionSetProvisioningStatus: started } = await ssoAdmin.send(
      new ProvisionPermissionSetCommand({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" }),
    );
    pass(60_000);
    const { PermissionSetProvisioningStatus: status } = await ssoAdmin.send(
      new DescribePermissionSetProvisioningStatusCommand({
        InstanceArn: set.InstanceArn,
        ProvisionPermissionSetRequestId: started?.RequestId,
      }),
    );
    expect(status).toMatchObject({
      Status: "FAILED",
      FailureReason: refusal(
        404,
        "NoSuchEntity",
        `Policy arn:aws:iam::${known.north}:policy/Nowhere does not exist or is not attachable.`,
      ),
    });
  });

  it("is refused for a boundary that is not there, and made when it is", async () => {
    const { bound, assignTo } = await withPolicies();
    await bound({ CustomerManagedPolicyReference: { Name: "Boundary", Path: "/team/" } });
    expect((await assignTo(known.north))?.FailureReason).toEqual(
      refusal(
        404,
        "NoSuchEntity",
        `Scope ARN: arn:aws:iam::${known.north}:policy/team/Boundary does not exist or is not attachable.`,
      ),
    );
    await bound({ ManagedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAcces" });
    expect((await assignTo(known.north))?.FailureReason).toContain("policy/PowerUserAcces does not exist");
    await bound({ CustomerManagedPolicyReference: { Name: "Everywhere" } });
    expect(await assignTo(known.north)).toMatchObject({ Status: "SUCCEEDED" });
  });
});

describe("a role that IAM takes from nobody", () => {
  it.each([
    ["Syntax errors in policy.", { Effect: "Alow", Action: "s3:*", Resource: "*" }],
    ["Policy statement must contain actions.", { Effect: "Allow", Resource: "*" }],
    ["Policy statement must contain resources.", { Effect: "Allow", Action: "s3:*" }],
    ["Policy document should not specify a principal.", { Effect: "Allow", Principal: "*", Action: "s3:*" }],
  ])("has an inline policy with: %s", async (message, Statement) => {
    const { ssoAdmin, set, assignTo } = await withPolicies();
    const InlinePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
    await ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy }));
    expect((await assignTo(known.north))?.FailureReason).toEqual(refusal(400, "MalformedPolicyDocument", message));
  });

  it("has a policy that only a service's own role may have", async () => {
    const { ssoAdmin, set, assignTo } = await withPolicies();
    const ManagedPolicyArn = "arn:aws:iam::aws:policy/aws-service-role/AWSSSOServiceRolePolicy";
    await ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn }));
    expect((await assignTo(known.north))?.FailureReason).toContain("Error Code: PolicyNotAttachable");
  });
});

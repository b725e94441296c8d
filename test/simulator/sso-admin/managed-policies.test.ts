import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  DeletePermissionsBoundaryFromPermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

async function withPermissionSet(limits = {}) {
  const aws = await simulateAws({ limits });
  const set = await aws.createPermissionSet();
  const attach = (ManagedPolicyArn: string) =>
    aws.ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn }));
  return { ...aws, set, attach };
}

describe("an AWS managed policy", () => {
  it("is attached once, listed and detached", async () => {
    const { ssoAdmin, set, attach } = await withPermissionSet();
    await attach(known.policyArn);
    expect((await errorOf(attach(known.policyArn))).name).toBe("ConflictException");
    const listed = await ssoAdmin.send(new ListManagedPoliciesInPermissionSetCommand(set));
    expect(listed.AttachedManagedPolicies).toEqual([{ Name: "AmplifyBackendDeployFullAccess", Arn: known.policyArn }]);
    const detach = () =>
      ssoAdmin.send(new DetachManagedPolicyFromPermissionSetCommand({ ...set, ManagedPolicyArn: known.policyArn }));
    await detach();
    expect((await errorOf(detach())).name).toBe("ResourceNotFoundException");
  });

  it.each([
    [
      "does not exist without its path",
      "arn:aws:iam::aws:policy/AmplifyBackendDeployFullAccess",
      "ResourceNotFoundException",
    ],
    ["does not exist in another partition", "arn:aws-cn:iam::aws:policy/ReadOnlyAccess", "ResourceNotFoundException"],
    ["does not exist when it is misspelt", `${known.policyArn.slice(0, -6)}Acess`, "ResourceNotFoundException"],
    ["does not exist in another case", known.policyArn.toLowerCase(), "ResourceNotFoundException"],
    ["is not a customer's", "arn:aws:iam::111122223333:policy/Ours", "ValidationException"],
  ])("%s", async (_why, arn, name) => {
    const { attach } = await withPermissionSet();
    expect((await errorOf(attach(arn))).name).toBe(name);
  });

  it("shares its quota with customer managed policies", async () => {
    const { ssoAdmin, set, attach } = await withPermissionSet({ policiesPerPermissionSet: 2 });
    await attach(known.policyArn);
    const reference = { ...set, CustomerManagedPolicyReference: { Name: "Ours" } };
    await ssoAdmin.send(new AttachCustomerManagedPolicyReferenceToPermissionSetCommand(reference));
    const third = await errorOf(attach("arn:aws:iam::aws:policy/ReadOnlyAccess"));
    expect(third.name).toBe("ServiceQuotaExceededException");
  });
});

it("a customer managed policy is known by name and path, `/` when it has none", async () => {
  const { ssoAdmin, set } = await withPermissionSet();
  const attach = (CustomerManagedPolicyReference: { Name: string; Path?: string }) =>
    ssoAdmin.send(
      new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({ ...set, CustomerManagedPolicyReference }),
    );
  await attach({ Name: "Ours" });
  await attach({ Name: "Ours", Path: "/team/" });
  expect((await errorOf(attach({ Name: "Ours", Path: "/" }))).name).toBe("ConflictException");
  const detach = new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({
    ...set,
    CustomerManagedPolicyReference: { Name: "Ours" },
  });
  await ssoAdmin.send(detach);
  const { CustomerManagedPolicyReferences } = await ssoAdmin.send(
    new ListCustomerManagedPolicyReferencesInPermissionSetCommand(set),
  );
  expect(CustomerManagedPolicyReferences).toEqual([{ Name: "Ours", Path: "/team/" }]);
  expect((await errorOf(ssoAdmin.send(detach))).name).toBe("ResourceNotFoundException");
});

describe("the inline policy", () => {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] }, undefined, 2);

  it("is kept letter for letter, empty when there is none, and replaced by the next", async () => {
    const { ssoAdmin, set } = await withPermissionSet();
    const read = async () => (await ssoAdmin.send(new GetInlinePolicyForPermissionSetCommand(set))).InlinePolicy;
    expect(await read()).toBe("");
    await ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy: '{"Statement":[]}' }));
    await ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy: policy }));
    expect(await read()).toBe(policy);
    await ssoAdmin.send(new DeleteInlinePolicyFromPermissionSetCommand(set));
    expect(await read()).toBe("");
  });

  it.each([
    ["no JSON", "{", "ValidationException"],
    ["no policy", '{"Effect":"Allow"}', "ValidationException"],
    [
      "more than 10,240 characters besides white space",
      JSON.stringify({ Statement: "x".repeat(10_240) }),
      "ValidationException",
    ],
    ["more than 32,768 characters", `${policy}${" ".repeat(32_768)}`, "ValidationException"],
  ])("is refused when it is %s", async (_what, InlinePolicy, name) => {
    const { ssoAdmin, set } = await withPermissionSet();
    const call = ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy }));
    expect((await errorOf(call)).name).toBe(name);
  });
});

it("an inline policy that is too long is told with its size, in bytes and without white space", async () => {
  const { ssoAdmin, set } = await withPermissionSet();
  const InlinePolicy = JSON.stringify({ Statement: "é".repeat(6_000) });
  const call = ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy }));
  expect(await errorOf(call)).toMatchObject({
    name: "ValidationException",
    message:
      "Current size of the non-whitespace characters present in the InlinePolicy Document is 12016 bytes " +
      "which has exceeded the maximum limit of 10240 bytes",
  });
});

it("what is attached already is told in AWS's own words", async () => {
  const { ssoAdmin, set, attach } = await withPermissionSet();
  await attach(known.policyArn);
  const id = set.PermissionSetArn.slice(set.PermissionSetArn.lastIndexOf("/") + 1);
  expect((await errorOf(attach(known.policyArn))).message).toBe(
    `Permission set with id ${id} already has a typed link attachment to a manged policy with arn ${known.policyArn}`,
  );
  expect((await errorOf(attach("arn:aws:iam::aws:policy/None"))).message).toBe(
    "Policy does not exist with ARN: arn:aws:iam::aws:policy/None",
  );
  const reference = { ...set, CustomerManagedPolicyReference: { Name: "Ours" } };
  const refer = () => ssoAdmin.send(new AttachCustomerManagedPolicyReferenceToPermissionSetCommand(reference));
  await refer();
  expect((await errorOf(refer())).message).toBe(
    "Given customer managed policy with name: Ours  and path / already attached",
  );
});

it("a policy younger than the bundled list exists when the organization file says so", async () => {
  const aws = await simulateAws({ organization: { awsManagedPolicies: ["Brand-NewAccess", "/service-role/NewRole"] } });
  const set = await aws.createPermissionSet();
  const attach = (policy: string) =>
    aws.ssoAdmin.send(
      new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: `arn:aws:iam::aws:policy/${policy}` }),
    );
  await attach("Brand-NewAccess");
  await attach("service-role/NewRole");
  expect((await errorOf(attach("NewRole"))).name).toBe("ResourceNotFoundException");
});

describe("the permissions boundary", () => {
  it("is put, read and deleted; reading none is an error", async () => {
    const { ssoAdmin, set } = await withPermissionSet();
    const read = () => ssoAdmin.send(new GetPermissionsBoundaryForPermissionSetCommand(set));
    expect((await errorOf(read())).name).toBe("ResourceNotFoundException");
    const PermissionsBoundary = { CustomerManagedPolicyReference: { Name: "Boundary", Path: "/team/" } };
    await ssoAdmin.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...set, PermissionsBoundary }));
    expect((await read()).PermissionsBoundary).toEqual(PermissionsBoundary);
    await ssoAdmin.send(new DeletePermissionsBoundaryFromPermissionSetCommand(set));
    expect((await errorOf(read())).name).toBe("ResourceNotFoundException");
  });

  it("is one policy, not two and not none", async () => {
    const { ssoAdmin, set } = await withPermissionSet();
    const both = { ManagedPolicyArn: known.policyArn, CustomerManagedPolicyReference: { Name: "x" } };
    for (const PermissionsBoundary of [{}, both]) {
      const call = ssoAdmin.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...set, PermissionsBoundary }));
      expect((await errorOf(call)).name).toBe("ValidationException");
    }
  });
});

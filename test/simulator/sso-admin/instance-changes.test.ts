import {
  CreateInstanceAccessControlAttributeConfigurationCommand,
  DeleteInstanceAccessControlAttributeConfigurationCommand,
  DescribeInstanceAccessControlAttributeConfigurationCommand,
  DescribeInstanceCommand,
  DescribeRegionCommand,
  UpdateInstanceAccessControlAttributeConfigurationCommand,
  UpdateInstanceCommand,
  type UpdateInstanceCommandInput,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const instance = { InstanceArn: known.instanceArn };
const instances = [{ instanceId: "ssoins-7223a1b2c3d4e5f6", additionalRegions: ["eu-west-1"] }];

describe("UpdateInstance", () => {
  const updating = async (described = {}) => {
    const aws = await simulateAws({ organization: { instances: [{ ...instances[0], ...described }] } });
    const update = (changes: Partial<UpdateInstanceCommandInput> & { PermissionSetsEnabled?: boolean }) =>
      aws.ssoAdmin.send(new UpdateInstanceCommand({ ...instance, ...changes }));
    const look = () => aws.ssoAdmin.send(new DescribeInstanceCommand(instance));
    return { ...aws, update, look };
  };

  it("names the instance and changes its key", async () => {
    const { update, look } = await updating();
    await update({ Name: "Company" });
    const KmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/mrk-0123456789abcdef0123456789abcdef";
    await update({ EncryptionConfiguration: { KeyType: "CUSTOMER_MANAGED_KEY", KmsKeyArn } });
    expect(await look()).toMatchObject({
      Name: "Company",
      EncryptionConfigurationDetails: { KeyType: "CUSTOMER_MANAGED_KEY", KmsKeyArn, EncryptionStatus: "ENABLED" },
    });
    await update({ EncryptionConfiguration: { KeyType: "AWS_OWNED_KMS_KEY" } });
    expect((await look()).EncryptionConfigurationDetails).toMatchObject({ KeyType: "AWS_OWNED_KMS_KEY" });
    const without = update({ EncryptionConfiguration: { KeyType: "CUSTOMER_MANAGED_KEY" } });
    expect((await errorOf(without)).name).toBe("ValidationException");
  });

  it("is not for who only sees the instance, nor for another Region", async () => {
    const { update } = await updating();
    const seen = await simulateAws({ organization: { instances, caller: { account: "Staging" } } });
    const call = seen.ssoAdmin.send(new UpdateInstanceCommand({ ...instance, Name: "Ours" }));
    expect((await errorOf(call)).name).toBe("AccessDeniedException");
    const elsewhere = await simulateAws({ organization: { instances } });
    const there = elsewhere.ssoAdminIn("eu-west-1").send(new UpdateInstanceCommand({ ...instance, Name: "Ours" }));
    expect((await errorOf(there)).name).toBe("ValidationException");
    await update({ Name: "Ours" });
  });
});

it("a Region of an instance is described by its name; others are not found", async () => {
  const { ssoAdmin } = await simulateAws({ organization: { instances } });
  const regionNamed = (RegionName: string) => ssoAdmin.send(new DescribeRegionCommand({ ...instance, RegionName }));
  expect(await regionNamed("us-east-1")).toMatchObject({ Status: "ACTIVE", IsPrimaryRegion: true });
  expect(await regionNamed("eu-west-1")).toMatchObject({ Status: "ACTIVE", IsPrimaryRegion: false });
  expect((await errorOf(regionNamed("eu-west-3"))).name).toBe("ResourceNotFoundException");
});

it("attributes for access control are enabled once, replaced, and disabled", async () => {
  const { ssoAdmin } = await simulateAws();
  const configuration = (source: string) => ({
    InstanceAccessControlAttributeConfiguration: {
      AccessControlAttributes: [{ Key: "department", Value: { Source: [`\${path:${source}}`] } }],
    },
  });
  const enable = () =>
    ssoAdmin.send(
      new CreateInstanceAccessControlAttributeConfigurationCommand({ ...instance, ...configuration("title") }),
    );
  const look = () => ssoAdmin.send(new DescribeInstanceAccessControlAttributeConfigurationCommand(instance));
  const update = () =>
    ssoAdmin.send(
      new UpdateInstanceAccessControlAttributeConfigurationCommand({ ...instance, ...configuration("userType") }),
    );
  expect((await errorOf(look())).name).toBe("ResourceNotFoundException");
  expect((await errorOf(update())).name).toBe("ResourceNotFoundException");
  await enable();
  expect((await errorOf(enable())).name).toBe("ConflictException");
  await update();
  expect(await look()).toMatchObject({ Status: "ENABLED", ...configuration("userType") });
  await ssoAdmin.send(new DeleteInstanceAccessControlAttributeConfigurationCommand(instance));
  expect((await errorOf(look())).name).toBe("ResourceNotFoundException");
});

import { DescribeInstanceCommand, ListInstancesCommand, ListRegionsCommand } from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const organizationInstance = {
  instanceId: "ssoins-7223a1b2c3d4e5f6",
  identityStoreId: "d-9067a1b2c3",
  region: "eu-west-1",
  additionalRegions: ["eu-central-1"],
};
const accountInstance = { kind: "account" as const, region: "eu-west-1", account: "Staging", name: "staging apps" };

describe("ListInstances", () => {
  it("shows the organization instance with its owner and Regions in the primary and in additional Regions", async () => {
    const { ssoAdminIn } = await simulateAws({ organization: { instances: [organizationInstance] } });
    for (const region of ["eu-west-1", "eu-central-1"]) {
      const { Instances } = await ssoAdminIn(region).send(new ListInstancesCommand({}));
      expect(Instances).toMatchObject([
        {
          InstanceArn: known.instanceArn,
          OwnerAccountId: known.management,
          Status: "ACTIVE",
          PrimaryRegion: "eu-west-1",
          Regions: [
            { RegionName: "eu-west-1", IsPrimaryRegion: true },
            { RegionName: "eu-central-1", IsPrimaryRegion: false },
          ],
        },
      ]);
    }
  });

  it("is empty, and no error, in a Region without an instance", async () => {
    const { ssoAdminIn } = await simulateAws();
    expect((await ssoAdminIn("eu-north-1").send(new ListInstancesCommand({}))).Instances).toEqual([]);
  });

  it("is denied where a service control policy denies the Region, and knows no token where the Region is disabled", async () => {
    const { ssoAdminIn } = await simulateAws({
      organization: { regions: { denied: ["eu-north-1"], disabled: ["af-south-1"] } },
    });
    const denied = await errorOf(ssoAdminIn("eu-north-1").send(new ListInstancesCommand({})));
    expect(denied.name).toBe("AccessDeniedException");
    expect(denied.message).toContain("is not authorized to perform: sso:ListInstances");
    const disabled = await errorOf(ssoAdminIn("af-south-1").send(new ListInstancesCommand({})));
    expect(disabled.name).toBe("UnrecognizedClientException");
  });

  it("knows keys in the Regions of its own partition alone", async () => {
    const { ssoAdminIn } = await simulateAws({ organization: { partition: "aws-eusc" } });
    expect((await ssoAdminIn("eusc-de-east-1").send(new ListInstancesCommand({}))).Instances?.length).toBe(1);
    for (const region of ["us-east-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1"]) {
      const error = await errorOf(ssoAdminIn(region).send(new ListInstancesCommand({})));
      expect(error.name).toBe("UnrecognizedClientException");
    }
  });

  it("shows a member account its own account instance beside the organization's", async () => {
    const instances = [organizationInstance, accountInstance];
    const asStaging = await simulateAws({ organization: { instances, caller: { account: "Staging" } } });
    const seen = await asStaging.ssoAdminIn("eu-west-1").send(new ListInstancesCommand({}));
    expect(seen.Instances?.map(({ OwnerAccountId }) => OwnerAccountId)).toEqual([known.management, known.staging]);

    const asManagement = await simulateAws({ organization: { instances } });
    const other = await asManagement.ssoAdminIn("eu-west-1").send(new ListInstancesCommand({}));
    expect(other.Instances?.map(({ OwnerAccountId }) => OwnerAccountId)).toEqual([known.management]);
  });

  it("leaves Regions out when it answers as the API did before it had them", async () => {
    const { ssoAdmin } = await simulateAws({ organization: { answers: { instanceRegions: false } } });
    const { Instances } = await ssoAdmin.send(new ListInstancesCommand({}));
    expect(Instances?.[0]).not.toHaveProperty("PrimaryRegion");
    expect(Instances?.[0]).not.toHaveProperty("Regions");
  });
});

describe("DescribeInstance and ListRegions", () => {
  it("tell whether permission sets are enabled", async () => {
    const { ssoAdmin } = await simulateAws();
    const instance = await ssoAdmin.send(new DescribeInstanceCommand({ InstanceArn: known.instanceArn }));
    expect(instance).toMatchObject({ PermissionSetsEnabled: true, IdentityStoreId: known.identityStoreId });
    const { Regions } = await ssoAdmin.send(new ListRegionsCommand({ InstanceArn: known.instanceArn }));
    expect(Regions).toMatchObject([{ RegionName: "us-east-1", Status: "ACTIVE", IsPrimaryRegion: true }]);
  });

  it("know the instance in no other Region", async () => {
    const { ssoAdminIn } = await simulateAws();
    const call = ssoAdminIn("eu-west-1").send(new DescribeInstanceCommand({ InstanceArn: known.instanceArn }));
    expect((await errorOf(call)).message).toContain("does not exist in this Region");
  });
});

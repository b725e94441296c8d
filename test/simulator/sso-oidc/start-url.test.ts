import { expect, it } from "vitest";
import { buildWorld } from "../../../src/simulator/organization-file/build-world.ts";
import { instanceAt, startUrlOf } from "../../../src/simulator/sso-oidc/start-url.ts";

const instanceId = "ssoins-7223a1b2c3d4e5f6";

it.each([
  ["aws", "us-east-1", "https://d-9067a1b2c3.awsapps.com/start"],
  ["aws-cn", "cn-north-1", "https://start.home.awsapps.cn/directory/d-9067a1b2c3"],
  ["aws-us-gov", "us-gov-west-1", "https://start.us-gov-home.awsapps.com/directory/d-9067a1b2c3"],
  ["aws-us-gov", "us-gov-east-1", "https://start.us-gov-east-1.us-gov-home.awsapps.com/directory/d-9067a1b2c3"],
  ["aws-eusc", "eusc-de-east-1", `https://${instanceId}.eusc-de-east-1.portal.amazonaws.eu`],
] as const)(
  "the access portal of the partition %s, Region %s, stands at an address of its own",
  (partition, region, address) => {
    const instances = [{ identityStoreId: "d-9067a1b2c3", instanceId, region }];
    const world = buildWorld({ partition, instances }, "s", 0);
    const [instance] = world.instances.values();
    expect(instance && startUrlOf(instance)).toBe(address);
    expect(instanceAt(world, `${address}/`, "")).toBe(instance);
  },
);

it("an access portal of a Region answers in that Region alone, the usual one in all", () => {
  const world = buildWorld(
    { instances: [{ instanceId, region: "us-east-1", additionalRegions: ["eu-west-1"] }] },
    "s",
    0,
  );
  const [instance] = world.instances.values();
  const replica = `https://${instanceId}.portal.eu-west-1.app.aws`;
  expect(["eu-west-1", "us-east-1", ""].map((region) => instanceAt(world, replica, region))).toEqual([
    instance,
    undefined,
    instance,
  ]);
  const usual = instance && startUrlOf(instance);
  expect(["eu-west-1", "us-east-1", "eu-west-3"].map((region) => instanceAt(world, usual ?? "", region))).toEqual([
    instance,
    instance,
    undefined,
  ]);
});

import { expect, it } from "vitest";
import { buildWorld } from "../../../src/simulator/organization-file/build-world.ts";
import { instanceAt, startUrlOf } from "../../../src/simulator/sso-oidc/start-url.ts";

it.each([
  ["aws", "https://d-9067a1b2c3.awsapps.com/start"],
  ["aws-cn", "https://start.home.awsapps.cn/directory/d-9067a1b2c3"],
  ["aws-us-gov", "https://start.us-gov-home.awsapps.com/directory/d-9067a1b2c3"],
] as const)("the access portal of the partition %s stands at an address of its own", (partition, address) => {
  const instances = [{ identityStoreId: "d-9067a1b2c3" }];
  const world = buildWorld({ partition, instances }, "s", 0);
  const [instance] = world.instances.values();
  expect(instance && startUrlOf(instance)).toBe(address);
  expect(instanceAt(world, `${address}/`, "")).toBe(instance);
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DIRECTORY_ID, IDENTITY_STORE_ID, INSTANCE_ARN, PARTITION } from "../../../src/core/aws/ids.ts";
import { defaultStartUrl } from "../../../src/core/aws/portal.ts";
import { instanceSchema } from "../../../src/core/state/instance-schema.ts";

const model = (service: string) =>
  JSON.parse(readFileSync(new URL(`../../../src/simulator/models/${service}.json`, import.meta.url), "utf8")).shapes;
const whole = (pattern: string) => new RegExp(`^(${pattern})$`);

const instances = [
  "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6",
  "arn:aws:sso:::instance/ssoins-abcdefghijklmnop",
  "arn:aws-us-gov:sso:::instance/ins-ABC.def-12345678",
];
const noInstances = [
  "arn:aws:sso:::instance/ssoins-*",
  "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f",
  "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6",
  "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6\n",
  "arn:aws-:sso:::instance/ssoins-7223a1b2c3d4e5f6",
];
const stores = ["d-9067a1b2c3", "d-wqkzj3x9ab", "1b2c3d4e-5f60-4718-89ab-cdef01234567"];
const noStores = ["d-*", "d-9067a1b2c", "d-9067a1b2c3d", "D-9067A1B2C3", "d-9067a1b2c3/user", "", "d-9067a1b2c3\n"];

describe("the ids of Identity Center", () => {
  it.each(instances)("take the instance %s, as AWS's own model does", (arn) => {
    expect(arn).toMatch(whole(model("sso-admin").InstanceArn.pattern));
    expect(arn).toMatch(INSTANCE_ARN);
  });

  it.each(noInstances)("do not take %j for an instance", (arn) => {
    expect(arn).not.toMatch(INSTANCE_ARN);
  });

  it.each(stores)("take the identity store %s", (id) => expect(id).toMatch(IDENTITY_STORE_ID));

  it.each(noStores)("do not take %j for an identity store", (id) => expect(id).not.toMatch(IDENTITY_STORE_ID));

  it("take every store that AWS's own model does", () => {
    const aws = whole(model("identitystore").IdentityStoreId.pattern);
    for (const id of stores.filter((one) => aws.test(one))) expect(id).toMatch(IDENTITY_STORE_ID);
    expect(stores.filter((id) => aws.test(id))).toHaveLength(2);
  });

  it.each(["aws", "aws-cn", "aws-us-gov", "aws-iso-b", "aws-eusc"])("take the partition %s", (partition) =>
    expect(partition).toMatch(PARTITION),
  );

  it("stand in documents as flags take them", () => {
    const rest = {
      region: "us-east-1",
      partition: "aws",
      managementAccountId: "111122223333",
      callerAccountId: "111122223333",
      identitySource: "unknown",
    };
    for (const identityStoreId of stores)
      for (const instanceArn of instances)
        expect(instanceSchema.safeParse({ ...rest, instanceArn, identityStoreId }).success).toBe(true);
    for (const identityStoreId of noStores)
      expect(instanceSchema.safeParse({ ...rest, instanceArn: instances[0], identityStoreId }).success).toBe(false);
  });

  it("lead to an access portal only where AWS gave them, and newer ones only", () => {
    const portals = stores.filter(
      (id) => defaultStartUrl({ identityStoreId: id, instanceArn: "", region: "us-east-1" }, "aws") !== undefined,
    );
    expect(portals).toEqual(["d-9067a1b2c3"]);
    expect(portals.every((id) => DIRECTORY_ID.test(id))).toBe(true);
  });
});

import {
  CreatePermissionSetCommand,
  DeletePermissionSetCommand,
  DescribePermissionSetCommand,
  ListPermissionSetsCommand,
  ListTagsForResourceCommand,
  paginateListPermissionSets,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const instance = { InstanceArn: known.instanceArn };

describe("creating a permission set", () => {
  it("keeps what was given, with an hour as the session duration of those who ask for none", async () => {
    const { ssoAdmin } = await simulateAws();
    const { PermissionSet } = await ssoAdmin.send(
      new CreatePermissionSetCommand({
        ...instance,
        Name: "amplify-policy",
        Description: "Deploys",
        RelayState: "https://x/",
      }),
    );
    expect(PermissionSet).toMatchObject({
      Name: "amplify-policy",
      Description: "Deploys",
      RelayState: "https://x/",
      SessionDuration: "PT1H",
    });
    expect(PermissionSet?.PermissionSetArn).toMatch(
      /^arn:aws:sso:::permissionSet\/ssoins-7223a1b2c3d4e5f6\/ps-[0-9a-f]{16}$/,
    );
    expect(PermissionSet?.CreatedDate).toEqual(new Date("2026-11-20T09:00:00Z"));
  });

  it("refuses a second one of the same name", async () => {
    const { createPermissionSet } = await simulateAws();
    await createPermissionSet();
    expect(await errorOf(createPermissionSet())).toMatchObject({
      name: "ConflictException",
      message: "PermissionSet with name amplify-policy already exists.",
    });
  });

  it.each(["PT30M", "PT13H", "P1D", "P1W"])("refuses a session of %s", async (SessionDuration) => {
    const { ssoAdmin } = await simulateAws();
    const command = new CreatePermissionSetCommand({ ...instance, Name: "x", SessionDuration });
    expect((await errorOf(ssoAdmin.send(command))).name).toBe("ValidationException");
  });

  it.each(["PT1H", "PT60M", "PT12H", "PT43200S"])("takes a session of %s", async (SessionDuration) => {
    const { ssoAdmin } = await simulateAws();
    const command = new CreatePermissionSetCommand({ ...instance, Name: "x", SessionDuration });
    expect((await ssoAdmin.send(command)).PermissionSet?.SessionDuration).toBe(SessionDuration);
  });

  it("words a bad name as AWS does", async () => {
    const { ssoAdmin } = await simulateAws();
    const error = await errorOf(ssoAdmin.send(new CreatePermissionSetCommand({ ...instance, Name: "a b" })));
    expect(error).toMatchObject({
      name: "ValidationException",
      message:
        "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: " +
        "Member must satisfy regular expression pattern: [\\w+=,.@-]+",
    });
  });

  it("stops at the quota", async () => {
    const { createPermissionSet } = await simulateAws({ limits: { permissionSets: 2 } });
    await createPermissionSet("a");
    await createPermissionSet("b");
    expect((await errorOf(createPermissionSet("c"))).name).toBe("ServiceQuotaExceededException");
  });
});

describe("updating a permission set", () => {
  it("clears the description and the relay state that it leaves out, and keeps the duration", async () => {
    const { ssoAdmin } = await simulateAws();
    const { PermissionSet } = await ssoAdmin.send(
      new CreatePermissionSetCommand({
        ...instance,
        Name: "x",
        Description: "old",
        RelayState: "https://x/",
        SessionDuration: "PT4H",
      }),
    );
    const set = { ...instance, PermissionSetArn: PermissionSet?.PermissionSetArn };
    await ssoAdmin.send(new UpdatePermissionSetCommand({ ...set, Description: "new" }));
    const { PermissionSet: updated } = await ssoAdmin.send(new DescribePermissionSetCommand(set));
    expect(updated).toMatchObject({ Name: "x", Description: "new", SessionDuration: "PT4H" });
    expect(updated).not.toHaveProperty("RelayState");
  });

  it("knows no permission set that is not there", async () => {
    const { ssoAdmin } = await simulateAws();
    const PermissionSetArn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000000";
    const error = await errorOf(ssoAdmin.send(new DescribePermissionSetCommand({ ...instance, PermissionSetArn })));
    expect(error).toMatchObject({ name: "ResourceNotFoundException" });
    expect(error.message).toContain("ps-0000000000000000");
  });
});

it("lists ARNs in pages that a deletion between them does not upset", async () => {
  const { ssoAdmin, createPermissionSet } = await simulateAws();
  const sets = [];
  for (let n = 0; n < 7; n += 1) sets.push((await createPermissionSet(`set-${n}`)).PermissionSetArn);
  const seen: string[] = [];
  for await (const page of paginateListPermissionSets({ client: ssoAdmin, pageSize: 3 }, instance)) {
    expect(page.PermissionSets?.length).toBeLessThanOrEqual(3);
    seen.push(...(page.PermissionSets ?? []));
    if (seen.length === 3) {
      await ssoAdmin.send(new DeletePermissionSetCommand({ ...instance, PermissionSetArn: seen[0] }));
    }
  }
  expect(seen).toEqual(sets);
  const forged = ssoAdmin.send(new ListPermissionSetsCommand({ ...instance, NextToken: "forged" }));
  expect((await errorOf(forged)).name).toBe("ValidationException");
});

it("deletes a permission set only when nobody is assigned to it any more", async () => {
  const { ssoAdmin, createPermissionSet, createUser, assign, pass } = await simulateAws();
  const set = await createPermissionSet();
  await assign(set, known.north, await createUser());
  const conflict = {
    name: "ConflictException",
    message: "Could not delete because PermissionSet has ApplicationProfile associated with it",
  };
  expect(await errorOf(ssoAdmin.send(new DeletePermissionSetCommand(set)))).toMatchObject(conflict);
  pass(60_000);
  expect(await errorOf(ssoAdmin.send(new DeletePermissionSetCommand(set)))).toMatchObject(conflict);
});

it("creates a permission set with at most fifty tags", async () => {
  const { ssoAdmin } = await simulateAws();
  const Tags = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: "" }));
  const command = { ...instance, Name: "amplify-policy" };
  const tooMany = await errorOf(ssoAdmin.send(new CreatePermissionSetCommand({ ...command, Tags })));
  expect(tooMany.name).toBe("ServiceQuotaExceededException");
  await ssoAdmin.send(new CreatePermissionSetCommand({ ...command, Tags: Tags.slice(1) }));
});

it("tags a permission set, replacing equal keys, and untags it", async () => {
  const { ssoAdmin, createPermissionSet } = await simulateAws();
  const { PermissionSetArn, InstanceArn } = await createPermissionSet();
  const resource = { InstanceArn, ResourceArn: PermissionSetArn };
  const first = [
    { Key: "team", Value: "web" },
    { Key: "cost", Value: "1" },
  ];
  await ssoAdmin.send(new TagResourceCommand({ ...resource, Tags: first }));
  await ssoAdmin.send(new TagResourceCommand({ ...resource, Tags: [{ Key: "team", Value: "api" }] }));
  await ssoAdmin.send(new UntagResourceCommand({ ...resource, TagKeys: ["cost", "absent"] }));
  const { Tags } = await ssoAdmin.send(new ListTagsForResourceCommand(resource));
  expect(Tags).toEqual([{ Key: "team", Value: "api" }]);

  const many = Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}`, Value: "" }));
  const tooMany = await errorOf(ssoAdmin.send(new TagResourceCommand({ ...resource, Tags: many })));
  expect(tooMany.name).toBe("ServiceQuotaExceededException");
});

import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  DeleteGroupCommand,
  DeleteGroupMembershipCommand,
  DescribeGroupCommand,
  DescribeGroupMembershipCommand,
  GetGroupIdCommand,
  GetGroupMembershipIdCommand,
  IsMemberInGroupsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  paginateListGroupMemberships,
  UpdateGroupCommand,
} from "@aws-sdk/client-identitystore";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const store = { IdentityStoreId: known.identityStoreId };

let aws: Awaited<ReturnType<typeof simulateAws>>;
beforeEach(async () => {
  aws = await simulateAws();
});
afterEach(() => aws.simulator.close());

const createGroup = async (DisplayName: string) =>
  (await aws.identityStore.send(new CreateGroupCommand({ ...store, DisplayName }))).GroupId ?? "";
const join = async (GroupId: string, UserId: string) =>
  (await aws.identityStore.send(new CreateGroupMembershipCommand({ ...store, GroupId, MemberId: { UserId } })))
    .MembershipId ?? "";

describe("groups", () => {
  it("are created, described, changed and deleted", async () => {
    const GroupId = await createGroup("Developers");
    const Operations = [
      { AttributePath: "displayName", AttributeValue: "Amplify developers" },
      { AttributePath: "description", AttributeValue: "Everyone with a sandbox" },
    ];
    await aws.identityStore.send(new UpdateGroupCommand({ ...store, GroupId, Operations }));
    expect(await aws.identityStore.send(new DescribeGroupCommand({ ...store, GroupId }))).toMatchObject({
      GroupId,
      DisplayName: "Amplify developers",
      Description: "Everyone with a sandbox",
    });
    await aws.identityStore.send(new DeleteGroupCommand({ ...store, GroupId }));
    const error = await errorOf(aws.identityStore.send(new DescribeGroupCommand({ ...store, GroupId })));
    expect(error).toMatchObject({ name: "ResourceNotFoundException", ResourceType: "GROUP", ResourceId: GroupId });
  });

  it("have unique names, whatever their case", async () => {
    await createGroup("Developers");
    const error = await errorOf(createGroup("developers"));
    expect(error).toMatchObject({ name: "ConflictException", message: "Duplicate GroupDisplayName" });
  });

  it.each(["Administrator", "awsadministrators"])("cannot be named %s", async (name) => {
    expect((await errorOf(createGroup(name))).name).toBe("ValidationException");
  });

  it("are found by their display name", async () => {
    const GroupId = await createGroup("Developers");
    const UniqueAttribute = { AttributePath: "displayName", AttributeValue: "Developers" };
    const found = await aws.identityStore.send(
      new GetGroupIdCommand({ ...store, AlternateIdentifier: { UniqueAttribute } }),
    );
    expect(found.GroupId).toBe(GroupId);
  });

  it("are listed, and filtered by display name", async () => {
    for (const name of ["Developers", "Designers"]) await createGroup(name);
    const all = await aws.identityStore.send(new ListGroupsCommand(store));
    expect(all.Groups?.map(({ DisplayName }) => DisplayName)).toEqual(["Developers", "Designers"]);
    const Filters = [{ AttributePath: "DisplayName", AttributeValue: "Designers" }];
    const some = await aws.identityStore.send(new ListGroupsCommand({ ...store, Filters }));
    expect(some.Groups).toHaveLength(1);
  });

  it("need a display name", async () => {
    expect((await errorOf(aws.identityStore.send(new CreateGroupCommand(store)))).name).toBe("ValidationException");
  });
});

describe("memberships", () => {
  it("join a user and a group once", async () => {
    const [GroupId, UserId] = [await createGroup("Developers"), await aws.createUser()];
    const MembershipId = await join(GroupId, UserId);
    expect(await aws.identityStore.send(new DescribeGroupMembershipCommand({ ...store, MembershipId }))).toMatchObject({
      GroupId,
      MemberId: { UserId },
    });
    const error = await errorOf(join(GroupId, UserId));
    expect(error).toMatchObject({ name: "ConflictException", Reason: "UNIQUENESS_CONSTRAINT_VIOLATION" });
  });

  it("need both sides to exist", async () => {
    const [GroupId, UserId] = [await createGroup("Developers"), await aws.createUser()];
    const nobody = "9067a1b2c3-00000000-0000-4000-a000-000000000000";
    expect(await errorOf(join(nobody, UserId))).toMatchObject({ ResourceType: "GROUP", ResourceId: nobody });
    expect(await errorOf(join(GroupId, nobody))).toMatchObject({ ResourceType: "USER", ResourceId: nobody });
  });

  it("can be looked up from either side", async () => {
    const [GroupId, other, UserId] = [await createGroup("A"), await createGroup("B"), await aws.createUser()];
    const MembershipId = await join(GroupId, UserId);
    const member = { ...store, MemberId: { UserId } };
    const id = await aws.identityStore.send(new GetGroupMembershipIdCommand({ ...member, GroupId }));
    expect(id.MembershipId).toBe(MembershipId);
    const missing = await errorOf(
      aws.identityStore.send(new GetGroupMembershipIdCommand({ ...member, GroupId: other })),
    );
    expect(missing).toMatchObject({ name: "ResourceNotFoundException", ResourceType: "GROUP_MEMBERSHIP" });
    const ofMember = await aws.identityStore.send(new ListGroupMembershipsForMemberCommand(member));
    expect(ofMember.GroupMemberships?.map((membership) => membership.GroupId)).toEqual([GroupId]);
    const { Results } = await aws.identityStore.send(
      new IsMemberInGroupsCommand({ ...member, GroupIds: [GroupId, other] }),
    );
    expect(Results?.map(({ MembershipExists }) => MembershipExists)).toEqual([true, false]);
  });

  it("end one by one, and all at once with their group", async () => {
    const [GroupId, ada, grace] = [await createGroup("A"), await aws.createUser("ada"), await aws.createUser("grace")];
    const MembershipId = await join(GroupId, ada);
    await join(GroupId, grace);
    await aws.identityStore.send(new DeleteGroupMembershipCommand({ ...store, MembershipId }));
    expect(Object.values(aws.simulator.world().memberships)).toMatchObject([{ userId: grace }]);
    await aws.identityStore.send(new DeleteGroupCommand({ ...store, GroupId }));
    expect(aws.simulator.world().memberships).toEqual({});
  });

  it("are listed in pages", async () => {
    const GroupId = await createGroup("A");
    for (const name of ["ada", "grace", "hedy"]) await join(GroupId, await aws.createUser(name));
    const pages: number[] = [];
    const input = { ...store, GroupId };
    for await (const page of paginateListGroupMemberships({ client: aws.identityStore, pageSize: 2 }, input)) {
      pages.push(page.GroupMemberships?.length ?? 0);
    }
    expect(pages).toEqual([2, 1]);
  });

  it("are asked for in at most 100 groups at once", async () => {
    const GroupIds = Array.from({ length: 101 }, () => "9067a1b2c3-00000000-0000-4000-a000-000000000000");
    const UserId = await aws.createUser();
    const error = await errorOf(
      aws.identityStore.send(new IsMemberInGroupsCommand({ ...store, MemberId: { UserId }, GroupIds })),
    );
    expect(error.message).toContain("at 'groupIds' failed to satisfy constraint");
  });
});

import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  type CreateUserCommandInput,
  DeleteUserCommand,
  DescribeUserCommand,
  GetUserIdCommand,
  ListGroupMembershipsCommand,
  ListUsersCommand,
  paginateListUsers,
  UpdateUserCommand,
} from "@aws-sdk/client-identitystore";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const store = { IdentityStoreId: known.identityStoreId };
const ada = {
  ...store,
  UserName: "ada@example.com",
  DisplayName: "Ada Lovelace",
  Name: { GivenName: "Ada", FamilyName: "Lovelace" },
  Emails: [{ Value: "ada@example.com", Type: "Work", Primary: true }],
};

let aws: Awaited<ReturnType<typeof simulateAws>>;
beforeEach(async () => {
  aws = await simulateAws();
});
afterEach(() => aws.simulator.close());

const create = (input: CreateUserCommandInput) => aws.identityStore.send(new CreateUserCommand(input));
const find = (AttributePath: string, AttributeValue: string) =>
  aws.identityStore.send(
    new GetUserIdCommand({ ...store, AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } } }),
  );

describe("creating a user", () => {
  it("answers an id in the identity store's own form, and the user can be described", async () => {
    const { UserId = "" } = await create(ada);
    expect(UserId).toMatch(/^9067a1b2c3-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    const user = await aws.identityStore.send(new DescribeUserCommand({ ...store, UserId }));
    expect(user).toMatchObject({ ...ada, UserId, UserStatus: "ENABLED", CreatedAt: new Date("2026-11-20T09:00:00Z") });
    expect(user.ExternalIds).toBeUndefined();
  });

  it.each([
    ["no given name", { Name: { FamilyName: "Lovelace" } }, "givenName: The attribute givenName is required"],
    ["no family name", { Name: { GivenName: "Ada" } }, "familyName: The attribute familyName is required"],
    ["no display name", { DisplayName: undefined }, "displayName: The attribute displayName is required"],
    ["no name of any kind", { Name: undefined }, "familyName is required, givenName: The attribute givenName"],
    ["no user name", { UserName: undefined }, "userName is a required attribute"],
    ["a reserved user name", { UserName: "administrator" }, "administrator is a reserved userName"],
    ["an e-mail without address", { Emails: [{ Type: "Work" }] }, "exactly one e-mail address"],
    ["a space in the user name", { UserName: "ada lovelace" }, "at 'userName' failed to satisfy constraint"],
    [
      "a user name of 129 characters",
      { UserName: "a".repeat(129) },
      "Member must have length less than or equal to 128",
    ],
    ["two e-mails", { Emails: [{ Value: "a@example.com" }, { Value: "b@example.com" }] }, "at 'emails'"],
  ])("refuses %s", async (_, change, message) => {
    const error = await errorOf(create({ ...ada, ...change }));
    expect(error.name).toBe("ValidationException");
    expect(error.message).toContain(message);
    expect(aws.simulator.world().users).toEqual({});
  });

  it("refuses a user name that is taken, whatever its case", async () => {
    await create(ada);
    const error = await errorOf(
      create({ ...ada, UserName: "ADA@example.com", Emails: [{ Value: "other@example.com" }] }),
    );
    expect(error).toMatchObject({ name: "ConflictException", Reason: "UNIQUENESS_CONSTRAINT_VIOLATION" });
    expect(error.message).toBe("Duplicate UserName");
  });

  it("refuses an e-mail address that another user has, whatever its case", async () => {
    await create(ada);
    const error = await errorOf(create({ ...ada, UserName: "other", Emails: [{ Value: "Ada@Example.com" }] }));
    expect(error).toMatchObject({ name: "ConflictException", message: "Duplicate Email" });
  });

  it("knows no identity store but its own, and none in another Region", async () => {
    const error = await errorOf(create({ ...ada, IdentityStoreId: "d-0000000000" }));
    expect(error).toMatchObject({
      name: "ResourceNotFoundException",
      ResourceType: "IDENTITY_STORE",
      ResourceId: "d-0000000000",
    });
  });
});

describe("extensions of a user", () => {
  it("are answered only to those who ask for them", async () => {
    const Extensions = { "aws:identitystore:enterprise": { department: "Analysis" } };
    const { UserId } = await create({ ...ada, Extensions });
    const asked = { ...store, UserId, Extensions: ["aws:identitystore:enterprise"] };
    expect((await aws.identityStore.send(new DescribeUserCommand(asked))).Extensions).toEqual(Extensions);
    expect((await aws.identityStore.send(new DescribeUserCommand({ ...store, UserId }))).Extensions).toBeUndefined();
  });
});

describe("finding a user", () => {
  it.each([
    ["userName", "ada@example.com"],
    ["userName", "Ada@Example.COM"],
    ["emails.value", "ada@example.com"],
    ["emails.value", "ADA@example.com"],
  ])("by %s %s", async (path, value) => {
    const { UserId } = await create(ada);
    expect(await find(path, value)).toMatchObject({ ...store, UserId });
  });

  it("answers ResourceNotFoundException for a name that nobody has", async () => {
    expect(await errorOf(find("userName", "nobody"))).toMatchObject({
      name: "ResourceNotFoundException",
      ResourceType: "USER",
      message: "USER not found.",
    });
  });

  it("refuses an attribute that is not unique", async () => {
    expect((await errorOf(find("title", "Countess"))).name).toBe("ValidationException");
  });

  it("by the id that an external identity provider gave", async () => {
    await aws.simulator.close();
    aws = await simulateAws({
      organization: {
        instances: [
          {
            identityStoreId: known.identityStoreId,
            identitySource: "EXTERNAL_IDP",
            users: [
              {
                userName: "grace",
                givenName: "Grace",
                familyName: "Hopper",
                externalId: { issuer: "https://scim.example.com", id: "00u1" },
              },
            ],
          },
        ],
      },
    });
    const identifier = { ExternalId: { Issuer: "https://scim.example.com", Id: "00u1" } };
    const found = await aws.identityStore.send(new GetUserIdCommand({ ...store, AlternateIdentifier: identifier }));
    const user = await aws.identityStore.send(new DescribeUserCommand({ ...store, UserId: found.UserId }));
    expect(user).toMatchObject({
      UserName: "grace",
      ExternalIds: [{ Issuer: "https://scim.example.com", Id: "00u1" }],
    });
  });
});

describe("listing users", () => {
  beforeEach(async () => {
    for (let number = 1; number <= 7; number += 1) await aws.createUser(`user${number}`);
  });

  it("pages through all of them, each once", async () => {
    const sizes: number[] = [];
    const names: (string | undefined)[] = [];
    for await (const { Users = [] } of paginateListUsers({ client: aws.identityStore, pageSize: 3 }, { ...store })) {
      sizes.push(Users.length);
      names.push(...Users.map(({ UserName }) => UserName));
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(names).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `user${number}`));
  });

  it("hides nobody when a user is deleted between two pages", async () => {
    const first = await aws.identityStore.send(new ListUsersCommand({ ...store, MaxResults: 3 }));
    const UserId = first.Users?.[0]?.UserId;
    await aws.identityStore.send(new DeleteUserCommand({ ...store, UserId }));
    const next = await aws.identityStore.send(
      new ListUsersCommand({ ...store, MaxResults: 3, NextToken: first.NextToken }),
    );
    expect(next.Users?.map(({ UserName }) => UserName)).toEqual(["user4", "user5", "user6"]);
  });

  it.each([0, 101])("refuses a page of %i", async (MaxResults) => {
    const error = await errorOf(aws.identityStore.send(new ListUsersCommand({ ...store, MaxResults })));
    expect(error.name).toBe("ValidationException");
    expect(error.message).toContain("at 'maxResults' failed to satisfy constraint");
  });

  it("refuses a token that it did not give", async () => {
    const error = await errorOf(aws.identityStore.send(new ListUsersCommand({ ...store, NextToken: "AAAA" })));
    expect(error.name).toBe("ValidationException");
  });

  it("filters by user name", async () => {
    const Filters = [{ AttributePath: "UserName", AttributeValue: "user5" }];
    const { Users } = await aws.identityStore.send(new ListUsersCommand({ ...store, Filters }));
    expect(Users).toHaveLength(1);
  });
});

describe("updating a user", () => {
  const update = (UserId: string | undefined, AttributePath: string, AttributeValue?: unknown) =>
    aws.identityStore.send(
      new UpdateUserCommand({
        ...store,
        UserId,
        Operations: [{ AttributePath, AttributeValue: AttributeValue as string }],
      }),
    );
  const describeUser = (UserId: string | undefined) =>
    aws.identityStore.send(new DescribeUserCommand({ ...store, UserId }));

  it("sets attributes, members of the name and the whole list of e-mails", async () => {
    const { UserId } = await create(ada);
    await update(UserId, "displayName", "Countess of Lovelace");
    await update(UserId, "name.familyName", "King");
    await update(UserId, "emails", [{ value: "king@example.com", primary: true }]);
    expect(await describeUser(UserId)).toMatchObject({
      DisplayName: "Countess of Lovelace",
      Name: { GivenName: "Ada", FamilyName: "King" },
      Emails: [{ Value: "king@example.com", Primary: true }],
    });
  });

  it("removes an attribute that gets no value", async () => {
    const { UserId } = await create({ ...ada, Title: "Countess" });
    await update(UserId, "title");
    expect((await describeUser(UserId)).Title).toBeUndefined();
  });

  it("cannot remove what Identity Center needs, and changes nothing then", async () => {
    const { UserId } = await create(ada);
    expect((await errorOf(update(UserId, "displayName"))).name).toBe("ValidationException");
    expect((await describeUser(UserId)).DisplayName).toBe("Ada Lovelace");
  });

  it("refuses an attribute that users do not have", async () => {
    const { UserId } = await create(ada);
    expect((await errorOf(update(UserId, "password", "secret"))).name).toBe("ValidationException");
  });

  it("refuses an e-mail address that another user has", async () => {
    const { UserId } = await create(ada);
    await create({ ...ada, UserName: "grace", Emails: [{ Value: "grace@example.com" }] });
    const error = await errorOf(update(UserId, "emails", [{ Value: "GRACE@example.com" }]));
    expect(error.name).toBe("ConflictException");
  });
});

describe("deleting a user", () => {
  it("ends the memberships and frees the names", async () => {
    const { UserId } = await create(ada);
    const { GroupId } = await aws.identityStore.send(new CreateGroupCommand({ ...store, DisplayName: "Developers" }));
    await aws.identityStore.send(
      new CreateGroupMembershipCommand({ ...store, GroupId, MemberId: { UserId: UserId ?? "" } }),
    );
    await aws.identityStore.send(new DeleteUserCommand({ ...store, UserId }));
    const { GroupMemberships } = await aws.identityStore.send(new ListGroupMembershipsCommand({ ...store, GroupId }));
    expect(GroupMemberships).toEqual([]);
    expect((await errorOf(aws.identityStore.send(new DescribeUserCommand({ ...store, UserId })))).name).toBe(
      "ResourceNotFoundException",
    );
    await create(ada);
  });

  it("leaves the account assignments behind, as AWS does", async () => {
    const set = await aws.createPermissionSet();
    const { UserId = "" } = await create(ada);
    await aws.assign(set, known.north, UserId);
    aws.pass(10_000);
    await aws.identityStore.send(new DeleteUserCommand({ ...store, UserId }));
    expect(Object.values(aws.simulator.world().assignments)).toMatchObject([{ principalId: UserId }]);
  });
});

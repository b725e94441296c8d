import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  DescribeUserCommand,
  GetUserIdCommand,
  ListGroupsCommand,
  ListUsersCommand,
  UpdateUserCommand,
} from "@aws-sdk/client-identitystore";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const store = { IdentityStoreId: known.identityStoreId };
const person = (userName: string, more: object = {}) => ({ userName, givenName: "A", familyName: "B", ...more });
const directory = (described: object) => ({
  organization: {
    instances: [{ instanceId: "ssoins-7223a1b2c3d4e5f6", identityStoreId: known.identityStoreId, ...described }],
  },
});

/** Ids by user name. */
async function idsIn(aws: Awaited<ReturnType<typeof simulateAws>>): Promise<Readonly<Record<string, string>>> {
  const { Users = [] } = await aws.identityStore.send(new ListUsersCommand(store));
  return Object.fromEntries(Users.map(({ UserName = "", UserId = "" }) => [UserName, UserId]));
}

describe("a disabled person", () => {
  const people = directory({
    users: [person("ada", { status: "DISABLED" }), person("bob")],
    groups: [{ displayName: "Developers", members: ["ada"] }],
  });

  it("is told so by ListUsers and DescribeUser, and not by GetUserId", async () => {
    const aws = await simulateAws(people);
    const { Users } = await aws.identityStore.send(new ListUsersCommand(store));
    expect(Users).toMatchObject([
      { UserName: "ada", UserStatus: "DISABLED" },
      { UserName: "bob", UserStatus: "ENABLED" },
    ]);
    const { ada } = await idsIn(aws);
    const described = await aws.identityStore.send(new DescribeUserCommand({ ...store, UserId: ada }));
    expect(described).toMatchObject({ UserStatus: "DISABLED" });
    const AlternateIdentifier = { UniqueAttribute: { AttributePath: "userName", AttributeValue: "ada" } };
    const found = await aws.identityStore.send(new GetUserIdCommand({ ...store, AlternateIdentifier }));
    expect(
      Object.keys(found)
        .filter((member) => member !== "$metadata")
        .sort(),
    ).toEqual(["IdentityStoreId", "UserId"]);
  });

  it("stays in groups and is added to none", async () => {
    const aws = await simulateAws(people);
    const { ada = "", bob = "" } = await idsIn(aws);
    const { GroupId } = await aws.identityStore.send(new CreateGroupCommand({ ...store, DisplayName: "Reviewers" }));
    const add = (UserId: string) =>
      aws.identityStore.send(new CreateGroupMembershipCommand({ ...store, GroupId, MemberId: { UserId } }));
    expect((await errorOf(add(ada))).name).toBe("ValidationException");
    await add(bob);
    expect(Object.values(aws.simulator.world().memberships)).toHaveLength(2);
  });

  it("cannot be enabled by API", async () => {
    const aws = await simulateAws(people);
    const { ada } = await idsIn(aws);
    const Operations = [{ AttributePath: "userStatus", AttributeValue: "ENABLED" }];
    const call = aws.identityStore.send(new UpdateUserCommand({ ...store, UserId: ada, Operations }));
    expect((await errorOf(call)).name).toBe("ValidationException");
  });
});

describe("ids", () => {
  it.each([
    ["prefixed", /^9067a1b2c3-/],
    ["bare", /^[0-9a-f]{8}-/],
  ] as const)("are %s as the directory has it", async (directoryIds, form) => {
    const aws = await simulateAws(directory({ directoryIds, users: [person("ada")] }));
    await aws.createUser("bob");
    for (const id of Object.values(await idsIn(aws))) expect(id).toMatch(form);
  });

  it("are of both forms in one directory", async () => {
    const users = Array.from({ length: 9 }, (_, n) => person(`user-${n}`));
    const aws = await simulateAws(directory({ directoryIds: "mixed", users }));
    const ids = Object.values(await idsIn(aws));
    expect(ids.some((id) => id.startsWith("9067a1b2c3-"))).toBe(true);
    expect(ids.some((id) => !id.startsWith("9067a1b2c3-"))).toBe(true);
  });

  it("may be described", async () => {
    const id = "94d8c418-60d1-709c-b30d-81f909a1dfe7";
    const aws = await simulateAws(directory({ users: [person("ada", { id })], groups: [{ displayName: "G", id }] }));
    expect(await idsIn(aws)).toEqual({ ada: id });
  });
});

it("a person with several addresses is found by each, and keeps them while nobody writes them", async () => {
  const emails = ["ada@example.com", { value: "a.lovelace@example.com", type: "Home" }];
  const aws = await simulateAws(directory({ users: [person("ada", { emails })] }));
  const { ada } = await idsIn(aws);
  for (const AttributeValue of ["ada@example.com", "A.Lovelace@example.com"]) {
    const AlternateIdentifier = { UniqueAttribute: { AttributePath: "emails.value", AttributeValue } };
    const found = await aws.identityStore.send(new GetUserIdCommand({ ...store, AlternateIdentifier }));
    expect(found.UserId).toBe(ada);
  }
  const Operations = [{ AttributePath: "displayName", AttributeValue: "Ada" }];
  await aws.identityStore.send(new UpdateUserCommand({ ...store, UserId: ada, Operations }));
  expect((await aws.identityStore.send(new ListUsersCommand(store))).Users?.[0]).toMatchObject({
    DisplayName: "Ada",
    Emails: [
      { Value: "ada@example.com", Type: "Work", Primary: true },
      { Value: "a.lovelace@example.com", Type: "Home", Primary: false },
    ],
  });
  const twice = new CreateUserCommand({
    ...store,
    UserName: "other",
    DisplayName: "Other",
    Name: { GivenName: "O", FamilyName: "R" },
    Emails: [{ Value: "a.lovelace@example.com" }],
  });
  expect((await errorOf(aws.identityStore.send(twice))).name).toBe("ConflictException");
});

it("a directory of Active Directory is listed with a filter only", async () => {
  const aws = await simulateAws(
    directory({
      identitySource: "ACTIVE_DIRECTORY",
      users: [person("ada@corp.example")],
      groups: [{ displayName: "Dev" }],
    }),
  );
  const refused = { name: "ValidationException", message: "Filter is required" };
  expect(await errorOf(aws.identityStore.send(new ListUsersCommand(store)))).toMatchObject(refused);
  expect(await errorOf(aws.identityStore.send(new ListGroupsCommand(store)))).toMatchObject(refused);
  const Filters = [{ AttributePath: "UserName", AttributeValue: "ada@corp.example" }];
  expect((await aws.identityStore.send(new ListUsersCommand({ ...store, Filters }))).Users).toHaveLength(1);
});

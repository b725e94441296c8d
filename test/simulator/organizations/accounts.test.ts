import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const manyAccounts = Array.from({ length: 60 }, (_, n) => ({ id: `${300_000_000_000 + n}`, name: `Account ${n}` }));

describe("DescribeOrganization", () => {
  it("names the management account, to plain members too", async () => {
    for (const caller of ["Example Corp", "Staging"]) {
      const { organizations } = await simulateAws({ organization: { caller: { account: caller } } });
      const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
      expect(Organization).toMatchObject({ MasterAccountId: known.management, FeatureSet: "ALL" });
      expect(Organization?.Arn).toMatch(/^arn:aws:organizations::111122223333:organization\/o-[a-z0-9]{10}$/);
    }
  });

  it("answers an account outside any organization that there is none", async () => {
    const { organizations } = await simulateAws({ organization: { organization: false } });
    expect(await errorOf(organizations.send(new DescribeOrganizationCommand({})))).toMatchObject({
      name: "AWSOrganizationsNotInUseException",
      message: "Your account is not a member of an organization.",
    });
  });
});

describe("ListAccounts", () => {
  it("gives at most twenty accounts, sometimes none, and a token until the end", async () => {
    const { organizations } = await simulateAws({ organization: { accounts: manyAccounts } });
    const sizes: number[] = [];
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await organizations.send(new ListAccountsCommand({ NextToken }));
      sizes.push(page.Accounts?.length ?? -1);
      ids.push(...(page.Accounts ?? []).map(({ Id }) => Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(sizes).toEqual([20, 0, 20, 20, 1]);
    expect(ids).toEqual([known.management, ...manyAccounts.map(({ id }) => id)]);
  });

  it("refuses pages of more than twenty and tokens it did not give", async () => {
    const { organizations } = await simulateAws();
    const tooMany = await errorOf(organizations.send(new ListAccountsCommand({ MaxResults: 21 })));
    expect(tooMany).toMatchObject({ name: "InvalidInputException", Reason: "MAX_VALUE_EXCEEDED" });
    for (const NextToken of ["forged", "1.page.forged"]) {
      const forged = await errorOf(organizations.send(new ListAccountsCommand({ NextToken })));
      expect(forged).toMatchObject({ name: "InvalidInputException", Reason: "INVALID_NEXT_TOKEN" });
    }
  });

  it("is for the management account and for delegated administrators", async () => {
    const delegated = { delegatedAdministrators: ["Security Audit"] };
    const asDelegated = await simulateAws({ organization: { ...delegated, caller: { account: "Security Audit" } } });
    expect((await asDelegated.organizations.send(new ListAccountsCommand({}))).Accounts).toHaveLength(7);
    const asMember = await simulateAws({ organization: { ...delegated, caller: { account: "Staging" } } });
    expect(await errorOf(asMember.organizations.send(new ListAccountsCommand({})))).toMatchObject({
      name: "AccessDeniedException",
      message: "You don't have permissions to access this resource.",
    });
  });

  it.each([
    ["both", { State: "CLOSED", Status: "SUSPENDED" }, []],
    ["State", { State: "CLOSED" }, ["Status"]],
    ["Status", { Status: "SUSPENDED" }, ["State"]],
  ] as const)("tells an account's state by %s", async (accountState, present, absent) => {
    const { organizations } = await simulateAws({
      organization: {
        answers: { accountState },
        accounts: [{ id: known.north, name: "Gone", state: "CLOSED" }],
      },
    });
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    const gone = Accounts?.find(({ Id }) => Id === known.north);
    expect(gone).toMatchObject(present);
    for (const member of absent) expect(gone).not.toHaveProperty(member);
  });
});

it("an account's path leads from the organization through its units", async () => {
  const { organizations } = await simulateAws();
  const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: known.north }));
  expect(Account).toMatchObject({ Name: "Sandbox North", JoinedMethod: "CREATED" });
  expect(Account?.Paths?.[0]).toMatch(/^o-\w+\/r-\w+\/ou-[\w-]+\/ou-[\w-]+\/210987654321\/$/);
  const unknown = organizations.send(new DescribeAccountCommand({ AccountId: "999999999999" }));
  expect((await errorOf(unknown)).name).toBe("AccountNotFoundException");
});

it("the accounts of a parent are its own, not those of units below it", async () => {
  const { organizations } = await simulateAws();
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const ParentId = Roots?.[0]?.Id;
  const { Accounts } = await organizations.send(new ListAccountsForParentCommand({ ParentId }));
  expect(Accounts?.map(({ Id }) => Id)).toEqual([known.management]);
  const nowhere = organizations.send(new ListAccountsForParentCommand({ ParentId: "ou-ab12-12345678" }));
  expect((await errorOf(nowhere)).name).toBe("ParentNotFoundException");
});

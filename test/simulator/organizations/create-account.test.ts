import {
  CreateAccountCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  ListCreateAccountStatusCommand,
  ListParentsCommand,
  MoveAccountCommand,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

async function withCreation(options: Parameters<typeof simulateAws>[0] = {}) {
  const aws = await simulateAws({ latency: { createAccount: 5_000 }, ...options });
  const create = async (Email: string, AccountName = "New") => {
    const answer = await aws.organizations.send(new CreateAccountCommand({ Email, AccountName }));
    return answer.CreateAccountStatus?.Id ?? "";
  };
  const statusOf = async (CreateAccountRequestId: string) => {
    const command = new DescribeCreateAccountStatusCommand({ CreateAccountRequestId });
    return (await aws.organizations.send(command)).CreateAccountStatus;
  };
  return { ...aws, create, statusOf };
}

describe("CreateAccount", () => {
  it("is in progress for a while, then the account is active in the root", async () => {
    const { organizations, create, statusOf, pass } = await withCreation();
    const request = await create("aws+ada@example.com", "Sandbox Ada");
    expect(request).toMatch(/^car-[0-9a-f]{32}$/);
    expect(await statusOf(request)).toMatchObject({ State: "IN_PROGRESS", AccountName: "Sandbox Ada" });
    pass(5_000);
    const done = await statusOf(request);
    expect(done).toMatchObject({ State: "SUCCEEDED", CompletedTimestamp: new Date("2026-11-20T09:00:05Z") });
    const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: done?.AccountId }));
    expect(Account).toMatchObject({ Email: "aws+ada@example.com", State: "ACTIVE", JoinedMethod: "CREATED" });
    const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: done?.AccountId }));
    expect(Parents).toMatchObject([{ Type: "ROOT" }]);
  });

  it.each([
    ["an address that an account has, whatever its case", "AWS@example.com", "EMAIL_ALREADY_EXISTS"],
    ["characters that AWS forbids before the @", "a(b)@example.com", "INVALID_EMAIL"],
    ["letters outside ASCII", "ädä@example.com", "INVALID_EMAIL"],
  ])("fails later for %s", async (_what, email, reason) => {
    const { create, statusOf, pass } = await withCreation();
    const request = await create(email);
    pass(5_000);
    expect(await statusOf(request)).toMatchObject({ State: "FAILED", FailureReason: reason });
  });

  it("fails when the same address is being used by a request in progress, or the organization is full", async () => {
    const { create, statusOf, pass } = await withCreation({ organization: { accountLimit: 8 } });
    const requests = [await create("a@example.com"), await create("a@example.com"), await create("b@example.com")];
    pass(5_000);
    const outcomes = await Promise.all(requests.map(statusOf));
    expect(outcomes.map((status) => status?.FailureReason)).toEqual([
      undefined,
      "EMAIL_ALREADY_EXISTS",
      "ACCOUNT_LIMIT_EXCEEDED",
    ]);
  });

  it.each(["no-at-sign.example.com", "a@b", `${"a".repeat(60)}@example.com`])("refuses %s at once", async (email) => {
    const { create } = await withCreation();
    expect((await errorOf(create(email))).name).toBe("InvalidInputException");
  });

  it("is refused beyond five at a time, in a brand-new organization, and to anyone but the management account", async () => {
    const { create } = await withCreation();
    for (let n = 0; n < 5; n += 1) await create(`a${n}@example.com`);
    expect((await errorOf(create("a5@example.com"))).name).toBe("TooManyRequestsException");

    const young = await withCreation({ organization: { finalizing: true } });
    expect((await errorOf(young.create("a@example.com"))).name).toBe("FinalizingOrganizationException");

    const delegated = await withCreation({
      organization: { delegatedAdministrators: ["Staging"], caller: { account: "Staging" } },
    });
    expect((await errorOf(delegated.create("a@example.com"))).name).toBe("AccessDeniedException");
  });
});

it("requests are listed by state", async () => {
  const { organizations, create, pass } = await withCreation();
  await create("a@example.com");
  await create("aws@example.com");
  pass(5_000);
  const last = await create("c@example.com");
  const list = async (States: ("IN_PROGRESS" | "FAILED")[]) =>
    (await organizations.send(new ListCreateAccountStatusCommand({ States }))).CreateAccountStatuses;
  expect(await list(["IN_PROGRESS"])).toMatchObject([{ Id: last }]);
  expect(await list(["IN_PROGRESS", "FAILED"])).toHaveLength(2);
});

describe("MoveAccount", () => {
  it("moves an account from where it is to another unit", async () => {
    const { organizations } = await withCreation();
    const parentOf = async (ChildId: string) =>
      (await organizations.send(new ListParentsCommand({ ChildId }))).Parents?.[0]?.Id;
    const [from, to] = [await parentOf(known.north), await parentOf(known.staging)];
    const move = (AccountId: string, SourceParentId = from, DestinationParentId = to) =>
      organizations.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
    await move(known.north);
    expect(await parentOf(known.north)).toBe(to);
    expect((await errorOf(move(known.north))).name).toBe("DuplicateAccountException");
    expect((await errorOf(move(known.south, to, from))).name).toBe("DuplicateAccountException");
    expect((await errorOf(move(known.south, await parentOf(known.management), to))).name).toBe(
      "SourceParentNotFoundException",
    );
    expect((await errorOf(move("999999999999"))).name).toBe("AccountNotFoundException");
    expect((await errorOf(move(known.south, from, "ou-ab12-12345678"))).name).toBe(
      "DestinationParentNotFoundException",
    );
  });
});

import {
  CreateAccountCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  ListCreateAccountStatusCommand,
  ListParentsCommand,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { errorOf, simulateAws } from "../simulated-aws.ts";

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
    ["an address that an account outside the organization has", "Founder@example.org", "EMAIL_ALREADY_EXISTS"],
    ["letters outside ASCII", "ädä@example.com", "INVALID_EMAIL"],
    ["a dot in front", ".ada@example.com", "INVALID_EMAIL"],
    ["a domain that begins with a hyphen", "ada@-example.com", "INVALID_EMAIL"],
    ["a domain that ends with a dot", "ada@example.com.", "INVALID_EMAIL"],
    ["a domain with other characters", "ada@exa_mple.com", "INVALID_EMAIL"],
  ])("fails later for %s", async (_what, email, reason) => {
    const { simulator, create, statusOf, pass } = await withCreation({
      organization: { takenEmails: ["founder@example.org"] },
    });
    const before = Object.keys(simulator.world().accounts);
    const request = await create(email);
    expect(await statusOf(request)).toMatchObject({ State: "IN_PROGRESS" });
    pass(5_000);
    const status = await statusOf(request);
    expect(status).toMatchObject({ State: "FAILED", FailureReason: reason });
    expect(status).not.toHaveProperty("AccountId");
    expect(Object.keys(simulator.world().accounts)).toEqual(before);
  });

  it("fails when the same address is being used by a request in progress, or the organization is full", async () => {
    const { create, statusOf, pass } = await withCreation({ organization: { accountLimit: 8 } });
    const requests = [
      await create("a@example.com"),
      await create("A@example.com"),
      await create("a@example.com", "Another"),
      await create("b@example.com"),
    ];
    pass(5_000);
    const outcomes = await Promise.all(requests.map(statusOf));
    expect(outcomes.map((status) => status?.FailureReason)).toEqual([
      undefined,
      "CONCURRENT_ACCOUNT_MODIFICATION",
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

describe("CreateAccount, made to fail", () => {
  it.each(["CONCURRENT_ACCOUNT_MODIFICATION", "MISSING_PAYMENT_INSTRUMENT", "PENDING_BUSINESS_VALIDATION"])(
    "ends with %s once, and succeeds for the same address afterwards",
    async (reason) => {
      const { create, statusOf, pass } = await withCreation({
        faults: [{ operation: "CreateAccount", nth: 1, fault: "failed-assignment", reason }],
      });
      const failed = await create("a@example.com");
      const retried = await create("a@example.com");
      pass(5_000);
      expect(await statusOf(failed)).toMatchObject({ State: "FAILED", FailureReason: reason });
      expect(await statusOf(retried)).toMatchObject({ State: "SUCCEEDED" });
    },
  );

  it("ends with INTERNAL_FAILURE when the fault gives no reason", async () => {
    const { create, statusOf, pass } = await withCreation({
      faults: [{ operation: "CreateAccount", fault: "failed-assignment" }],
    });
    const request = await create("a@example.com");
    pass(5_000);
    expect(await statusOf(request)).toMatchObject({ State: "FAILED", FailureReason: "INTERNAL_FAILURE" });
  });

  it.each([
    ["ConstraintViolationException", "ACCOUNT_NUMBER_LIMIT_EXCEEDED"],
    ["ConstraintViolationException", "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED"],
  ])("is refused at once with %s, %s, and leaves nothing behind", async (error, Reason) => {
    const { simulator, create } = await withCreation({
      faults: [
        { operation: "CreateAccount", count: 1, fault: "error", error, members: { Reason }, reason: "No more." },
      ],
    });
    expect(await errorOf(create("a@example.com"))).toMatchObject({ name: error, Reason, message: "No more." });
    expect(simulator.world().createAccountRequests).toEqual({});
    await create("a@example.com");
  });

  it("is refused until the organization is initialized, and for another request's change, then accepted", async () => {
    const { create } = await withCreation({
      faults: [
        { operation: "CreateAccount", nth: 1, fault: "error", error: "FinalizingOrganizationException" },
        { operation: "CreateAccount", nth: 2, fault: "conflict" },
      ],
    });
    expect((await errorOf(create("a@example.com"))).name).toBe("FinalizingOrganizationException");
    expect((await errorOf(create("a@example.com"))).name).toBe("ConcurrentModificationException");
    expect(await create("a@example.com")).toMatch(/^car-/);
  });

  it("makes the account though its answer is lost, and a second request for it fails", async () => {
    const { organizations, create, pass } = await withCreation({
      faults: [{ operation: "CreateAccount", nth: 1, fault: "lost-response" }],
    });
    expect(await errorOf(create("a@example.com"))).toMatchObject({ code: "ECONNRESET" });
    pass(5_000);
    await create("a@example.com");
    pass(5_000);
    const listed = await organizations.send(new ListCreateAccountStatusCommand({}));
    const reasons = listed.CreateAccountStatuses?.map(({ State, FailureReason }) => [State, FailureReason]);
    expect(reasons).toHaveLength(2);
    expect(reasons).toEqual(
      expect.arrayContaining([
        ["SUCCEEDED", undefined],
        ["FAILED", "EMAIL_ALREADY_EXISTS"],
      ]),
    );
  });
});

describe("ListCreateAccountStatus", () => {
  it("lists requests by state, failed ones too, and never an e-mail address", async () => {
    const { organizations, create, pass } = await withCreation();
    await create("a@example.com");
    await create("aws@example.com");
    pass(5_000);
    const last = await create("c@example.com");
    const list = async (States?: ("IN_PROGRESS" | "SUCCEEDED" | "FAILED")[]) =>
      (await organizations.send(new ListCreateAccountStatusCommand({ States }))).CreateAccountStatuses ?? [];
    expect(await list(["IN_PROGRESS"])).toMatchObject([{ Id: last }]);
    expect(await list(["SUCCEEDED"])).toMatchObject([{ AccountName: "New" }]);
    expect(await list(["IN_PROGRESS", "FAILED"])).toHaveLength(2);
    expect(await list()).toHaveLength(3);
    expect(JSON.stringify(await list())).not.toContain("@");
  });

  it("gives empty pages with a token, and requests in an order that is not the one of their making", async () => {
    const { organizations, create } = await withCreation({ limits: { outstandingAccounts: 10 } });
    const made: string[] = [];
    for (let n = 0; n < 8; n += 1) made.push(await create(`a${n}@example.com`));
    const pages: string[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await organizations.send(new ListCreateAccountStatusCommand({ MaxResults: 3, NextToken }));
      pages.push((page.CreateAccountStatuses ?? []).map(({ Id = "" }) => Id));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([3, 0, 3, 2]);
    const listed = pages.flat();
    expect([...listed].sort()).toEqual([...made].sort());
    expect([made, [...made].reverse()]).not.toContainEqual(listed);
  });
});

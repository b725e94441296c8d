import {
  CreateAccountCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  ListAccountsCommand,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { errorOf, simulateAws } from "../simulated-aws.ts";

/** A simulator with an account that CreateAccount has just made. */
async function withNewAccount({ RoleName }: { RoleName?: string } = {}) {
  const aws = await simulateAws({ latency: { createAccount: 5_000, accountReady: 60_000, firstAssignment: 3_000 } });
  const { simulator, organizations, pass } = aws;
  const created = await organizations.send(
    new CreateAccountCommand({ Email: "a@example.com", AccountName: "New", RoleName }),
  );
  pass(5_000);
  const CreateAccountRequestId = created.CreateAccountStatus?.Id;
  const described = await organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }));
  const accountId = described.CreateAccountStatus?.AccountId ?? "";
  const sts = new STSClient({
    endpoint: simulator.url,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" },
  });
  const assume = (role = "OrganizationAccountAccessRole") =>
    sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${accountId}:role/${role}`, RoleSessionName: "onboard" }));
  return { ...aws, accountId, assume };
}

describe("an account that was only just created", () => {
  it("is listed and described as ACTIVE at once: its state does not tell that it is not ready", async () => {
    const { organizations, accountId } = await withNewAccount();
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.find(({ Id }) => Id === accountId)).toMatchObject({ State: "ACTIVE", Email: "a@example.com" });
    const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: accountId }));
    expect(Account).toMatchObject({ State: "ACTIVE", Status: "ACTIVE" });
  });

  it("accepts an assignment that then fails, until it is ready", async () => {
    const { accountId, createUser, createPermissionSet, assign, statusOf, pass, simulator } = await withNewAccount();
    const [ada, set] = [await createUser(), await createPermissionSet()];
    const early = await assign(set, accountId, ada);
    expect(await statusOf(early)).toMatchObject({ Status: "IN_PROGRESS" });
    pass(3_000);
    expect(await statusOf(early)).toMatchObject({
      Status: "FAILED",
      FailureReason:
        "AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account " +
        `'${accountId}' takes longer than usual. Please try again in a few minutes. ` +
        "If this problem continues, contact AWS Support.",
    });
    expect(simulator.world().assignments).toEqual({});

    pass(57_000);
    const late = await assign(set, accountId, ada);
    pass(3_000);
    expect(await statusOf(late)).toMatchObject({ Status: "SUCCEEDED" });
  });

  it("lets nobody into its access role until it is ready", async () => {
    const { assume, pass } = await withNewAccount();
    pass(59_999);
    expect(await errorOf(assume())).toMatchObject({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
    pass(1);
    expect((await assume()).Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });

  it("has the access role that CreateAccount was told to make, and no other", async () => {
    const { assume, pass } = await withNewAccount({ RoleName: "Landing" });
    pass(60_000);
    expect((await errorOf(assume())).name).toBe("AccessDenied");
    expect((await assume("Landing")).AssumedRoleUser?.Arn).toContain(":assumed-role/Landing/onboard");
  });
});

it("a created account can stay unseen for a while: lists lag behind when a fault says so", async () => {
  const aws = await simulateAws({
    latency: { createAccount: 5_000 },
    faults: [{ operation: "ListAccounts", count: 1, fault: "stale-read", delay: 30 }],
  });
  await aws.organizations.send(new CreateAccountCommand({ Email: "a@example.com", AccountName: "New" }));
  aws.pass(5_000);
  const count = async () => (await aws.organizations.send(new ListAccountsCommand({}))).Accounts?.length;
  expect(await count()).toBe(7);
  expect(await count()).toBe(8);
});

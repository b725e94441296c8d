import { CreateAccountFailureReason } from "@aws-sdk/client-organizations";
import { describe, expect, it, vi } from "vitest";
import type { FaultRule } from "../../simulated-team.ts";
import { newAccounts, outcomesOf } from "./new-accounts.ts";

vi.mock("../../../../src/aws/backoff.ts", async (original) => {
  const real = await original<typeof import("../../../../src/aws/backoff.ts")>();
  return { ...real, pause: (milliseconds: number, signal?: AbortSignal) => real.pause(milliseconds / 50, signal) };
});

/** What a run said of the account when AWS does this to every CreateAccount. */
async function saidOf(fault: Partial<FaultRule> & Pick<FaultRule, "fault">) {
  const team = await newAccounts({ faults: [{ operation: "CreateAccount", ...fault }] });
  const run = await team.onboardNew();
  expect(outcomesOf(run)).toEqual({
    User: "applied",
    PermissionSet: "applied",
    Account: "failed",
    AccountAssignment: "skipped",
  });
  expect(team.accounts()).toEqual([]);
  const result = run.results.find(({ outcome }) => outcome === "failed");
  return { team, result: result as Extract<typeof result, { outcome: "failed" }> };
}

const told = expect.stringMatching(
  /^AWS could not create account sandbox-ana \(root address aws\+ana@example\.com\): /,
);

describe.concurrent("an account that AWS could not make", () => {
  it.each(Object.values(CreateAccountFailureReason))("is told with what %s means and asks for", async (reason) => {
    const { team, result } = await saidOf({ fault: "failed-assignment", reason });
    expect(result).toMatchObject({ reason: told, awsError: reason, requestId: team.requests().at(-1)?.id });
    expect(result.reason).toMatch(new RegExp(`\\(${reason}\\)$`));
    expect(result.reason).not.toContain("AWS says");
    expect(result.remedy).not.toContain("Once the cause is gone");
  });

  it.each(["CONCURRENT_ACCOUNT_MODIFICATION", "INTERNAL_FAILURE"])("with %s was tried five times", async (reason) => {
    const { team } = await saidOf({ fault: "failed-assignment", reason });
    expect(team.count("CreateAccount")).toBe(5);
  });

  it.each(["INVALID_ADDRESS", "MISSING_PAYMENT_INSTRUMENT"])("with %s was tried once", async (reason) => {
    const { team } = await saidOf({ fault: "failed-assignment", reason });
    expect(team.count("CreateAccount")).toBe(1);
  });

  it("for a reason that nobody knows yet is told in AWS's words", async () => {
    const { result } = await saidOf({ fault: "failed-assignment", reason: "constructor" });
    expect(result).toMatchObject({ reason: expect.stringContaining("AWS says constructor. (constructor)") });
    expect(result.remedy).toBe("Once the cause is gone, run the failed rows again.");
  });

  it.each([
    [
      "the address is taken outside of the organization",
      { takenEmails: ["AWS+ana@example.com"] },
      "EMAIL_ALREADY_EXISTS",
    ],
    ["the quota is used up", { accountLimit: 7 }, "ACCOUNT_LIMIT_EXCEEDED"],
  ])("because %s is told so", async (_, organization, awsError) => {
    const team = await newAccounts({ organization });
    const { results } = await team.onboardNew();
    expect(results.find(({ outcome }) => outcome === "failed")).toMatchObject({ reason: told, awsError });
  });
});

describe.concurrent("a request that AWS does not take", () => {
  it.each([
    ["ACCOUNT_NUMBER_LIMIT_EXCEEDED", /as many accounts as its quota allows/],
    ["ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED", /too short a time/],
    ["PAYMENT_INSTRUMENT_REQUIRED", /no payment method/],
    ["MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED", /no payment method/],
    ["MASTER_ACCOUNT_MISSING_CONTACT_INFO", /no contact information/],
    ["ACCOUNT_CREATION_NOT_COMPLETE", /still setting up/],
    ["WAIT_PERIOD_ACTIVE", /wait/],
  ])("because of %s is told with what to do", async (Reason, said) => {
    const { team, result } = await saidOf({
      fault: "error",
      error: "ConstraintViolationException",
      members: { Reason },
      reason: "You can't.",
    });
    expect(result).toMatchObject({ reason: told, awsError: `ConstraintViolationException: ${Reason}` });
    expect(result.reason).toMatch(said);
    expect(result.requestId).toMatch(/\w/);
    expect(team.count("CreateAccount")).toBe(1);
  });

  it("for another reason is told in AWS's words", async () => {
    const { result } = await saidOf({
      fault: "error",
      error: "InvalidInputException",
      members: { Reason: "INVALID_SYSTEM_TAGS_PARAMETER" },
      reason: "You specified a tag that AWS keeps to itself.",
    });
    expect(result).toMatchObject({
      reason: "AWS refused creating account sandbox-ana: You specified a tag that AWS keeps to itself.",
      awsError: "InvalidInputException",
    });
  });

  it("for want of permission is told with where the permissions are listed", async () => {
    const { result } = await saidOf({ fault: "access-denied" });
    expect(result).toMatchObject({
      reason: expect.stringContaining("organizations:CreateAccount"),
      remedy: expect.stringContaining("docs/permissions.md"),
      awsError: "AccessDeniedException",
    });
  });

  it("as long as the organization is being set up was tried ten times, and waits for another run", async () => {
    const team = await newAccounts({ organization: { finalizing: true } });
    const { results } = await team.onboardNew();
    expect(results.find(({ outcome }) => outcome === "failed")).toMatchObject({
      reason: expect.stringContaining("AWS is still setting up the organization. (FinalizingOrganizationException)"),
      remedy: expect.stringContaining("up to an hour"),
      requestId: expect.any(String),
    });
    expect(team.count("CreateAccount")).toBe(10);
  });
});

describe.concurrent("an account that AWS made", () => {
  it("and does not open is left outstanding, with what AWS shows", async () => {
    const team = await newAccounts({ faults: [{ operation: "DescribeAccount", fault: "stale-read", delay: 3600 }] });
    const { results } = await team.onboardNew();
    expect(results.find(({ change }) => change.after?.kind === "Account")).toMatchObject({
      outcome: "outstanding",
      reason: expect.stringContaining(`does not show the new account (${team.idOf("aws+ana@example.com")})`),
      requestId: team.requests()[0]?.id,
    });
    expect(team.count("DescribeAccount")).toBeGreaterThanOrEqual(40);
  });

  it("and may not be looked at is left outstanding, too, and the next run finishes", async () => {
    const team = await newAccounts({ faults: [{ operation: "DescribeAccount", fault: "access-denied" }] });
    expect(outcomesOf(await team.onboardNew())).toMatchObject({ Account: "outstanding", AccountAssignment: "skipped" });
    team.faults.length = 0;
    expect(outcomesOf(await team.onboardNew())).toEqual({ Account: "applied", AccountAssignment: "applied" });
    expect(team.requests()).toHaveLength(1);
  });

  it("and never lets Identity Center in has assignments that fail with AWS's reason, after 14 tries", async () => {
    const team = await newAccounts({ latency: { accountReady: 3_600_000 } });
    const { results } = await team.onboardNew();
    expect(results.find(({ outcome }) => outcome === "failed")).toMatchObject({
      change: { after: { kind: "AccountAssignment" } },
      reason: expect.stringContaining("takes longer than usual"),
    });
    expect(team.count("CreateAccountAssignment")).toBe(14);
  });

  it("for nobody of the team gets no such patience", async () => {
    const reason = "Obtaining permissions to manage your AWS account takes longer than usual.";
    const team = await newAccounts({
      faults: [{ operation: "CreateAccountAssignment", fault: "failed-assignment", reason }],
    });
    await team.onboardNew("email,account\nana@example.com,Sandbox North\n");
    expect(team.count("CreateAccountAssignment")).toBe(1);
  });
});

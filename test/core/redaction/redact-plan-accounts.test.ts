import { describe, expect, it } from "vitest";
import { blockedKeys } from "../../../src/core/plan/blocked-keys.ts";
import { redactPlan, redactReport } from "../../../src/core/redaction/redact-plan.ts";
import { redactorOfPlan } from "../../../src/core/redaction/redactor-of-people.ts";
import { madeAccounts, reportOf } from "../../../src/core/report/report.ts";
import { accountKey } from "../../../src/core/state/kinds/account.ts";
import { failedResult } from "../../../src/core/state/result.ts";
import { newAccount } from "../plan/sample-new-account.ts";
import { access, assigned, observed, permissionSet, person, planFor, south, user } from "../plan/sample-onboarding.ts";

const anas = access({ accountId: "new:ana.silva", accountName: "sandbox-ana.silva" });
const existing = access({ accountId: south, accountName: "team bo", profile: "amplify-team-bo", line: 3 });
const people = [
  { ...person("ana.silva@example.com", anas), email: "ana.silva@example.com" },
  { ...person("bo@example.com", existing, { ...anas, line: 3 }), email: "bo@example.com" },
];
const account = newAccount("ana.silva");
const told = "sandbox-ana.silva (new:ana.silva, aws+ana.silva@example.com) beside team bo: no.";
const plan = planFor(
  [
    account,
    permissionSet(),
    user("ana.silva@example.com"),
    assigned("ana.silva@example.com", account.reference),
    assigned("bo@example.com", account.reference),
  ],
  {
    people,
    warnings: [told],
    observation: observed([], { blocked: new Map([[accountKey(account.reference), { reason: told, remedy: told }]]) }),
  },
);
const open = planFor([account], { people });

describe("a plan by line", () => {
  const shown = redactPlan(plan, redactorOfPlan({ people: people }));

  it("holds no user name in an account's name, reference, address or profile", () => {
    expect(JSON.stringify(shown)).not.toMatch(/\bana\b|silva|\bbo\b/i);
    expect(JSON.stringify(redactPlan(open, redactorOfPlan({ people: people })).dangers)).toContain(
      "sandbox-line 2 (root address (an address))",
    );
  });

  it("calls the accounts by the same words everywhere", () => {
    expect(shown.warnings).toContain("sandbox-line 2 (new:line 2, (an address)) beside team line 3: no.");
    expect(shown.people.map((one) => one.access.map(({ accountName }) => accountName))).toEqual([
      ["sandbox-line 2"],
      ["team line 3", "sandbox-line 2"],
    ]);
  });

  it("means the same changes, what waits for the account included", () => {
    expect(blockedKeys(shown.changes).size).toBe(blockedKeys(plan.changes).size);
    expect(new Set(shown.changes.map(({ key }) => key)).size).toBe(plan.changes.length);
  });

  it("keeps two accounts of one person apart", () => {
    const both = [
      {
        ...person("asilva", anas, access({ accountId: "new:asilva", accountName: "sandbox-asilva" })),
        email: "ana.silva@example.com",
      },
    ];
    const accounts = planFor([account, newAccount("asilva")], { people: both });
    const names = redactPlan(accounts, redactorOfPlan({ people: both })).changes.map(({ key }) => key);
    expect(new Set(names).size).toBe(2);
    expect(names.join()).not.toContain("silva");
  });
});

describe("a report by line", () => {
  it("tells new accounts and their ids without the people in their names", () => {
    const results = open.changes.map((change) => failedResult(change, told, told));
    const shown = redactReport(
      reportOf(open, results, false, { "new:ana.silva": "300000000001" }),
      redactorOfPlan({ people: people }),
    );
    expect(JSON.stringify(shown)).not.toMatch(/silva/i);
    expect(madeAccounts(shown)).toEqual([{ name: "sandbox-line 2", id: "300000000001" }]);
  });
});

describe("a user name that is a word", () => {
  const dev = { ...person("dev@example.com", access({ accountName: "Sandbox North" })), email: "dev@example.com" };

  it("stays one in sentences, and in the names of accounts that are not called so", () => {
    const text = "npm run dev in Sandbox North, dev-tools and group dev";
    expect(redactorOfPlan({ people: [dev] }).screen(text)).toBe(text);
  });

  it("is replaced in the name of an account that is", () => {
    const own = { ...dev, access: [access({ accountName: "sandbox-dev" })] };
    expect(redactorOfPlan({ people: [own] }).screen("npm run dev in sandbox-dev")).toBe(
      "npm run dev in sandbox-line 2",
    );
  });
});

import { expect, it } from "vitest";
import type { Status } from "../../../src/core/readiness/status.ts";
import { redactStatus } from "../../../src/core/redaction/redact-status.ts";
import { redactorOfPlan } from "../../../src/core/redaction/redactor-of-people.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { NORTH, person, statusFor } from "../readiness/statuses.ts";

const redacted = (status: Status) => redactStatus(status, redactorOfPlan({ people: status.people }));

it("a status by line names nobody, not even in reasons and accounts", () => {
  const ana = person("ana@example.com", [{ ...NORTH, accountName: "ana@example.com's sandbox", group: "Ana Silva" }]);
  const bo = person("bo@example.com", [NORTH], { line: 3 });
  const blocker = { reason: "User ana@example.com has another address.", remedy: "Ask Ana Silva or eve@example.org." };
  const status = statusFor([ana, bo], {
    observed: () => undefined,
    blocked: new Map([[userKey("ana@example.com"), blocker]]),
    bootstraps: {
      [`${NORTH.accountId}/eu-west-1`]: { kind: "unknown", reason: "bo@example.com may not.", remedy: "Ask her." },
    },
  });
  const shown = JSON.stringify(redacted(status));
  expect(JSON.stringify(status)).toMatch(/ana@example/);
  expect(shown).not.toMatch(/ana@|bo@|eve@|Ana Silva/);
  expect(shown).toContain("User line 2 has another address.");
  expect(redacted(status).people.map(({ email }) => email)).toEqual(["line 2", "line 3"]);
});

it("a status by line names nobody in the names of accounts, new ones or not", () => {
  const accounts = [
    { accountId: "new:ana.silva", accountName: "sandbox-ana.silva" },
    { ...NORTH, accountName: "Ana.Silva old" },
  ];
  const status = statusFor([person("ana.silva@example.com", accounts)], { observed: () => undefined });
  const shown = redacted(status);
  expect(JSON.stringify(shown)).not.toMatch(/silva/i);
  expect(shown.environments.map(({ accountId, accountName }) => [accountId, accountName])).toEqual([
    ["new:line 2", "sandbox-line 2"],
    [NORTH.accountId, "line 2 old"],
  ]);
});

it("a status by line is otherwise the same", () => {
  const status = statusFor([person("ana@example.com")]);
  const { people, environments } = redacted(status);
  expect(people[0]?.access[0]?.checks).toEqual(status.people[0]?.access[0]?.checks);
  expect(environments).toEqual(status.environments);
});

import { expect, it } from "vitest";
import type { KeysOfTeam } from "../../../src/core/keys/keys-schema.ts";
import { redactKeys } from "../../../src/core/redaction/redact-keys.ts";
import { createRedactor } from "../../../src/core/redaction/redactor.ts";

const redactor = createRedactor([
  { label: "line 2", email: "ana.silva@example.com", userName: "ana.silva@example.com", displayName: "Ana Silva" },
  { label: "line 3", email: "bo@example.com", userName: "bo@example.com", displayName: "Bo" },
]);

const account = { id: "210987654321", name: "sandbox-ana.silva" };
const ana = { kind: "maybe", emails: ["ana.silva@example.com"], by: "a similar name" } as const;
const keys: KeysOfTeam = {
  version: 1,
  kind: "keys-of-team",
  accounts: [
    {
      ...account,
      state: "looked",
      users: [
        { userName: "anasilva", person: ana, keys: [] },
        { userName: "eve.smith", person: { kind: "none" }, keys: [] },
      ],
    },
    { ...account, name: "Sandbox North", state: "unknown", reason: "bo@example.com may not." },
  ],
  warnings: ["anasilva and Eve.Smith have keys."],
  deactivations: [
    {
      account: account.id,
      userName: "anasilva",
      keyEndsIn: "7XYZ",
      outcome: "inactive",
      switchOnAgain: "aws --user-name anasilva",
    },
  ],
  summary: { active: 0, inactive: 0, unknownAccounts: 1 },
};

it("the keys of a team name nobody, in the team or not, nor whose IAM user only looks like somebody's", () => {
  const told = redactKeys(keys, redactor);
  expect(JSON.stringify(told)).not.toMatch(/ana|silva|eve|smith|bo@/i);
  expect(told).toMatchObject({
    accounts: [
      {
        name: "sandbox-line 2",
        users: [{ userName: "line 2", person: { emails: ["line 2"] } }, { userName: "somebody" }],
      },
      { name: "Sandbox North", reason: "line 3 may not." },
    ],
    warnings: ["line 2 and somebody have keys."],
    deactivations: [{ userName: "line 2", switchOnAgain: "aws --user-name line 2" }],
    summary: keys.summary,
  });
});

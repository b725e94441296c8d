import { describe, expect, it } from "vitest";
import { machineKeysDocument, teamKeysDocument } from "../../../src/cli/views/keys/documents.ts";
import type { AccessKey } from "../../../src/core/keys/access-key.ts";
import { keysSchema } from "../../../src/core/keys/keys-schema.ts";
import type { LocalKey } from "../../../src/workstation/credentials/local-keys.ts";

const local: LocalKey = {
  place: { kind: "file", file: "/home/ana/.aws/credentials", line: 1 },
  profile: "legacy",
  end: "7XYZ",
  dependents: [],
  replacement: undefined,
};
const machine = machineKeysDocument(
  [
    { ...local, dependents: ["chained"], replacement: { profiles: ["amplify"], by: "same name" } },
    { ...local, owner: { kind: "known", accountId: "210987654321", arn: "arn:aws:iam::210987654321:user/ana" } },
    { ...local, owner: { kind: "refused" } },
    { ...local, owner: { kind: "unknown", reason: "TimeoutError: too late" } },
    { ...local, place: { kind: "environment" }, profile: undefined },
    { ...local, profile: "a\u001b[2Jb" },
  ],
  [{ file: "/home/ana/.aws/config", reason: "permission denied" }],
);

const now = Date.parse("2026-11-20T09:00:00Z");
const key: AccessKey = {
  id: "AKIAEXAMPLE222227XYZ",
  status: "Active",
  createdAt: now - 86_400_000,
  lastUse: { kind: "never" },
  isOwn: false,
};
const account = { id: "210987654321", name: "Sandbox North" };
const keys: readonly AccessKey[] = [
  key,
  { ...key, status: "Inactive", createdAt: undefined, lastUse: { kind: "unknown", reason: "refused" } },
  { ...key, status: "Expired", isOwn: true, lastUse: { kind: "used", at: now, service: "s3", region: "us-east-1" } },
];
const choice = { account, userName: "ana", key };
const aws = { name: "AccessDenied", message: "no", requestId: "r-1", operation: "UpdateAccessKey" };
const team = teamKeysDocument({
  accounts: [
    { account, state: "looked", users: ["ana", "ana@example.com", "ci"].map((userName) => ({ userName, keys })) },
    { account: { ...account, id: "345678901234" }, state: "unknown", reason: "Nobody gets in." },
  ],
  people: [{ email: "ana@example.com", username: "ana@example.com", givenName: "Ana", displayName: "Ana Silva" }],
  warnings: ["The organization could not be read."],
  now,
  deactivations: [
    { kind: "inactive", choice },
    { kind: "not-seen", choice, shown: "Active" },
    { kind: "failed", choice, aws },
  ],
  spared: [choice],
});

describe("the schema of the keys' documents", () => {
  it.each([machine, team])("takes what is printed, whatever was found: %#", (document) => {
    expect(keysSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it("stands beside samples that have each likeness of a person and each outcome", () => {
    const users = team.accounts.flatMap((one) => (one.state === "looked" ? one.users : []));
    expect(users.map(({ person }) => person.kind)).toEqual(["maybe", "exact", "none"]);
    expect(team.deactivations?.map(({ outcome }) => outcome)).toEqual([
      "inactive",
      "not-seen",
      "failed",
      "not-touched",
    ]);
  });

  it.each<[what: string, document: object]>([
    ["another kind", { ...machine, kind: "keys" }],
    ["the members of the other kind", { ...machine, kind: "keys-of-team" }],
    ["a whole key id", { ...machine, keys: [{ ...machine.keys[0], keyEndsIn: key.id }] }],
    ["a secret", { ...machine, keys: [{ ...machine.keys[0], secret: "x" }] }],
    ["a line that is none", { ...machine, keys: [{ ...machine.keys[0], place: { file: "x", line: 0 } }] }],
    ["an account of which both is said", { ...team, accounts: [{ ...team.accounts[0], reason: "x" }] }],
    ["an outcome without its words", { ...team, deactivations: [{ ...team.deactivations?.[0], switchOnAgain: 1 }] }],
    ["a count below nothing", { ...team, summary: { ...team.summary, active: -1 } }],
  ])("refuses %s", (_, document) => {
    expect(keysSchema.safeParse(document).success).toBe(false);
  });
});

import fc from "fast-check";
import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { renderText } from "../../../../src/cli/views/formats/text.ts";
import { intentSection } from "../../../../src/cli/views/keys/deactivations.ts";
import {
  machineKeysDocument,
  switchOnCommand,
  type TeamKeys,
  teamKeysDocument,
} from "../../../../src/cli/views/keys/documents.ts";
import { machineKeysView } from "../../../../src/cli/views/keys/machine-view.ts";
import { teamKeysView } from "../../../../src/cli/views/keys/team-view.ts";
import type { AccessKey, AccountKeys } from "../../../../src/core/keys/access-key.ts";
import { argumentForCaller } from "../../../../src/core/text/command-line.ts";
import { hiddenCharacter } from "../../../../src/core/text/visible-text.ts";
import { asText } from "../told.ts";

const now = Date.parse("2026-11-20T09:00:00Z");
const key = (more: Partial<AccessKey> = {}): AccessKey => ({
  id: "AKIAEXAMPLE222227XYZ",
  status: "Active",
  createdAt: now - 86_400_000,
  lastUse: { kind: "never" },
  isOwn: false,
  ...more,
});
/** Their company keeps the program as a package of its own. */
const forOthers = (...args: readonly string[]) => ["npx @acme/onboard", ...args].join(" ");
const teamView = teamKeysView({ now, emails: ["team.csv"], command: "onboard keys --emails team.csv", forOthers });
const teamText = (accounts: readonly AccountKeys[], more: Partial<TeamKeys> = {}) =>
  asText(teamView, teamKeysDocument({ accounts, people: [], warnings: [], now, ...more }));
const looked = (userName: string, one: AccessKey, name = "North"): readonly AccountKeys[] => [
  { account: { id: "210987654321", name }, state: "looked", users: [{ userName, keys: [one] }] },
];

/** What AWS, or somebody in its place, may put into any name. */
const hostile = fc.string({
  unit: fc.constantFrom("a", "é", "大", " ", "'", "$(x)", "\u001b[2J", "\n", "\u202e", "\u200b"),
});

describe("whatever AWS answers", () => {
  it("no hidden character and no key id is shown, and tables fit 80 columns", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (userName, name, service, status) => {
        const one = key({ status, lastUse: { kind: "used", at: now - 9e8, service, region: service } });
        const accounts = looked(userName, one, name);
        const choice = { account: { id: "210987654321", name }, userName, key: one };
        const failed = { kind: "failed", choice, aws: { name: "Refused", message: "no" } } as const;
        const deactivations = [{ kind: "inactive", choice } as const, failed];
        const lines = [
          ...teamText(accounts, { warnings: [service] }),
          ...teamText(accounts),
          ...renderText([intentSection([choice], now)], { width: 80, colors: createColors(false) }),
          ...teamText(accounts, { deactivations, spared: [choice] }),
        ];
        expect(lines.filter((line) => hiddenCharacter(line) !== undefined)).toEqual([]);
        expect(lines.join("\n")).not.toContain("AKIA");
      }),
    );
  });

  it("a table row is cut where a name is long", () => {
    const one = key({ lastUse: { kind: "used", at: now, service: "x".repeat(90), region: "eu-west-1" } });
    const lines = teamText(looked("u".repeat(64), one));
    const row = lines.find((line) => line.includes("…7XYZ")) ?? "";
    expect(row.length).toBe(80);
    expect(lines.join("\n")).toContain(`\n  210987654321/${"u".repeat(64)}/7XYZ\n`);
  });
});

describe("a key is offered for deactivation", () => {
  const offered = (one: AccessKey) => teamText(looked("ana", one)).join("\n").includes("--deactivate 2");
  const daysAgo = (days: number) =>
    ({ kind: "used", at: now - days * 86_400_000, service: "s3", region: "x" }) as const;

  it.each([
    ["never used", key(), true],
    ["used 7 days ago", key({ lastUse: daysAgo(7) }), true],
    ["used 6 days ago", key({ lastUse: daysAgo(6) }), false],
    ["used nobody knows when", key({ lastUse: { kind: "unknown", reason: "refused" } }), false],
    ["of this very run", key({ isOwn: true }), false],
    ["inactive", key({ status: "Inactive" }), false],
  ])("when it is %s", (_, one, expected) => {
    expect(offered(one)).toBe(expected);
  });
});

it("of hundreds of keys the first twenty are offered, and the others counted", () => {
  const keys = Array.from({ length: 120 }, () => key());
  const accounts: readonly AccountKeys[] = [
    { account: { id: "210987654321", name: "North" }, state: "looked", users: [{ userName: "ana", keys }] },
  ];
  const text = teamText(accounts).join("\n");
  expect(text.match(/--deactivate 2/g)).toHaveLength(20);
  expect(text).toContain("… and 100 more");
});

it("a team without keys is told so at once, and nothing more", () => {
  const none = ["North", "South"].map(
    (name): AccountKeys => ({ account: { id: `${name.length}`, name }, state: "looked", users: [] }),
  );
  expect(teamText(none)).toEqual([
    "0 active access keys, 0 inactive ones.",
    "",
    "No IAM user has an access key in",
    "  North (5), South (5)",
  ]);
});

it("words for a shell stay one word", () => {
  expect(["team.csv", "a b", "it's", "$(rm)", ""].map(argumentForCaller)).toEqual([
    "team.csv",
    "'a b'",
    "'it'\\''s'",
    "'$(rm)'",
    "''",
  ]);
});

it("the command that switches a key on again names no key id", () => {
  const command = switchOnCommand({ account: { id: "1", name: "North" }, userName: "ana", key: key() });
  expect(command).toContain("ends_with(AccessKeyId,'7XYZ')");
  expect(command).not.toContain("AKIA");
});

describe("the keys of a machine", () => {
  const here = machineKeysView({
    home: "/home/ana",
    looked: ["/home/ana/.aws/config", "/etc/c"],
    asked: false,
    forOthers,
  });
  const hereText = (...found: Parameters<typeof machineKeysDocument>) => asText(here, machineKeysDocument(...found));

  it("that has none: what was looked at", () => {
    expect(hereText([], [])).toEqual([
      "No long-lived access keys here.",
      "  Looked at: ~/.aws/config, /etc/c, and this shell's environment.",
    ]);
  });

  it("are not denied where a file could not be read", () => {
    const text = hereText([], [{ file: "/etc/c", reason: "EACCES" }]).join("\n");
    expect(text).toContain("Not looked at: /etc/c (EACCES).");
    expect(text).not.toContain("No long-lived");
  });

  it("are shown without hidden characters, whatever the files say", () => {
    fc.assert(
      fc.property(hostile, hostile, (profile, other) => {
        const lines = hereText(
          [
            {
              place: { kind: "file", file: `/home/ana/${other}`, line: 1 },
              profile,
              end: other.slice(-4),
              dependents: [other],
              owner: { kind: "known", accountId: other, arn: profile },
              replacement: { profiles: [other], by: "same account" },
            },
          ],
          [{ file: other, reason: profile }],
        );
        expect(lines.filter((line) => hiddenCharacter(line) !== undefined)).toEqual([]);
      }),
    );
  });
});

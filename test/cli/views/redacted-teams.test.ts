import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { FORMATS, type Format } from "../../../src/cli/terminal/format.ts";
import type { Io } from "../../../src/cli/terminal/io.ts";
import { checkView } from "../../../src/cli/views/check/view.ts";
import { errorDocument, errorView } from "../../../src/cli/views/error/view.ts";
import { planView } from "../../../src/cli/views/plan/view.ts";
import { printerFor } from "../../../src/cli/views/printer.ts";
import { reportView } from "../../../src/cli/views/report/view.ts";
import { statusView } from "../../../src/cli/views/status/view.ts";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import type { Person } from "../../../src/core/plan/person.ts";
import { redactError } from "../../../src/core/redaction/redact-error.ts";
import { redactorOfPlan } from "../../../src/core/redaction/redactor-of-people.ts";
import { type Plainness, plainnessOf } from "../../../src/core/redaction/words.ts";
import { reportOf } from "../../../src/core/report/report.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { quoted } from "../../../src/core/text/visible-text.ts";
import { statusFor } from "../../core/readiness/statuses.ts";
import { slice, someOf } from "../../how-much.ts";
import { samplePlan } from "../sample-plan.ts";
import { TEAM } from "./told.ts";

interface Names {
  readonly userName: string;
  readonly local: string;
  readonly displayName: string;
}

const userName = fc.oneof(
  fc.constantFrom(
    "an",
    "dev",
    "will",
    "test",
    "path",
    "error",
    "line",
    "bo",
    "x1",
    "ana",
    "ana.silva",
    "silva",
    "mariana",
  ),
  fc.constantFrom(
    "Zoë",
    "José_M",
    "大谷",
    "Иван",
    "o'neil",
    "jean-luc",
    "x+y",
    "a&b",
    "u|v",
    "<i>x",
    "m*n",
    "50%",
    "q".repeat(90),
  ),
);
const names: fc.Arbitrary<readonly Names[]> = fc.uniqueArray(
  fc.record({
    userName,
    local: fc.stringMatching(/^[a-z]{2,6}([._+-][a-z]{2,6})?$/).map((text) => `k${text}`),
    displayName: fc.constantFrom("Ana Silva", "Mark", "Zoë Ünal", "大谷 翔平", "Bo & Co", "O'Neil, J.", "An Vo"),
  }),
  {
    minLength: 1,
    maxLength: 6,
    comparator: (one, other) =>
      one.userName.toLowerCase() === other.userName.toLowerCase() ||
      one.local === other.local ||
      one.displayName === other.displayName,
  },
);

/** The same team, in which people have names that no text of the program has. */
function unnamed(team: readonly Names[]): readonly Names[] {
  return team.map((_, index) => ({
    userName: `qq${index}x`,
    local: `zz${index}w`,
    displayName: `Vv${index} Jj${index}k`,
  }));
}

function peopleOf(team: readonly Names[]): readonly Person[] {
  return team.map((one, index) => ({
    userName: one.userName,
    email: `${one.local}@example.com`,
    displayName: one.displayName,
    namesDerived: index % 2 === 0,
    access: [
      {
        accountId: String(210_000_000_000 + index),
        accountName: `sandbox-${one.userName}`,
        permissionSet: "amplify-policy",
        region: "eu-west-1",
        profile: `amplify-${one.userName.replace(/[^\w-]/g, "-")}`,
        line: index + 2,
      },
    ],
  }));
}

/** Sentences about everybody, as AWS and we write them. A name that is a word stands in quotation marks. */
function sentencesAbout(people: readonly Person[], plainness: readonly Plainness[]): readonly string[] {
  return people.flatMap(({ email, userName, displayName, access: [access] }, index) => [
    `${email} is there already, as ${email.toUpperCase()} (in ${access?.accountName}).`,
    plainness[index] === "telling" ? `User ${userName} is there.` : "User is there.",
    plainness[index] === "format" ? "It is another's." : `It is ${quoted(userName)}'s, who is “${displayName}”.`,
    `In messages/${email}.html, at https://x.example/?user=${encodeURIComponent(email)}, and shortened ${quoted(`${email.padStart(9, " ")}`, 80)}.`,
  ]);
}

/** Everything that the program can say of this team, in one format, without the people in it. */
function told(people: readonly Person[], plainness: readonly Plainness[], format: Format): string {
  const folder = mkdtempSync(path.join(tmpdir(), "onboard-told-"));
  const summaryFile = path.join(folder, "summary.md");
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io: Io = { stdin: new PassThrough(), stdout, stderr, cwd: "/work", env: {} };
  const redactor = redactorOfPlan({ people: people });
  const printer = printerFor(format, io, { redactor, summaryFile });
  const sentences = sentencesAbout(people, plainness);
  const [reason = "", remedy = ""] = sentences;
  const blocked = new Map([[userKey(people[0]?.userName ?? ""), { reason, remedy }]]);
  const plan = {
    ...samplePlan(people, { warnings: sentences, blocked }),
    dangers: [{ name: "many-changes" as const, count: 1, message: reason }],
    drift: [{ kind: "changed" as const, permissionSet: "amplify-policy", message: remedy, accountIds: [] }],
  };
  const results = plan.changes.map(
    (change, index): ChangeResult =>
      index % 3 === 0
        ? failedResult(change, reason, remedy)
        : { outcome: index % 3 === 1 ? "applied" : "outstanding", change, reason },
  );
  const users = people.map((one) => ({ userName: one.userName, page: "https://console.example/1" }));
  const pages = { settingsPage: "https://console.example/s", usersPage: "https://console.example/u" };
  printer.print(planView(TEAM), plan);
  printer.meanwhile(planView(TEAM), plan);
  printer.print(reportView(TEAM), { ...reportOf(plan, results, false), firstSignIn: { ...pages, users }, files: {} });
  printer.print(statusView(TEAM), statusFor(people, { blocked, observed: () => undefined }));
  const check = {
    version: 1,
    kind: "check",
    teamFile: "team.csv",
    people: people.length,
    rows: people.length,
  } as const;
  printer.print(checkView(), { ...check, warnings: sentences });
  const problems = sentences.map((message, index) => ({ place: { ...TEAM, line: index + 2 }, message, remedy }));
  const error = new OnboardError({ kind: "failed", message: reason, remedy, problems });
  printer.print(errorView(io), errorDocument(redactError(error, redactor) as OnboardError));
  const summary = format === "github" ? readFileSync(summaryFile, "utf8") : "";
  rmSync(folder, { recursive: true });
  // A plan is known by the fingerprint of what it does.
  return [stdout.read(), stderr.read(), summary].join("\n").replace(/(fingerprint `?)\w+/gi, "$1");
}

it.each(
  someOf(
    FORMATS.filter((format) => format !== "json"),
    2,
  ),
)("%s tells two teams alike that differ in nothing but what people are called", (format) => {
  fc.assert(
    fc.property(names, (team) => {
      const plainness = team.map((one) => plainnessOf(one.userName));
      expect(told(peopleOf(team), plainness, format)).toBe(told(peopleOf(unnamed(team)), plainness, format));
    }),
    { numRuns: slice(150) },
  );
});

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigRefused } from "../../../../src/workstation/aws-config/config-refused.ts";
import { openConfig } from "../../../../src/workstation/aws-config/open-config.ts";
import { sectionKey } from "../../../../src/workstation/aws-config/reading.ts";
import { readLikeEach } from "../../../../src/workstation/aws-config/readings.ts";
import { recordSchema } from "../../../../src/workstation/aws-config/record/record-schema.ts";
import { removeWritten } from "../../../../src/workstation/aws-config/remove-written.ts";
import type { SectionEdit } from "../../../../src/workstation/aws-config/section-edit.ts";
import { slice } from "../../../how-much.ts";
import { anyConfig, usualConfig } from "../config-texts.ts";
import { MACHINES } from "./machines.ts";
import { type Edited, edited, theirs } from "./written.ts";

const PORTAL = "https://d-9067a1b2c3.awsapps.com/start";
const LEGACY = ["sso_start_url", "sso_region"];

function session(name: string, region: string): SectionEdit {
  const set = { sso_start_url: PORTAL, sso_region: region, sso_registration_scopes: "sso:account:access" };
  return { section: { type: "sso-session", name }, set };
}

function profile(name: string, of: string, account: string, region: string): SectionEdit {
  const set = { sso_session: of, sso_account_id: account, sso_role_name: "amplify-policy", region, output: "json" };
  return { section: { type: "profile", name }, set, unset: LEGACY };
}

/** What runs of ours may ask for: other handovers, other names, the default, a Region that has changed. */
const RUNS: readonly (readonly SectionEdit[])[] = [
  [session("amplify", "us-east-1"), profile("amplify", "amplify", "210987654321", "us-east-1")],
  [session("amplify", "us-east-1"), profile("default", "amplify", "210987654321", "eu-west-1")],
  [session("corp", "eu-west-1"), profile("dev", "corp", "111122223333", "eu-west-1")],
  [session("amplify", "us-east-1"), profile("amplify", "amplify", "444455556666", "eu-west-3")],
  [
    session("amplify", "us-east-1"),
    profile("work", "amplify", "210987654321", "us-east-1"),
    {
      section: { type: "profile", name: "work-gen1" },
      set: { credential_process: "aws configure export-credentials --profile work --format process", region: "x" },
    },
  ],
];

const runs = fc.array(fc.constantFrom(...RUNS), { minLength: 1, maxLength: 4 });
const machine = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...Object.values(MACHINES)) },
  { weight: 3, arbitrary: usualConfig },
  { weight: 1, arbitrary: anyConfig },
);

/** The file after all of these runs; `undefined` when one of them is refused, as for files that some client cannot read. */
function afterRuns(text: string, chosen: readonly (readonly SectionEdit[])[]): Edited | undefined {
  try {
    return chosen.reduce((present, edits) => edited(present, edits), theirs(text));
  } catch (error) {
    if (error instanceof ConfigRefused) return undefined;
    throw error;
  }
}

function removed({ text, written }: Edited): string {
  return removeWritten(openConfig(text), written.sections).text;
}

function withFinalEnd(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}${text.includes("\r\n") ? "\r\n" : "\n"}`;
}

/** What people do to their file beside and inside our lines; `of` is the file from before us, so that only what is theirs is changed. */
const ELSEWHERE: Readonly<Record<string, (text: string, of: string) => string>> = {
  "a profile on top": (text) => `# top\n[profile first]\nregion = q\n\n${text}`,
  "a profile below": (text) => `${withFinalEnd(text)}\n# below\n[profile last]\nregion = q\n`,
  "a note below each header of theirs": (text, of) => eachHeader(text, of, (header) => `${header}\n# a note`),
  "a note above each header of theirs": (text, of) => eachHeader(text, of, (header) => `# a note\n${header}`),
};

/** What other tools and editors make of the whole file. Clients read the same in it, however it is laid out. */
const REWRITTEN: Readonly<Record<string, (text: string) => string>> = {
  "with Windows line ends": (text) => text.replace(/\r?\n/g, "\r\n"),
  "without comments and blank lines": (text) =>
    text
      .split(/(?<=\n)/)
      .filter((line) => !/^([#;].*)?\r?\n$/.test(line))
      .join(""),
  "with other spaces": (text) => text.replace(/^(\w+) *= *(?=\S)/gm, "$1=").replace(/[ \t]+$/gm, ""),
  "in another order": (text) => {
    const [top = "", ...sections] = withFinalEnd(text).split(/^(?=\[)/m);
    return top + sections.reverse().join("");
  },
};

function eachHeader(text: string, of: string, change: (header: string) => string): string {
  const theirHeaders = new Set(of.match(/^\[[^\n]*/gm));
  return text.replace(/^\[[^\n]*$/gm, (header) => (theirHeaders.has(header) ? change(header) : header));
}

/** What clients make of a file, in whatever order it stands. */
function meaning(text: string) {
  const { awsCli, jsSdk } = readLikeEach(text);
  return [awsCli, jsSdk].map(
    (reading) => reading.readable && { ...reading, sections: new Map([...reading.sections].sort()) },
  );
}

describe("taking out what was written", () => {
  it("gives back the file from before, to the byte, whatever runs there were", () => {
    fc.assert(
      fc.property(machine, runs, (text, chosen) => {
        const present = afterRuns(text, chosen);
        if (present !== undefined) expect(removed(present)).toBe(text);
      }),
      { numRuns: slice(4000) },
    );
  });

  it.each(Object.keys(MACHINES))("on every machine, after every run and each two: %s", (name) => {
    const text = MACHINES[name] ?? "";
    for (const one of RUNS) {
      for (const other of [[], ...RUNS]) {
        const present = afterRuns(text, [one, other]);
        if (present !== undefined) expect(removed(present)).toBe(text);
      }
    }
  });

  it.each(Object.keys(ELSEWHERE))("keeps what people did since, to the byte: %s", (name) => {
    const change = ELSEWHERE[name] ?? String;
    fc.assert(
      fc.property(machine, runs, (text, chosen) => {
        if (text.includes("\r") || /^\s+\S/.test(text)) return;
        const present = afterRuns(text, chosen);
        if (present === undefined) return;
        const left = removed({ ...present, text: change(present.text, text) });
        const wanted = change(text, text);
        // Whether a note stands above or below a line that comes back in its place is anybody's guess.
        if (/below each header/.test(name)) {
          expect(left.split("\n").sort()).toEqual(wanted.split("\n").sort());
          expect(meaning(left)).toEqual(meaning(wanted));
        } else expect(left).toBe(wanted);
      }),
      { numRuns: slice(1500) },
    );
  });

  it.each(Object.keys(REWRITTEN))("finds its lines in a file that was rewritten since, %s", (name) => {
    const change = REWRITTEN[name] ?? String;
    fc.assert(
      fc.property(machine, runs, (text, chosen) => {
        const present = afterRuns(text, chosen);
        if (present === undefined || !isSameTo(change, text) || !isSameTo(change, present.text)) return;
        expect(meaning(removed({ ...present, text: change(present.text) }))).toEqual(meaning(text));
      }),
      { numRuns: slice(1500) },
    );
  });
});

/** Whether clients read the same after a rewriting: a file of which they would not is no matter here. */
function isSameTo(change: (text: string) => string, text: string): boolean {
  return isDeepStrictEqual(meaning(change(text)), meaning(text));
}

const [FIRST = [], DEFAULT = []] = RUNS;

function takenOut(present: Edited, change: (text: string) => string) {
  return removeWritten(openConfig(change(present.text)), present.written.sections);
}

function reasons(removal: ReturnType<typeof takenOut>): readonly string[] {
  return removal.stays.map(({ section, why }) => `${sectionKey(section)}: ${why}`);
}

describe("of what was written", () => {
  it("keys and comments that were added since stay, and a value that was changed", () => {
    const removal = takenOut(edited(theirs(""), FIRST), (text) =>
      text
        .replace("\nregion = us-east-1\n", "\nregion = us-east-1\n# mine\ns3 =\n  max = 1\n")
        .replace("output = json", "output = text"),
    );
    expect(removal.text).toBe("\n[profile amplify]\n# mine\ns3 =\n  max = 1\noutput = text\n");
    expect(reasons(removal)).toEqual(["profile amplify: s3, output were put there or changed since"]);
  });

  it("a comment that somebody wrote behind one of our values stays, without the value", () => {
    const removal = takenOut(edited(theirs("[default]\nregion=a\n"), DEFAULT), (text) =>
      text.replace("region=eu-west-1", "region=eu-west-1  # near").replace("json", "json ; for jq"),
    );
    expect(removal.text).toBe("[default]\n# near\nregion=a\n; for jq\n");
  });

  it("a section stays that somebody has put to another use, and the session that it needs", () => {
    const present = edited(theirs(""), FIRST);
    const removal = takenOut(present, (text) => text.replace("210987654321", "444455556666"));
    expect(removal.text).toBe(present.text.replace("210987654321", "444455556666"));
    expect(reasons(removal)).toEqual([
      "sso-session amplify: [profile amplify] needs it",
      "profile amplify: sso_account_id was changed since",
    ]);
    expect(removal.left).toHaveLength(2);
  });

  it.each([
    ["signs in with its session", "[profile mine]\nsso_session = amplify\n", "[sso-session amplify]"],
    ["takes it as its source", "[profile mine]\nrole_arn = r\nsource_profile = amplify\n", "[profile amplify]"],
    [
      "has its credentials exported",
      "[profile mine]\ncredential_process = aws configure export-credentials --profile amplify\n",
      "[profile amplify]",
    ],
  ])("what a profile of somebody's needs stays: one that %s", (_, mine, stays) => {
    const removal = takenOut(edited(theirs(""), FIRST), (text) => `${text}\n${mine}`);
    expect(removal.text).toContain(stays);
    expect(removal.text).toContain(mine);
    expect(removal.text.includes("[profile amplify]")).toBe(stays === "[profile amplify]");
    expect(reasons(removal).join()).toContain("[profile mine] needs it");
  });

  it("nothing goes that was typed by hand, word for word like ours, and the default gets its own lines back", () => {
    const text = MACHINES["the same as ours, by hand"] ?? "";
    const present = edited(edited(theirs(text), FIRST), DEFAULT);
    expect(present.written.sections.map(({ section }) => section.name)).toEqual(["default"]);
    expect(present.written.found.map(({ name }) => name)).toEqual(["amplify", "amplify"]);
    expect(removed(present)).toBe(text);
    const plain = MACHINES["a default of plain settings"] ?? "";
    expect(removed(edited(theirs(plain), DEFAULT))).toBe(plain);
  });

  it("what people changed between two runs is what they get back", () => {
    const first = edited(theirs("[default]\nregion = a\n"), DEFAULT);
    const changed = { ...first, text: first.text.replace("region = eu-west-1", "region = b") };
    expect(removed(edited(changed, DEFAULT))).toBe("[default]\nregion = b\n");
  });

  it("a section that some client no longer reads stays, and the rest goes", () => {
    const removal = takenOut(edited(theirs(""), FIRST), (text) => `${text}\n[profile "amplify"]\nregion = x\n`);
    expect(removal.text).toContain("[sso-session amplify]");
    expect(reasons(removal).join()).toMatch(/More than one section can be taken for \[profile amplify\]/);
  });

  it("nothing is taken by a record that is not as we write it", () => {
    const section = { type: "profile", name: "default" };
    const at = "2026-11-30T00:00:00.000Z";
    const digest = "0123456789abcdef";
    const record = { version: 1, at, before: digest, after: digest, created: false, found: [] };
    const one = { section, at, gap: false, after: ["[default]\n"] };
    expect(recordSchema.safeParse({ ...record, sections: [one] }).success).toBe(true);
    for (const before of [
      ["[profile other]\n"],
      ["[default]\n", "[profile evil]\n", "credential_process = x\n"],
      ["[default]\n", "region = a\ncredential_process = x\n"],
      ["region = a\n"],
      [],
    ]) {
      expect(recordSchema.safeParse({ ...record, sections: [{ ...one, before }] }).success).toBe(false);
    }
    expect(recordSchema.safeParse({ ...record, sections: [], run: "x" }).success).toBe(false);
  });
});

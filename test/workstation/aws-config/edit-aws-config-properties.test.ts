import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigRefused } from "../../../src/workstation/aws-config/config-refused.ts";
import { editAwsConfig } from "../../../src/workstation/aws-config/edit-aws-config.ts";
import { type ConfigLine, splitLines } from "../../../src/workstation/aws-config/lines.ts";
import { openConfig } from "../../../src/workstation/aws-config/open-config.ts";
import { parseLikeAwsCli } from "../../../src/workstation/aws-config/parse-like-aws-cli.ts";
import { meaningToAwsCli, readLikeAwsCli } from "../../../src/workstation/aws-config/read-like-aws-cli.ts";
import { readLikeJsSdk } from "../../../src/workstation/aws-config/read-like-js-sdk.ts";
import type { SectionEdit } from "../../../src/workstation/aws-config/section-edit.ts";
import { slice } from "../../how-much.ts";
import { anyConfig, usualConfig } from "./config-texts.ts";
import { plainReading } from "./plain-reading.ts";

const key = fc.constantFrom("region", "output", "sso_session", "a", "b", "s3", "sso_account_id");
const value = fc.constantFrom("eu-west-1", "x", "https://x/start#/", "x;c", "x = y", "[a]", "sso:account:access", "é");
const edit: fc.Arbitrary<SectionEdit> = fc
  .record({
    type: fc.constantFrom("profile", "profile", "profile", "sso-session", "services"),
    name: fc.constantFrom("a", "b", "dev", "default", "corp", "new", "x-1"),
    set: fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true }),
    unset: fc.uniqueArray(key, { maxLength: 2 }),
  })
  .map(({ type, name, set, unset }) => ({
    section: { type, name },
    set,
    unset: unset.filter((one) => !(one in set)),
  }));
const edits = fc.uniqueArray(edit, {
  minLength: 1,
  maxLength: 3,
  selector: ({ section: { type, name } }) => type + name,
});

type Plain = NonNullable<ReturnType<typeof plainReading>>;

/** The file after the edits, or nothing when it was refused. Whatever else is thrown is a bug. */
function afterEdits(text: string, wanted: readonly SectionEdit[]): string | undefined {
  try {
    return editAwsConfig(openConfig(text), wanted).text;
  } catch (error) {
    if (error instanceof ConfigRefused) return undefined;
    throw error;
  }
}

/** What a reader shall make of a file after the edits, from what it made of it before. */
function expectedReading(before: Plain, wanted: readonly SectionEdit[]): Omit<Plain, "sections"> {
  const { profiles, ssoSessions, services } = structuredClone(before);
  const kinds = { profile: profiles, "sso-session": ssoSessions, services };
  for (const { section, set, unset = [] } of wanted) {
    const settings = kinds[section.type][section.name] ?? {};
    const touched = [...Object.keys(set), ...unset];
    const kept = Object.entries(settings).filter(([name]) => !touched.includes(name.toLowerCase()));
    kinds[section.type][section.name] = { ...Object.fromEntries(kept), ...set };
  }
  return { profiles: withoutEmpty(profiles), ssoSessions: withoutEmpty(ssoSessions), services: withoutEmpty(services) };
}

/** A profile without keys exists for some clients and not for others; here the two are the same. */
function withoutEmpty(sections: Plain["profiles"]): Plain["profiles"] {
  return Object.fromEntries(Object.entries(sections).filter(([, settings]) => Object.keys(settings).length > 0));
}

function found(reading: Plain | undefined): unknown {
  if (reading === undefined) return undefined;
  const { profiles, ssoSessions, services } = reading;
  return { profiles: withoutEmpty(profiles), ssoSessions: withoutEmpty(ssoSessions), services: withoutEmpty(services) };
}

/** The lines that edits have nothing to do with: all but those of the keys they name. */
function foreignLines(text: string, wanted: readonly SectionEdit[]): readonly ConfigLine[] {
  const lines = splitLines(text);
  const parsed = parseLikeAwsCli(lines);
  if (!parsed.readable) return lines;
  const ours = new Set<number>();
  for (const { header, options } of parsed.sections) {
    const meaning = meaningToAwsCli(header);
    const one = wanted.find(({ section }) => section.type === meaning?.type && section.name === meaning.name);
    const keys = [...Object.keys(one?.set ?? {}), ...(one?.unset ?? [])];
    for (const option of options.filter((candidate) => keys.includes(candidate.key))) {
      for (const line of [option.line, ...option.continuations]) ours.add(line);
    }
  }
  return lines.filter((_line, index) => !ours.has(index));
}

/** Whether some lines are there, in this order, possibly with others between them. */
function areWithin(lines: readonly ConfigLine[], all: readonly ConfigLine[]): boolean {
  let at = 0;
  for (const line of lines) {
    const isSame = (other: ConfigLine) =>
      other.text === line.text && (other.eol === line.eol || line.eol === "" || other.eol === "");
    while (at < all.length && !isSame(all[at] ?? { text: "", eol: "?" })) at += 1;
    if (at === all.length) return false;
    at += 1;
  }
  return true;
}

describe.each([
  ["usual files", usualConfig, 0.6],
  ["files of all sorts", anyConfig, 0.1],
] as const)("any edit of %s", (_what, configs, least) => {
  const cases = fc.tuple(configs, edits);

  it("gives both readers what they read before, and the edit", () => {
    fc.assert(
      fc.property(cases, ([text, wanted]) => {
        const after = afterEdits(text, wanted);
        if (after === undefined) return;
        for (const read of [readLikeAwsCli, readLikeJsSdk]) {
          const before = plainReading(read(text));
          expect(before).toBeDefined();
          if (before !== undefined) expect(found(plainReading(read(after)))).toEqual(expectedReading(before, wanted));
        }
      }),
      { numRuns: slice(5000) },
    );
  });

  it("keeps every line that it is not about, and adds no more than it must", () => {
    fc.assert(
      fc.property(cases, ([text, wanted]) => {
        const after = afterEdits(text, wanted);
        if (after === undefined) return;
        const lines = splitLines(after);
        const foreign = foreignLines(text, wanted);
        expect(areWithin(foreign, lines)).toBe(true);
        const most = wanted.reduce((sum, { set }) => sum + 2 + 2 * Object.keys(set).length, 0);
        const kept = splitLines(text).length - foreign.length;
        expect(lines.length - foreign.length).toBeLessThanOrEqual(most + kept);
        expect(after === "" || text === "" || /\n$/.test(after) === /\n$/.test(text)).toBe(true);
      }),
      { numRuns: slice(5000) },
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(cases, ([text, wanted]) => {
        const after = afterEdits(text, wanted);
        if (after !== undefined) expect(editAwsConfig(openConfig(after), wanted).text).toBe(after);
      }),
      { numRuns: slice(5000) },
    );
  });

  it("is seldom refused where the AWS CLI can read the file", () => {
    const readable = fc.sample(cases, 5000).filter(([text]) => readLikeAwsCli(text).readable);
    const done = readable.filter(([text, wanted]) => afterEdits(text, wanted) !== undefined);
    expect(readable.length).toBeGreaterThan(500);
    expect(done.length / readable.length).toBeGreaterThan(least);
  });
});

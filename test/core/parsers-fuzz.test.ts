import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Problem, renderProblem } from "../../src/core/errors/problem.ts";
import { readHandoverBytes } from "../../src/core/handover/handover-file.ts";
import { readPlanFile } from "../../src/core/plan/plan-file.ts";
import { readSettings } from "../../src/core/settings/settings-file.ts";
import { hiddenCharacter, visibleText } from "../../src/core/text/visible-text.ts";
import { slice } from "../how-much.ts";
import { resealed, savedPlan } from "./plan/sample-saved-plan.ts";

/** Seconds for each parser; without it a few hundred texts each, so that the usual run stays short. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0);
const RUNS = SECONDS > 0 ? Number.MAX_SAFE_INTEGER : slice(250);

const handover = {
  version: 1,
  startUrl: "https://d-9067a1b2c3.awsapps.com/start",
  ssoRegion: "us-east-1",
  session: "amplify",
  people: [
    {
      email: "ana@example.com",
      username: "ana@example.com",
      access: [
        {
          accountId: "210987654321",
          accountName: "Sandbox North",
          permissionSet: "amplify-policy",
          region: "eu-west-1",
          profile: "amplify",
        },
      ],
    },
  ],
};
const settings: unknown = JSON.parse(readFileSync(new URL("../../templates/onboard.json", import.meta.url), "utf8"));

interface Parser {
  readonly name: string;
  readonly sound: unknown;
  readonly read: (bytes: Uint8Array) => readonly Problem[];
  /** Makes a changed document look untouched, so that what comes after that check is reached too. */
  readonly seal: (document: unknown) => string;
}

const parsers: readonly Parser[] = [
  {
    name: "settings",
    sound: settings,
    read: (bytes) => {
      const { problems, warnings } = readSettings(Buffer.from(bytes).toString("utf8"), {
        kind: "file",
        file: "input.json",
      });
      return [...problems, ...warnings];
    },
    seal: (document) => JSON.stringify(document, undefined, 2),
  },
  {
    name: "plan files",
    sound: savedPlan(),
    read: (bytes) => readPlanFile(bytes, { kind: "file", file: "input.json" }).problems,
    seal: (document) =>
      typeof document === "object" && document !== null && !Array.isArray(document)
        ? resealed(document as Readonly<Record<string, unknown>>)
        : JSON.stringify(document),
  },
  {
    name: "handovers",
    sound: handover,
    read: (bytes) => readHandoverBytes(bytes, { kind: "file", file: "input.json" }).problems,
    seal: (document) => JSON.stringify(document),
  },
];

/** Values that have broken parsers before. */
const nasty = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>("", "\u0000", "\u001b[2J", "__proto__", "constructor", -1, 1e308, 2 ** 53, null, [], {}, [
    [[]],
  ]),
  fc.constantFrom("=cmd|'/C calc'!A0", "../../etc/passwd", "x".repeat(5000), "\ud800", "\u202egnp.exe", "＠", "a@b"),
  fc.string({ unit: "binary", maxLength: 40 }),
);

/** A sound document in which some values, anywhere, are others, are gone, or have company. */
function changed(sound: unknown): fc.Arbitrary<unknown> {
  const edits = fc.array(
    fc.record({ where: fc.nat(), how: fc.nat(3), value: nasty, name: fc.string({ maxLength: 12 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  return edits.map((list) => list.reduce((document, edit) => edited(document, edit), structuredClone(sound)));
}

interface Edit {
  readonly where: number;
  readonly how: number;
  readonly value: unknown;
  readonly name: string;
}

function edited(document: unknown, { where, how, value, name }: Edit): unknown {
  const places = placesIn(document);
  const place = places[where % Math.max(1, places.length)];
  if (place === undefined) return value;
  const { parent, key } = place;
  if (how === 0) Reflect.deleteProperty(parent, key);
  else if (how === 1)
    Reflect.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
  else parent[key] = value;
  return document;
}

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

/** The text itself cut, doubled or sprinkled with bytes. */
function damaged(text: string): fc.Arbitrary<Uint8Array> {
  const bytes = Buffer.from(text);
  return fc
    .record({
      from: fc.nat(bytes.length),
      length: fc.nat(60),
      inserted: fc.uint8Array({ maxLength: 20 }),
      twice: fc.boolean(),
    })
    .map(({ from, length, inserted, twice }) =>
      Buffer.concat([
        bytes.subarray(0, from + (twice ? length : 0)),
        inserted,
        bytes.subarray(from + (twice ? 0 : length)),
      ]),
    );
}

describe.each(parsers)("whatever is put before the reader of $name", ({ name, sound, read, seal }) => {
  const input = fc.oneof(
    { weight: 6, arbitrary: changed(sound).map((document) => Buffer.from(seal(document))) },
    { weight: 3, arbitrary: damaged(seal(sound)) },
    { weight: 1, arbitrary: fc.json().map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  );

  it(
    "it answers with problems that can be shown, and never breaks",
    () => {
      expect(read(Buffer.from(seal(sound)))).toEqual([]);
      let runs = 0;
      let refused = 0;
      const check = (bytes: Uint8Array) => {
        const problems = read(bytes);
        runs += 1;
        refused += problems.length > 0 ? 1 : 0;
        for (const problem of problems) {
          const { place, message } = problem;
          const { line = 1, column = 1 } = place;
          expect(place).toMatchObject({ kind: "file", file: "input.json" });
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
          expect(message.length).toBeGreaterThan(5);
          expect(message.length).toBeLessThan(2_000);
          expect(hiddenCharacter(visibleText(renderProblem(problem)))).toBeUndefined();
        }
      };
      fc.assert(fc.property(input, check), {
        numRuns: RUNS,
        ...(SECONDS > 0 ? { interruptAfterTimeLimit: SECONDS * 1_000 } : {}),
      });
      if (SECONDS > 0) process.stderr.write(`${name}: ${runs} texts, ${refused} of them refused\n`);
      expect(refused).toBeGreaterThan(runs / 4);
    },
    (SECONDS + 60) * 1_000,
  );
});

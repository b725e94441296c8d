import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Handover } from "../../../src/core/handover/handover.ts";
import { parseHandover, readHandover, readHandoverBytes } from "../../../src/core/handover/handover-file.ts";
import { parsePasteString, renderPasteString } from "../../../src/core/handover/handover-paste-string.ts";
import { slice } from "../../how-much.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/).filter((text) => text.toLowerCase() !== "default");
const region = fc.constantFrom("eu-west-1", "us-east-1", "us-gov-west-1", "eusc-de-east-1", "cn-north-1");
const access = fc.record({
  accountId: fc.stringMatching(/^[0-9]{12}$/),
  accountName: fc.constantFrom(
    "Sandbox North",
    "Zoë’s “lab” 😀",
    "a\\b",
    "林",
    'O"Hara, Inc.',
    "credential_process = x",
  ),
  permissionSet: fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,32}$/),
  region,
  profile: name,
});
const person = fc
  .tuple(word, fc.uniqueArray(access, { maxLength: 4, selector: ({ profile }) => profile }))
  .map(([local, entries]) => ({ email: `${local}@example.com`, username: local, access: entries }));
const handover: fc.Arbitrary<Handover> = fc.record({
  version: fc.constant(1 as const),
  startUrl: word.map((host) => `https://${host}.awsapps.com/start`),
  ssoRegion: region,
  session: name,
  people: fc.uniqueArray(person, { minLength: 1, maxLength: 6, selector: ({ email }) => email }),
});

describe("a good handover", () => {
  it("comes through a file and through a paste string as it was", () => {
    fc.assert(
      fc.property(handover, fc.constantFrom(0, 2), (written, indent) => {
        const text = JSON.stringify(written, undefined, indent);
        expect(readHandover(text, { kind: "file", file: "h.json" })).toEqual({ handover: written, problems: [] });
        expect(readHandoverBytes(Buffer.from(text), { kind: "file", file: "h.json" }).handover).toEqual(written);
        expect(parseHandover(text)).toEqual(written);
        for (const one of written.people) {
          const reading = parsePasteString(renderPasteString(written, one));
          expect(reading).toEqual({ handover: { ...written, people: [one] }, problems: [] });
        }
      }),
      { numRuns: slice(500) },
    );
  });
});

const shards = fc.constantFrom(
  ...[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    "\\",
    "\\u",
    "\\ud800",
    "\n",
    "\u0000",
    "\u001b[2J",
    "\u202e",
    "\ud800",
    "\uFEFF",
  ],
  ...["null", "true", "NaN", "-", "1e999", "01", "//", "/*", "__proto__", "constructor", '"version":2,', "], [", "},"],
  ...["javascript:", "http:", "https://evil.example", "awsapps.com", "../", "[profile x]", "credential_process", " "],
);
const piece = fc.oneof({ arbitrary: shards, weight: 5 }, { arbitrary: fc.string({ unit: "binary" }), weight: 1 });
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(30), put: piece });
const mutated = fc.tuple(handover, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([written, edits]) =>
  edits.reduce(
    (text, { at, cut, put }) => {
      const place = Math.floor(at * text.length);
      return text.slice(0, place) + put + text.slice(place + cut);
    },
    JSON.stringify(written, undefined, 1),
  ),
);
const anything = fc.oneof(
  { arbitrary: mutated, weight: 6 },
  { arbitrary: fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")), weight: 2 },
  { arbitrary: fc.json(), weight: 1 },
);

describe("anything at all", () => {
  it("is read without failing: either a handover that keeps to its rules, or problems that lie in the text", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { handover: read, problems } = readHandover(text, { kind: "file", file: "h.json" });
        expect(read === undefined).toBe(problems.length > 0);
        const lines = text.split(/\r\n|\r|\n/);
        for (const {
          place: { line = 1, column = 1 },
          message,
          remedy,
        } of problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual(Array.from(lines[line - 1] ?? "").length + 1);
          expect(message + remedy).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          expect(message).toMatch(/\.$/);
        }
        if (read !== undefined) expectHarmless(read, text);
      }),
      { numRuns: slice(10_000) },
    );
  });

  it("is read without failing as a paste string too, and as bytes", () => {
    const encoded = fc.oneof(
      anything,
      mutated.map((text) => Buffer.from(text).toString("base64url")),
    );
    fc.assert(
      fc.property(encoded, fc.uint8Array({ maxLength: 200 }), (text, bytes) => {
        const { handover: read, problems } = parsePasteString(text);
        expect(read === undefined).toBe(problems.length > 0);
        expect(problems.map(({ message, remedy }) => message + remedy).join("")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(readHandoverBytes(bytes, { kind: "file", file: "h.json" }).handover).toBeUndefined();
      }),
      { numRuns: slice(3000) },
    );
  });
});

/** What a config file, a terminal and a browser could be hurt by is in no value that was let through. */
function expectHarmless(read: Handover, text: string): void {
  expect(JSON.parse(text)).toEqual(read);
  const texts = read.people.flatMap(({ email, username, access: all }) => [
    email,
    username,
    ...all.flatMap(Object.values),
  ]);
  expect([read.startUrl, read.session, ...texts].join("")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(read.startUrl).toMatch(/^https:\/\/[A-Za-z0-9.-]+(\/[A-Za-z0-9._~/-]*)?(#.*)?$/i);
  const names = [read.session, ...read.people.flatMap(({ access: all }) => all.map(({ profile }) => profile))];
  expect(names.every((one) => /^[A-Za-z0-9_-]+$/.test(one))).toBe(true);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
}

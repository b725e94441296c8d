import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../src/core/team/csv-text.ts";
import { renderTeamRows } from "../../../src/core/team/render-team-rows.ts";
import type { TeamMember } from "../../../src/core/team/team.ts";
import { readTeam, type TeamReading } from "../../../src/core/team/team-file.ts";
import { slice } from "../../how-much.ts";
import { bytes } from "./team-problems.ts";

const shards = [
  ...["email", "E-mail", "name", "given_name", "account", "permission_set", "region", "group", "username", "reason"],
  ...["ana@example.com", "Ana@example.com", "bo@example.com", "ana.silva+x@sub.example.co", "Ana Silva", "Zoë", "林"],
  ...[
    "Sandbox North",
    "111122223333",
    "1.2E+11",
    "1234-5678-9012",
    "eu-west-1",
    "amplify-policy",
    '="01"',
    "=cmd",
    "😀",
  ],
  ...[",", ",", ",", ";", "\t", "\n", "\n", "\n", "\r\n", "\r", '"', '""', " ", "\u00A0", "“", "”", "'", "sep=;\n"],
  ...["\u0000", "\u001B[0m", "\u200B", "\u202E", "\uFEFF", "\uFFFD", "\u0958", "e\u0301", "@", "-", "#N/A", "<", ">"],
];
const noise = fc
  .tuple(
    fc.constantFrom("", "", "email,account\n", "email;name;account\r\n", "E-Mail\tname\n", "email\n"),
    fc.array(fc.oneof({ arbitrary: fc.constantFrom(...shards), weight: 12 }, fc.string({ unit: "binary" })), {
      maxLength: 60,
    }),
  )
  .map(([header, pieces]) => header + pieces.join(""));
const encoded = fc.tuple(noise, fc.constantFrom("utf8", "utf8", "latin1", "utf16le", "bom8", "bom16")).map(encode);
const anything = fc.oneof(
  { arbitrary: encoded, weight: 9 },
  { arbitrary: fc.uint8Array({ maxLength: 300 }), weight: 1 },
  { arbitrary: fc.tuple(encoded, fc.uint8Array({ maxLength: 4 })).map(([a, b]) => bytes(a, b, a)), weight: 1 },
);

function encode([text, encoding]: readonly [string, string]): Uint8Array {
  if (encoding === "bom8") return bytes("\uFEFF", text);
  if (encoding === "bom16") return bytes([0xff, 0xfe], Buffer.from(text, "utf16le"));
  return Buffer.from(text, encoding as BufferEncoding);
}

describe("any file at all", () => {
  it("is read without failing, and its problems lie in it, in reading order, each with a remedy", () => {
    fc.assert(
      fc.property(anything, (input) => {
        const reading = readTeam(input, { kind: "file", file: "team.csv" });
        const { problems, rows } = reading;
        const lines = linesOf(input);
        for (const {
          place: { line = 0, column = 0 },
          message,
          remedy,
        } of problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(Array.from(lines[line - 1] ?? "").length + 1);
          expect(message + remedy).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          expect(message).toMatch(/\.$/);
          expect(remedy).not.toBe("");
        }
        const places = problems.map(({ place: { line = 0, column = 0 } }) => line * 1e6 + column);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(problems.length > 0 || rows.length > 0).toBe(true);
        if (problems.length === 0) expectSameWhenWritten(reading);
      }),
      { numRuns: slice(10_000) },
    );
  });
});

const name = fc.constantFrom("Ana", "José María", "O’Brien", "林 美", "van der Berg, Jr.", 'Zoë "Zo" Ødegård', "", "");
const account = fc.constantFrom(
  "Sandbox North",
  "111122223333",
  "Acme, Inc",
  'The "Lab"',
  "-legacy",
  "@home",
  "A;B",
  "",
);
const person = fc.record({
  given_name: name,
  family_name: name,
  account,
  permission_set: fc.constantFrom("", "amplify-policy", "=odd", "+x@y"),
  group: fc.constantFrom("", "Developers", "R&D, Berlin"),
  region: fc.constantFrom("", "eu-west-1", "us-gov-west-1", "eusc-de-east-1"),
  profile: fc.constantFrom("", "amplify", "my_profile-1"),
});
const layout = fc.record({
  separator: fc.constantFrom(",", ";", "\t"),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  encoding: fc.constantFrom("utf8", "bom8", "bom16"),
  pad: fc.constantFrom("", " ", "\u00A0"),
});

describe("a good file", () => {
  it("is read alike in every layout that spreadsheets write, and gives the same rows when written and read again", () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 8 }),
        layout,
        (people, { separator, end, encoding, pad }) => {
          const columns = [
            "given_name",
            "family_name",
            "account",
            "permission_set",
            "group",
            "region",
            "profile",
          ] as const;
          const header = ["Email", ...columns].join(separator);
          const lines = people.map((one, index) =>
            [`p${index}@example.com`, ...columns.map((column) => quote(one[column]))]
              .map((cell) => pad + cell)
              .join(separator),
          );
          const reading = readTeam(encode([[header, ...lines, ""].join(end), encoding]), {
            kind: "file",
            file: "team.csv",
          });
          expect(reading.problems).toEqual([]);
          expect(reading.rows.map(({ cells }) => cells)).toMatchObject(people);
          expectSameWhenWritten(reading);
        },
      ),
      { numRuns: slice(2000) },
    );
  });
});

function expectSameWhenWritten({ rows, team }: TeamReading): void {
  const again = readTeam(bytes(renderTeamRows(rows)), { kind: "file", file: "team.csv" });
  expect(again.problems).toEqual([]);
  expect(again.rows.map(({ cells }) => cells)).toEqual(rows.map(({ cells }) => cells));
  expect(again.team.members.map(withoutPlaces)).toEqual(team.members.map(withoutPlaces));
}

function withoutPlaces({ line: _, grants, ...member }: TeamMember) {
  return { ...member, accounts: grants.map((grant) => grant.accounts.map(({ text }) => text)) };
}

function quote(text: string): string {
  return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function linesOf(input: Uint8Array): readonly string[] {
  const decoded = decodeText(input, { kind: "file", file: "team.csv" });
  return decoded.kind === "text" ? decoded.text.split(/\r\n|\r|\n/) : [""];
}

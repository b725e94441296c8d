import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { createRedactor } from "../../../src/core/redaction/redactor.ts";
import { redactorOfTeam } from "../../../src/core/redaction/redactor-of-team.ts";
import { plainnessOf } from "../../../src/core/redaction/words.ts";
import { NO_SETTINGS } from "../../../src/core/settings/settings.ts";
import { mergeReadings } from "../../../src/core/team/several-files.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { quoted, visibleText } from "../../../src/core/text/visible-text.ts";
import { slice } from "../../how-much.ts";

const person = (label: string, email: string, userName = email, displayName = "") => ({
  label,
  email,
  userName,
  displayName,
});

const people = [
  person("line 2", "ana.silva@example.com", "ana.silva@example.com", "Ana Silva"),
  person("line 3", "an@example.com", "dev", "Will"),
  person("line 4", "zoe@example.com", "Zoë Strauß"),
  person("line 5", "maximiliane@example.com", "maximiliane.featherstonehaugh-cholmondeley.of.the.manor.house"),
];
const { screen } = createRedactor(people, { accounts: ["ana-dev", "sandbox-an"] });

it("calls people by their row and its file, where there are several", () => {
  const files = ["web.csv", "my team/data.csv"].map((file, index) => {
    const text = `email,given_name,family_name\nana${index}@example.com,Ana,Silva${index}\n`;
    const source = { kind: "file", file } as const;
    return { text, source, reading: readTeam(Buffer.from(text), source) };
  });
  const reading = mergeReadings(files.map((one) => one.reading));
  const { screen } = redactorOfTeam({ reading, texts: files, settings: NO_SETTINGS });
  expect(screen("ana0@example.com and ana1@example.com")).toBe("line 2 of web.csv and line 2 of my-team/data.csv");
  expect(screen("onboard leave --emails ana1@example.com")).toBe("onboard leave --emails EMAIL");
});

describe("a text without people", () => {
  it.each([
    [
      "files",
      "messages/ana.silva.html and messages/ana.silva@example.com.txt",
      "messages/line 2.html and messages/line 2.txt",
    ],
    [
      "paths and ARNs",
      "arn:aws:iam::1:user/ana.silva, C:\\Users\\ana.silva\\x",
      "arn:aws:iam::1:user/line 2, C:\\Users\\line 2\\x",
    ],
    ["URLs", "https://x.example/?u=ana.silva%40example.com&v=1", "https://x.example/?u=line 2&v=1"],
    ["URLs with other addresses", "?u=eve%40example.org", "?u=(an address)"],
    ["capitals", "ANA.SILVA@EXAMPLE.COM, ZOË STRAUSS", "line 2, line 4"],
    ["decomposed letters", "user Zoe\u0308 Strauß.", "user line 4."],
    ["quotation marks", "\"ana.silva\", “Ana Silva”, 'ana.silva'", "\"line 2\", “line 2”, 'line 2'"],
    ["Markdown", "**Ana Silva** and _ana.silva_", "**line 2** and _line 2_"],
    ["compounds", "ana.silva-sandbox is not ana.silva.costa", "line 2-sandbox is not ana.silva.costa"],
    ["names of accounts that hold them", "ana-dev, sandbox-an", "ana-line 3, sandbox-line 3"],
    ["shortened names", `user ${quoted(people[3]?.userName ?? "", 30)}.`, 'user "line 5".'],
    [
      "words in quotation marks",
      'user "dev", who is “Will”, will run dev',
      'user "line 3", who is “line 3”, will run dev',
    ],
    ["suggestions", 'There is no "ana". Did you mean "ana.silva"? Look.', 'There is no "ana". Look.'],
    ["places twice", 'like "ana.silva" in line 2.', 'like "line 2".'],
  ])("has none in %s", (_, text, told) => {
    expect(screen(text)).toBe(told);
  });

  it.each([
    ["onboard leave --emails ana.silva --yes", "onboard leave --emails EMAIL --yes"],
    ["onboard leave --emails 'nobody@here.example'", "onboard leave --emails EMAIL"],
    ["onboard leave --emails team.csv for ana.silva", "onboard leave --emails team.csv for line 2"],
  ])("has a word in their place that can be typed over, in a command: %s", (text, told) => {
    expect(screen(text)).toBe(told);
  });

  it.each([
    "an answer of will, in dev and at an end",
    'Did you mean "amplify-policy"?',
    "juliana.silva, ana.silvana, ana_silva2, zoe2, susan@",
    "line 2 and line 3 (2) are told already, like somebody and (an address)",
    "::error file=team.csv,line=2,title=No access::Try again",
    "npx amplify-onboard@latest, actions/checkout@v4, zod@4.6.7, ana.silva@example.com.",
  ])("is %j as it was", (text) => {
    const nobody = createRedactor([...people.slice(1), person("line 9", "error@example.org", "file", "title")]);
    expect(nobody.screen(text)).toBe(text);
  });

  it("is as it was when nobody of the team is in it", () => {
    const team = [person("line 2", "qqx@qqx.example", "qqy", "Qqz Qqx")];
    const nobody = createRedactor(team, { accounts: ["Sandbox North"] });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!/@|%40|qq/i.test(text));
        expect(nobody.screen(text)).toBe(text);
      }),
      { numRuns: slice(4000) },
    );
  });

  it("has nobody in it, whatever they are called and however it is written", () => {
    const name = fc
      .array(
        fc.constantFrom(
          "ana",
          "bo",
          "an",
          "Zoë",
          "José",
          "大谷",
          "Иван",
          "o'neil",
          "dev-x",
          "x1",
          ".",
          "-",
          "_",
          " ",
          "|",
          "&",
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .map((parts) => parts.join("").trim())
      .filter(
        (text) => text.length > 1 && plainnessOf(text) === "telling" && /^[\p{L}\p{N}].*[\p{L}\p{N}]$/u.test(text),
      );
    const forms: readonly ((text: string) => string)[] = [
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.normalize("NFD"),
      (text) => encodeURIComponent(text),
      (text) => JSON.stringify(text),
      (text) => quoted(text, 60),
      (text) => `“${visibleText(text)}”`,
    ];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ name, domain: fc.constantFrom("example.com", "corp.example") }), {
          minLength: 1,
          maxLength: 5,
          selector: (one) => one.name.toLowerCase(),
        }),
        fc.constantFrom(...forms),
        (drawn, form) => {
          const team = drawn.map((one, index) =>
            person(`line ${index + 2}`, `p${index}.${one.name.replace(/[^\w]/g, "")}@${one.domain}`, one.name),
          );
          const redactor = createRedactor(team);
          for (const { email, userName } of team) {
            for (const known of [email, userName]) {
              const told = redactor.screen(`The user ${form(known)} is there already.`);
              expect(told).toMatch(/^The user ["“]?(line \d|somebody)["”]? is there already\.$/);
              expect(redactor.screen(told)).toBe(told);
            }
          }
        },
      ),
      { numRuns: slice(2000) },
    );
  });
});

describe("the redactor of a team file", () => {
  const told = (csv: string) => {
    const reading = readTeam(Buffer.from(csv), { kind: "file", file: "team.csv" });
    const redactor = redactorOfTeam({ reading, texts: [{ text: csv }], settings: NO_SETTINGS });
    return reading.problems.map(renderProblem).map(redactor.screen);
  };

  it("knows what is in rows with problems, each as its row", () => {
    const problems = told(
      "email,username,name\ncleo@example,Cleo Smith,=Cleo\nbo@example.com,bo,Bo Berg\nbo@example.com,b2,Bo B.\n",
    );
    expect(problems.join("\n")).not.toMatch(/cleo|smith|\bbo\b|b2/i);
    expect(problems.join("\n")).toContain("line 2");
  });

  it("makes sense of rows that are about one person", () => {
    const problems = told("email,account\nana@example.com,A\nANA@example.com,A\nana@example.com,A\n");
    expect(problems).toEqual([
      "team.csv:3:1: This address differs only by case from the one in line 2. Spell the address alike in all rows.",
      'team.csv:3:17: This person has account "A" in line 2 already. Remove one of the two.',
      'team.csv:4:17: This person has account "A" in line 2 already. Remove one of the two.',
    ]);
  });

  it("tells people on one line apart", () => {
    const reading = readTeam(Buffer.from("ana@example.com,bo@example.com\n"), { kind: "stdin" });
    const redactor = redactorOfTeam({
      reading,
      texts: [{ text: "ana@example.com,bo@example.com\n" }],
      settings: NO_SETTINGS,
    });
    expect(redactor.screen("ana@example.com, bo@example.com")).toBe("line 1, line 1 (2)");
    expect(redactor.label("bo@example.com")).toBe("line 1 (2)");
    expect(redactor.label("eve@example.com")).toBe("somebody");
  });

  it("calls a name that two people share somebody's", () => {
    const both = createRedactor([
      person("line 2", "a1@example.com", "a1", "Ana Silva"),
      person("line 3", "a2@example.com", "a2", "Ana Silva"),
    ]);
    expect(both.screen("Ana Silva is a1 or a2")).toBe("somebody is line 2 or line 3");
  });
});

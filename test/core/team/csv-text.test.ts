import { describe, expect, it } from "vitest";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { bytes, itExplains } from "./team-problems.ts";

describe("bytes that are no team file", () => {
  itExplains([
    {
      what: "an empty file",
      file: "",
      says: [
        "team.csv:1:1: The file is empty. Write a header line such as email,given_name,family_name,account and a row for each person.",
      ],
    },
    {
      what: "a file of blank lines",
      file: "\r\n \r\n;;\r\n",
      says: [
        "team.csv:1:1: The file is empty. Write a header line such as email,given_name,family_name,account and a row for each person.",
      ],
    },
    {
      what: "UTF-8 that was damaged",
      file: bytes("email,given_name\nzo\u00eb@example.com,Zo\u00eb\njose@example.com,Jos", [0xe9], "\n"),
      says: [
        'team.csv:2:1: "zoë@example.com" is not an e-mail address: "ë" is not an ASCII letter, perhaps one that looks like it. Write one address like "ana.silva@example.com".',
        'team.csv:3:21: The file is not UTF-8: it looks like Windows-1252, in which this reads "José". In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
      ],
    },
    {
      what: "UTF-16 that was cut",
      file: bytes([0xff, 0xfe], Buffer.from("email\nana@example.com", "utf16le"), [0x41]),
      says: [
        'team.csv:2:16: The UTF-16 text is damaged here. Export the file again. In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
      ],
    },
    {
      what: "UTF-32",
      file: bytes([0xff, 0xfe, 0, 0], [0x65, 0, 0, 0]),
      says: [
        'team.csv:1:1: This is UTF-32 text, not CSV text. In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
      ],
    },
    {
      what: "a workbook",
      file: bytes([0x50, 0x4b, 3, 4, 20, 0, 6, 0]),
      says: [
        'team.csv:1:1: This is an Excel workbook (.xlsx) or another zip file, not CSV text. In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
      ],
    },
    {
      what: "an old workbook",
      file: bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      says: [
        'team.csv:1:1: This is an old Excel workbook (.xls), not CSV text. In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
      ],
    },
    {
      what: "a PDF",
      file: "%PDF-1.7\n%\u00e2\u00e3\n",
      says: [
        'team.csv:1:1: This is a PDF, not CSV text. In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
      ],
    },
    {
      what: "a sign-in page",
      file: "\n<!DOCTYPE html><html><body>Sign in</body></html>",
      says: [
        "team.csv:1:1: This is a web page or XML, not CSV text: perhaps a sign-in page was downloaded in place of the file. Download the file again while signed in, or export it as CSV.",
      ],
    },
    {
      what: "settings in place of the team file",
      file: '{ "session": "amplify" }',
      says: [
        "team.csv:1:1: This looks like JSON, not CSV text. Give the team file (CSV) to --emails, and settings (onboard.json) to --settings.",
      ],
    },
    {
      what: "a program",
      file: Buffer.from(Array.from({ length: 200 }, (_, i) => i % 24)),
      says: [
        'team.csv:1:1: This is a binary file, not CSV text. In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
      ],
    },
  ]);
});

/** The bytes of a text in an encoding of one byte a letter, by what stands at each byte from 0x80 on. */
function encoded(text: string, label: string): Uint8Array {
  const table = new Map(
    Array.from({ length: 128 }, (_, index) => [new TextDecoder(label).decode(Uint8Array.of(index + 128)), index + 128]),
  );
  return Uint8Array.from(Array.from(text, (letter) => table.get(letter) ?? letter.charCodeAt(0)));
}

const read = (file: Uint8Array) => {
  const { team, problems, remarks } = readTeam(file, { kind: "file", file: "team.csv" });
  expect(problems).toEqual([]);
  return { names: team.members.map(({ displayName }) => displayName), said: remarks[0] ?? "" };
};

describe("a file in an encoding of one part of the world", () => {
  const german =
    "E-Mail-Adresse;Vorname;Nachname\r\nj@example.com;J\u00fcrgen;Wei\u00df\r\ns@example.com;S\u00f8ren;\u00d6deg\u00e5rd\r\n";
  const french =
    "Courriel;Pr\u00e9nom;Nom\nc@example.com;Chlo\u00e9;Fran\u00e7ois\ne@example.com;H\u00e9l\u00e8ne;Mu\u00f1oz\n";
  const polish = "Imi\u0119;Nazwisko;Adres e-mail\nPawe\u0142;Kami\u0144ski;p@example.com\n";
  const one = "email,given_name,family_name\nj@example.com,J\u00fcrgen,M\u00fcller\n";
  it.each([
    ["Windows-1252", "windows-1252", german, ["J\u00fcrgen Wei\u00df", "S\u00f8ren \u00d6deg\u00e5rd"]],
    ["Mac Roman", "macintosh", german, ["J\u00fcrgen Wei\u00df", "S\u00f8ren \u00d6deg\u00e5rd"]],
    ["Windows-1252", "windows-1252", french, ["Chlo\u00e9 Fran\u00e7ois", "H\u00e9l\u00e8ne Mu\u00f1oz"]],
    ["Mac Roman", "macintosh", french, ["Chlo\u00e9 Fran\u00e7ois", "H\u00e9l\u00e8ne Mu\u00f1oz"]],
    ["Windows-1250", "windows-1250", polish, ["Pawe\u0142 Kami\u0144ski"]],
    ["Windows-1252", "windows-1252", one, ["J\u00fcrgen M\u00fcller"]],
    ["Mac Roman", "macintosh", one, ["J\u00fcrgen M\u00fcller"]],
    [
      "Windows-1251",
      "windows-1251",
      "\u0418\u043c\u044f;\u0424\u0430\u043c\u0438\u043b\u0438\u044f;Email\n\u0410\u043d\u043d\u0430;\u0418\u0432\u0430\u043d\u043e\u0432\u0430;a@example.com\n",
      ["\u0410\u043d\u043d\u0430 \u0418\u0432\u0430\u043d\u043e\u0432\u0430"],
    ],
  ])("%s is read as that, which is said (%s)", (name, label, text, names) => {
    const { names: found, said } = read(encoded(text, label));
    expect(found).toEqual(names);
    expect(said).toMatch(`The file is not UTF-8: it is read as ${name} (`);
  });

  it("Shift_JIS is known by its column names", () => {
    // メールアドレス,姓,名 / e@example.com,田中,恵美
    const file = bytes(
      [
        0x83, 0x81, 0x81, 0x5b, 0x83, 0x8b, 0x83, 0x41, 0x83, 0x68, 0x83, 0x8c, 0x83, 0x58, 0x2c, 0x90, 0xa9, 0x2c,
        0x96, 0xbc, 0x0a,
      ],
      "e@example.com,",
      [0x93, 0x63, 0x92, 0x86, 0x2c, 0x8c, 0x62, 0x94, 0xfc, 0x0a],
    );
    expect(read(file)).toMatchObject({
      names: ["\u7530\u4e2d \u6075\u7f8e"],
      said: expect.stringContaining("Shift_JIS"),
    });
  });

  it.each(["utf16le", "utf16be"])("%s is read without a byte order mark too, which is said", (encoding) => {
    const text = Buffer.from("email,name\nana@example.com,Ana \u5c71\n", "utf16le");
    const { names, said } = read(encoding === "utf16le" ? text : text.swap16());
    expect(names).toEqual(["Ana \u5c71"]);
    expect(said).toBe("The file is UTF-16 and is read as such.");
  });
});

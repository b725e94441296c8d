import { describe, expect, it } from "vitest";
import { readAddressList, readTeam } from "../../../src/core/team/team-file.ts";
import { bytes } from "./team-problems.ts";

const read = (file: string | Uint8Array) =>
  readTeam(typeof file === "string" ? bytes(file) : file, { kind: "file", file: "team.csv" });
const peopleIn = (file: string | Uint8Array) => {
  const { team, problems } = read(file);
  expect(problems).toEqual([]);
  return team.members.map(({ email, displayName, grants }) =>
    [email, displayName, ...grants.flatMap(({ accounts }) => accounts.map(({ text }) => text))].join(" | "),
  );
};

const zoe = "zoe@example.com | Zoë Ødegård | Sandbox North";
const csv = "email,name,account\nzoe@example.com,Zoë Ødegård,Sandbox North\n";
const utf16be = Buffer.from(csv, "utf16le").swap16();

describe("a team file", () => {
  it.each([
    { what: "UTF-8", file: csv },
    { what: "UTF-8 with a byte order mark", file: `\uFEFF${csv}` },
    { what: "UTF-8 with two byte order marks", file: `\uFEFF\uFEFF${csv}` },
    { what: "little-endian UTF-16", file: bytes([0xff, 0xfe], Buffer.from(csv, "utf16le")) },
    { what: "big-endian UTF-16", file: bytes([0xfe, 0xff], utf16be) },
    { what: "semicolons", file: csv.replaceAll(",", ";") },
    { what: "tabs", file: csv.replaceAll(",", "\t") },
    { what: "Excel's sep= line", file: `sep=;\r\n${csv.replaceAll(",", ";")}` },
    { what: "a sep= line with an unusual separator", file: `sep=|\n${csv.replaceAll(",", "|")}` },
    { what: "CRLF", file: csv.replaceAll("\n", "\r\n") },
    { what: "CR", file: csv.replaceAll("\n", "\r") },
    { what: "no line end at the end", file: csv.trimEnd() },
    { what: "blank lines around and between", file: `\n${csv.replace("\n", "\n\n")}\n \n` },
    { what: "lines of separators at the end", file: `${csv},,\n,,\n` },
    { what: "empty columns at the end", file: csv.replaceAll("\n", ",,\n") },
    { what: "quoted cells", file: 'email,name,account\n"zoe@example.com","Zoë Ødegård","Sandbox North"\n' },
    {
      what: "spaces around quotes",
      file: 'email, name , account\nzoe@example.com , "Zoë Ødegård" , "Sandbox North"\n',
    },
    {
      what: "no-break spaces",
      file: "email,name,account\n\u00A0zoe@example.com\u00A0,Zoë\u00A0Ødegård,Sandbox North\n",
    },
    { what: "curly quotes", file: "email,name,account\n“zoe@example.com”,‘Zoë Ødegård’,Sandbox North\n" },
    { what: "accents in two parts", file: csv.normalize("NFD") },
    { what: "cells as Excel text", file: 'email,name,account\nzoe@example.com,Zoë Ødegård,="Sandbox North"\n' },
    {
      what: "a column of reasons from an earlier run",
      file: "email,name,account,reason\nzoe@example.com,Zoë Ødegård,Sandbox North,=why\n",
    },
  ])("is read with $what", ({ file }) => {
    expect(peopleIn(file)).toEqual([zoe]);
  });

  it.each(["Email", "E-MAIL", "e mail", "Email Address", "email_address", "Mail", "“Email”", "Work e-mail"])(
    "has its addresses under %s",
    (header) => {
      expect(read(`${header},Last name\nana@example.com,Silva\n`).team.members).toMatchObject([
        { email: "ana@example.com", familyName: "Silva" },
      ]);
    },
  );

  it("may name every column, and each cell keeps its place", () => {
    const header = "email,User Name,First name,Surname,Display-Name,AWS account,PermissionSet,Group,Region,Profile";
    const row = "ana@example.com,asilva,Ana,Silva,Ana S.,Staging,read-only,Developers,eu-west-1,amplify";
    expect(read(`${header}\n${row}\n`)).toMatchObject({
      problems: [],
      team: {
        source: { kind: "file", file: "team.csv" },
        members: [
          {
            email: "ana@example.com",
            username: "asilva",
            givenName: "Ana",
            familyName: "Silva",
            displayName: "Ana S.",
            namesDerived: false,
            line: 2,
            grants: [
              {
                line: 2,
                accounts: [{ text: "Staging", line: 2, column: 41 }],
                permissionSet: { text: "read-only", line: 2, column: 49 },
                group: { text: "Developers", line: 2, column: 59 },
                region: { text: "eu-west-1", line: 2, column: 70 },
                profile: { text: "amplify", line: 2, column: 80 },
              },
            ],
          },
        ],
      },
      rows: [{ line: 2, cells: { username: "asilva", permission_set: "read-only", group: "Developers" } }],
    });
  });

  it("gives a person the user name and names that the address suggests", () => {
    expect(read("email\nana.silva@example.com\n").team.members).toMatchObject([
      { username: "ana.silva@example.com", givenName: "Ana", familyName: "Silva", namesDerived: true },
    ]);
  });

  it.each([
    { what: "several in a cell", cell: "Sandbox North; 111122223333 ;", accounts: ["Sandbox North", "111122223333"] },
    { what: "an id in groups", cell: "1111-2222-3333", accounts: ["111122223333"] },
    { what: "an id that Excel was told to keep", cell: '"=""012345678901"""', accounts: ["012345678901"] },
    { what: "an id after an apostrophe", cell: "'012345678901", accounts: ["012345678901"] },
    { what: "a name with a comma", cell: '"Acme, Inc"', accounts: ["Acme, Inc"] },
    { what: "none", cell: "", accounts: [] },
  ])("names accounts: $what", ({ cell, accounts }) => {
    const [member] = read(`email,account\nana@example.com,${cell}\n`).team.members;
    expect(member?.grants[0]?.accounts.map(({ text }) => text)).toEqual(accounts);
  });

  it("names several accounts in a quoted cell even where ; separates cells, each at its own place", () => {
    const [member] = read('email;account\nana@example.com;"Sandbox North;Staging"\n').team.members;
    expect(member?.grants[0]?.accounts).toEqual([
      { text: "Sandbox North", line: 2, column: 18 },
      { text: "Staging", line: 2, column: 32 },
    ]);
  });

  it("may repeat a person with other accounts, and say the rest once", () => {
    const file =
      "email,username,name,account,group\nana@example.com,ana,Ana S,A,\nana@example.com,,,B,\nana@example.com,,,B,G\n";
    const { team, problems } = read(file);
    expect(problems).toEqual([]);
    expect(team.members).toMatchObject([
      { username: "ana", displayName: "Ana S", line: 2, grants: [{ line: 2 }, { line: 3 }, { line: 4 }] },
    ]);
  });

  it("counts physical lines when cells that nobody reads span several", () => {
    const file = 'email,reason\nana@example.com,"first\r\nsecond\nthird"\nbo@example,\n';
    expect(read(file).problems).toMatchObject([{ place: { line: 5, column: 1 } }]);
  });

  it("keeps the rows that are right beside those that are wrong, for reading only", () => {
    const { rows, problems } = read("email\nana@example.com\nbo@example\n");
    expect(rows.map(({ line, cells }) => [line, cells.email])).toEqual([[2, "ana@example.com"]]);
    expect(problems).toHaveLength(1);
  });

  it("has at most 100,000 rows", () => {
    const rows = Array.from({ length: 100_001 }, (_, index) => `p${index}@example.com`);
    expect(read(rows.slice(1).join("\n")).problems).toEqual([]);
    expect(read(rows.join("\n")).problems).toMatchObject([
      { place: { line: 100_001 }, message: "The file has more than 100,000 rows." },
    ]);
  });

  it("has at most 50 MB", () => {
    const message = "The file has 51 MB; a team file has at most 50 MB.";
    expect(readTeam(new Uint8Array(50 * 1024 * 1024 + 1), { kind: "file", file: "team.csv" }).problems).toMatchObject([
      { message },
    ]);
  });
});

describe("a list of addresses", () => {
  it("has one a line, or several", () => {
    expect(peopleIn("ana@example.com\r\nbo@example.com; chi@example.com\n\n")).toEqual([
      "ana@example.com | Ana",
      "bo@example.com | Bo",
      "chi@example.com | Chi",
    ]);
  });

  it("may begin with an address that is wrong", () => {
    expect(read("ana.example.com\nbo@example.com\n").problems).toMatchObject([
      { place: { line: 1 }, message: expect.stringContaining('it has no "@"') },
    ]);
  });

  it("may be typed on the command line", () => {
    const { team, problems } = readAddressList("ana@example.com, bo@example.com;chi@example.com");
    expect(problems).toEqual([]);
    expect(team.members.map(({ email }) => email)).toEqual(["ana@example.com", "bo@example.com", "chi@example.com"]);
  });

  it("typed on the command line is told where it is wrong", () => {
    expect(readAddressList("ana@example.com,bo@example").problems).toMatchObject([
      { place: { flag: "--emails", line: 1, column: 17 } },
    ]);
    expect(readAddressList(" ").problems).toMatchObject([{ place: { flag: "--emails", line: 1, column: 1 } }]);
  });
});

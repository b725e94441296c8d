import { describe } from "vitest";
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
      what: "Windows-1252",
      file: bytes(
        "email,given_name\njose@example.com,Jos",
        [0xe9],
        "\nana@example.com,Ana\nzoe@example,Zo",
        [0xeb],
        "\n",
      ),
      says: [
        'team.csv:2:21: The file is not UTF-8: it looks like Windows-1252, in which this reads "José". In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
        'team.csv:4:1: "zoe@example" is not an e-mail address: its domain "example" has no dot. Write one address like "ana.silva@example.com".',
        'team.csv:4:15: The file is not UTF-8: it looks like Windows-1252, in which this reads "Zoë". In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
      ],
    },
    {
      what: "UTF-16 without a byte order mark",
      file: Buffer.from("email,name\nana@example.com,Ana\n", "utf16le"),
      says: [
        'team.csv:1:1: This looks like UTF-16 text without a byte order mark, so its bytes can be read in two ways. Save it as UTF-8. In Excel, save the sheet with File > Save As > "CSV UTF-8 (Comma delimited)".',
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

import { describe } from "vitest";
import { itExplains } from "./team-problems.ts";

describe("the header line", () => {
  itExplains([
    {
      what: "a header with no people under it",
      file: "email,account\n\n",
      says: ["team.csv:1:1: The file names columns, but no people. Add a row for each person."],
    },
    {
      what: "a file without an email column",
      file: "name,account\nAna Silva,Sandbox North\n",
      says: [
        "team.csv:1:1: There is no email column. Name the columns in the first line, for example: email,given_name,family_name,account.",
      ],
    },
    {
      what: "a misspelt header",
      file: "Emial,Acount\nana@example.com,Sandbox North\n",
      says: [
        'team.csv:1:1: There is no column "Emial". Did you mean "email"?',
        'team.csv:1:7: There is no column "Acount". Did you mean "account"?',
      ],
    },
    {
      what: "a misspelt header and wrong cells below it, all at once",
      file: "Emial,given_nmae\nana@example,=Ana\n",
      says: [
        'team.csv:1:1: There is no column "Emial". Did you mean "email"?',
        'team.csv:1:7: There is no column "given_nmae". Did you mean "given_name"?',
        'team.csv:2:1: "ana@example" is not an e-mail address: its domain "example" has no dot. Write one address like "ana.silva@example.com".',
        'team.csv:2:13: "=Ana" begins with "=", which a spreadsheet takes for a formula. Remove the "=".',
      ],
    },
    {
      what: "accounts in several columns",
      file: "email,account 1,account 2\nana@example.com,A,B\n",
      says: [
        'team.csv:1:7: There is no column "account 1". Write several accounts into one cell of the column account, separated by ;.',
        'team.csv:1:17: There is no column "account 2". Write several accounts into one cell of the column account, separated by ;.',
      ],
    },
    {
      what: "addresses under a name that nobody knows",
      file: "Kontaktperson,Vorname\nana@example.com,Ana\n",
      says: [
        'team.csv:1:1: There is no email column. The column "Kontaktperson" holds addresses: call it email, if they are those of the people.',
      ],
    },
    {
      what: "addresses under no name",
      file: "email,,account\nana@example.com,bo@example.com,Sandbox North\n",
      says: ["team.csv:1:7: Column 2 has no name, and yet there is a value in line 2. Name the column."],
    },
    {
      what: "one column under two names",
      file: "email,name,Display Name\nana@example.com,Ana Silva,Ana\n",
      says: ['team.csv:1:12: "Display Name" is the column display_name again: "name" already is. Keep one of the two.'],
    },
    {
      what: "a header that is not there",
      file: "ana@example.com,Ana,Silva\n",
      says: [
        "team.csv:1:1: The first line holds values where the column names should be. Put a line above it that names the columns, for example: email,given_name,family_name,account.",
      ],
    },
    {
      what: "a cell under a column without a name",
      file: "email,,account\nana@example.com,Ana,Sandbox North\n",
      says: ["team.csv:1:7: Column 2 has no name, and yet there is a value in line 2. Name the column, or remove it."],
    },
  ]);
});

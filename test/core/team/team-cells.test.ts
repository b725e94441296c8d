import { describe } from "vitest";
import { itExplains } from "./team-problems.ts";

describe("a cell", () => {
  itExplains([
    {
      what: "an address without @",
      file: "email\nana.example.com\n",
      says: [
        'team.csv:2:1: "ana.example.com" is not an e-mail address: it has no "@". Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "an address without a domain",
      file: "email\nana@example\n",
      says: [
        'team.csv:2:1: "ana@example" is not an e-mail address: its domain "example" has no dot. Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "nothing after the @",
      file: "email\nana@\n",
      says: [
        'team.csv:2:1: "ana@" is not an e-mail address: it has no domain after the "@". Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "nothing before the @",
      file: "email,name\n@example.com,Ana\n",
      says: [
        'team.csv:2:1: "@example.com" is not an e-mail address: nothing stands before the "@". Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "two addresses in one cell",
      file: 'email,name\n"ana@example.com, bo@example.com",Ana\n',
      says: [
        'team.csv:2:1: "ana@example.com, bo@example.com" holds 2 addresses. Give each person a row and one address.',
      ],
    },
    {
      what: "an address with a full stop after it",
      file: "email\nana@example.com.\n",
      says: ['team.csv:2:1: "ana@example.com." is more than an address. Write only "ana@example.com".'],
    },
    {
      what: "a mailto: link",
      file: "email\nmailto:ana@example.com\n",
      says: ['team.csv:2:1: "mailto:ana@example.com" is more than an address. Write only "ana@example.com".'],
    },
    {
      what: "a space in an address",
      file: "email\nana silva@example.com\n",
      says: [
        'team.csv:2:1: "ana silva@example.com" is not an e-mail address: it has a space. Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "two @ in an address",
      file: "email\nana@@example.com\n",
      says: [
        'team.csv:2:1: "ana@@example.com" is not an e-mail address: it has 2 "@". Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "two dots in an address",
      file: "email\nana..silva@example.com\n",
      says: [
        'team.csv:2:1: "ana..silva@example.com" is not an e-mail address: "ana..silva" cannot stand before the "@". Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "a Cyrillic letter in an address",
      file: "email\n\u0430na@example.com\n",
      says: [
        'team.csv:2:1: "аna@example.com" is not an e-mail address: "а" is not an ASCII letter, perhaps one that looks like it. Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "a domain with an underscore",
      file: "email\nana@exa_mple.com\n",
      says: [
        'team.csv:2:1: "ana@exa_mple.com" is not an e-mail address: its domain "exa_mple.com" is not a domain name. Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "an address in a list that is none",
      file: "ana@example.com\nbo\n",
      says: [
        'team.csv:2:1: "bo" is not an e-mail address: it has no "@". Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "a space in a user name",
      file: "email,username\nana@example.com,ana silva\n",
      says: ['team.csv:2:17: The user name "ana silva" has a space. User names have no spaces: use a dot.'],
    },
    {
      what: "a user name that AWS keeps",
      file: "email,username\nana@example.com,administrator\n",
      says: ['team.csv:2:17: AWS keeps the user name "administrator" for itself. Choose another user name.'],
    },
    {
      what: "a user name beyond 128 characters",
      file: `email,username\nana@example.com,${"a".repeat(129)}\n`,
      says: [
        'team.csv:2:17: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" has 129 characters; a user name has at most 128. Shorten it.',
      ],
    },
    {
      what: "a formula as a name",
      file: "email,given_name,family_name\nana@example.com,=cmd|' /C calc'!A0,Silva\n",
      says: [
        'team.csv:2:17: "=cmd|\' /C calc\'!A0" begins with "=", which a spreadsheet takes for a formula. Remove the "=".',
      ],
    },
    {
      what: "a formula as an address",
      file: 'email\n=HYPERLINK("http://evil.example")@example.com\n',
      says: [
        'team.csv:2:1: "=HYPERLINK("http://evil.example")@example.com" begins with "=", which a spreadsheet takes for a formula. Remove the "=".',
      ],
    },
    {
      what: "a formula as a user name, but not as a group and an account, which AWS may have",
      file: "email,username,group,account\nana@example.com,+ana,@devs,=A1\n",
      says: ['team.csv:2:17: "+ana" begins with "+", which a spreadsheet takes for a formula. Remove the "+".'],
    },
    {
      what: "a spreadsheet's error",
      file: "email,account\nana@example.com,#REF!\n",
      says: ['team.csv:2:17: "#REF!" is a spreadsheet\'s error, not a value. Repair the formula and export again.'],
    },
    {
      what: "a line break inside a name",
      file: 'email,name\nana@example.com,"Ana\nSilva"\nbo@example,\n',
      says: [
        'team.csv:2:17: "Ana\\nSilva" holds a line break. Delete it: type the value anew instead of pasting it.',
        'team.csv:4:1: "bo@example" is not an e-mail address: its domain "example" has no dot. Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "a tab before a name",
      file: "email,name\nana@example.com,\tAna\n",
      says: [
        'team.csv:2:17: "\\tAna" holds the invisible character "\\t". Delete it: type the value anew instead of pasting it.',
      ],
    },
    {
      what: "an escape sequence",
      file: "email,name\nana@example.com,\u001b[31mAna\n",
      says: [
        'team.csv:2:17: "<U+001B>[31mAna" holds the invisible character "<U+001B>". Delete it: type the value anew instead of pasting it.',
      ],
    },
    {
      what: "text that turns its direction",
      file: "email,name\nana@example.com,Ana \u202Eavlis\n",
      says: [
        'team.csv:2:17: "Ana <U+202E>avlis" holds the invisible character "<U+202E>". Delete it: type the value anew instead of pasting it.',
      ],
    },
    {
      what: "a zero-width space in an address",
      file: "email\nana\u200B@example.com\n",
      says: [
        'team.csv:2:1: "ana<U+200B>@example.com" holds the invisible character "<U+200B>". Delete it: type the value anew instead of pasting it.',
      ],
    },
    {
      what: "a NUL",
      file: "email,name\nana@example.com,An\u0000a\n",
      says: [
        'team.csv:2:17: "An<U+0000>a" holds the invisible character "<U+0000>". Delete it: type the value anew instead of pasting it.',
      ],
    },
    {
      what: "a name that lost its accent on the way",
      file: "email,name\njose@example.com,Jos\uFFFD\n",
      says: [
        'team.csv:2:18: "Jos�" holds the sign that stands for a lost character. The text was damaged before it got here: type it anew.',
      ],
    },
    {
      what: "UTF-8 that was opened as Windows-1252",
      file: "email,name\njose@example.com,Jos\u00C3\u00A9\n",
      says: [
        'team.csv:2:18: "JosÃ©" is UTF-8 that was opened as Windows-1252: it should probably be "José". Correct it, and check the other names.',
      ],
    },
    {
      what: "a curly quote alone",
      file: "email,name\nana@example.com,\u201CAna\n",
      says: ['team.csv:2:17: "“Ana" has a curly quote that does not quote. Use straight quotes (") or none.'],
    },
    {
      what: "a permission set with a space",
      file: "email,permission_set\nana@example.com,amplify policy\n",
      says: [
        'team.csv:2:17: "amplify policy" is not a permission set name: U+0020 (character 8). It has letters, digits and + = , . @ _ - only, and no spaces.',
      ],
    },
    {
      what: "a permission set beyond 32 characters",
      file: `email,permission_set\nana@example.com,${"p".repeat(33)}\n`,
      says: [
        'team.csv:2:17: "ppppppppppppppppppppppppppppp…" has 33 characters; a permission set name has at most 32. Shorten it.',
      ],
    },
    {
      what: "a group beyond 1,024 characters",
      file: `email,group\nana@example.com,${"g".repeat(1025)}\n`,
      says: [
        'team.csv:2:17: "ggggggggggggggggggggggggggggg…" has 1025 characters; a group name has at most 1024. Shorten it.',
      ],
    },
    {
      what: "a misspelt Region",
      file: "email,region\nana@example.com,eu-wset-1\n",
      says: ['team.csv:2:17: There is no Region "eu-wset-1". Did you mean "eu-west-1"?'],
    },
    {
      what: "an Availability Zone for a Region",
      file: "email,region\nana@example.com,eu-west-1a\n",
      says: ['team.csv:2:17: "eu-west-1a" is not a Region\'s code. Did you mean "eu-west-1"?'],
    },
    {
      what: "a Region by its city",
      file: "email,region\nana@example.com,Ireland\n",
      says: ['team.csv:2:17: "Ireland" is not a Region\'s code. Write it like "eu-west-1" (AWS console, top right).'],
    },
    {
      what: "a profile with a space",
      file: "email,profile\nana@example.com,my profile\n",
      says: [
        'team.csv:2:17: "my profile" is not a name that all AWS clients can read. Use letters, digits, _ and - only.',
      ],
    },
  ]);
});

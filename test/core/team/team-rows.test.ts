import { describe } from "vitest";
import { itExplains } from "./team-problems.ts";

describe("the cells of a row", () => {
  itExplains([
    {
      what: "a quote that is never closed before other quoted rows",
      file: 'email,name\nana@example.com,"Ana Silva\nbo@example,"Bo"\n',
      says: [
        'team.csv:2:17: The quote before "Ana Silva" is never closed. Close it, or write "" for a quote inside a quoted cell.',
        'team.csv:3:1: "bo@example" is not an e-mail address: its domain "example" has no dot. Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "a row with a cell too many",
      file: "email,account\nana@example.com,Sandbox, North\n",
      says: [
        "team.csv:2:25: This row has 3 cells; the first line names 2. Put a cell that holds a separator in double quotes, or name the column in the first line.",
      ],
    },
    {
      what: "a row with a cell too few",
      file: "email,account\nana@example.com\n",
      says: [
        "team.csv:2:1: This row has 1 cell; the first line names 2. Leave a cell empty rather than leaving it out.",
      ],
    },
    {
      what: "rows with another separator than the header",
      file: "email,account\nana@example.com;Sandbox North\n",
      says: [
        'team.csv:2:1: This row has 1 cell; the first line names 2. It seems to be separated by ";": use the separator of the first line.',
      ],
    },
    {
      what: "accounts with ; unquoted in a file separated by ;",
      file: "email;account\nana@example.com;A;B\n",
      says: [
        "team.csv:2:19: This row has 3 cells; the first line names 2. Put a cell that holds a separator in double quotes, or name the column in the first line.",
      ],
    },
    {
      what: "a quote that is never closed",
      file: 'email,name\nana@example.com,"Ana Silva\nbo@example.com,Bo\nbo@example,x\n',
      says: [
        'team.csv:2:17: The quote before "Ana Silva" is never closed. Close it, or write "" for a quote inside a quoted cell.',
        'team.csv:4:1: "bo@example" is not an e-mail address: its domain "example" has no dot. Write one address like "ana.silva@example.com".',
      ],
    },
    {
      what: "text after a closing quote",
      file: 'email,name\nana@example.com,"Ana" Silva\n',
      says: [
        'team.csv:2:17: There is text after the closing quote: "Ana Silva". Put the whole cell in quotes and write "" for each quote inside it.',
      ],
    },
    {
      what: "a row without an address",
      file: "email,name\n,Ana Silva\n",
      says: ["team.csv:2:1: This row has no e-mail address. Add it, or delete the row."],
    },
    {
      what: "several things at once, in reading order",
      file: "email,username,region\nbo@example,b o,eu-wset-1\nana@example.com,administrator,us-east-1\n",
      says: [
        'team.csv:2:1: "bo@example" is not an e-mail address: its domain "example" has no dot. Write one address like "ana.silva@example.com".',
        'team.csv:2:12: The user name "b o" has a space. User names have no spaces: use a dot.',
        'team.csv:2:16: There is no Region "eu-wset-1". Did you mean "eu-west-1"?',
        'team.csv:3:17: AWS keeps the user name "administrator" for itself. Choose another user name.',
      ],
    },
  ]);
});

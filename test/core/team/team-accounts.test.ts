import { describe } from "vitest";
import { itExplains } from "./team-problems.ts";

describe("the account column", () => {
  itExplains([
    {
      what: "an account id in scientific notation",
      file: "email,account\nana@example.com,1.23457E+11\n",
      says: [
        'team.csv:2:17: "1.23457E+11" is an account id that the spreadsheet has shortened; its digits are lost. Format the column as text in the spreadsheet and type the id anew, or write the account\'s name.',
      ],
    },
    {
      what: "an account id in European scientific notation",
      file: "email;account\nana@example.com;1,23457E+11\n",
      says: [
        'team.csv:2:17: "1,23457E+11" is an account id that the spreadsheet has shortened; its digits are lost. Format the column as text in the spreadsheet and type the id anew, or write the account\'s name.',
      ],
    },
    {
      what: "an account id without its leading zeros",
      file: "email,account\nana@example.com,12345678901\n",
      says: [
        'team.csv:2:17: "12345678901" has 11 digits; account ids have 12. Spreadsheets drop leading zeros: perhaps it is 012345678901.',
      ],
    },
    {
      what: "an account id with a digit too many",
      file: "email,account\nana@example.com,1234567890123\n",
      says: [
        'team.csv:2:17: "1234567890123" has 13 digits; account ids have 12. Copy the id again from the AWS access portal or console.',
      ],
    },
    {
      what: "an account id formatted as a number",
      file: 'email,account\nana@example.com,"123,456,789,012"\n',
      says: ['team.csv:2:18: "123,456,789,012" is an account id formatted as a number. Write 123456789012.'],
    },
    {
      what: "the second of two accounts",
      file: "email,account\nana@example.com,Sandbox North; 12345\n",
      says: [
        'team.csv:2:32: "12345" has 5 digits; account ids have 12. Write the whole id, or the account\'s exact name.',
      ],
    },
  ]);
});

import { describe } from "vitest";
import { itExplains } from "./team-problems.ts";

describe("rows that contradict or repeat one another", () => {
  itExplains([
    {
      what: "an address too long to be a user name",
      file: `email\n${"a".repeat(60)}@${"b".repeat(62)}.example.com\n`,
      says: [
        'team.csv:2:1: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" has 135 characters; a user name has at most 128. Give this person a shorter user name in the column username.',
      ],
    },
    {
      what: "the user name of another person",
      file: "email,username\nana@example.com,ana\nbo@example.com,ANA\n",
      says: [
        "team.csv:3:16: This user name is also that of the person in line 2. Give each person a user name of their own.",
      ],
    },
    {
      what: "the address of another person as user name",
      file: "email,username\nana@example.com,\nbo@example.com,ana@example.com\n",
      says: [
        "team.csv:3:16: This user name is also that of the person in line 2. Give each person a user name of their own.",
      ],
    },
    {
      what: "the same row twice",
      file: "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North\nana@example.com,Sandbox North\n",
      says: ['team.csv:4:17: This person has account "Sandbox North" in line 2 already. Remove one of the two.'],
    },
    {
      what: "the same address twice in a list",
      file: "ana@example.com\nana@example.com\n",
      says: ["team.csv:2:1: This person is in line 1 already. Remove one of the two."],
    },
    {
      what: "an account named twice in a cell",
      file: "email,account\nana@example.com,Staging;Staging\n",
      says: ['team.csv:2:25: This person has account "Staging" in line 2 already. Remove one of the two.'],
    },
    {
      what: "an address that differs by case",
      file: "email,account\nana@example.com,Staging\nAna@Example.com,Production\n",
      says: [
        "team.csv:3:1: This address differs only by case from the one in line 2. Spell the address alike in all rows.",
      ],
    },
    {
      what: "two names for one person",
      file: "email,family_name,account\nana@example.com,Silva,Staging\nana@example.com,Sousa,Production\n",
      says: [
        "team.csv:3:17: The family_name of this person is another one here than in line 2. Write the same in both rows, or leave one empty.",
      ],
    },
    {
      what: "two user names for one person",
      file: "email,username,account\nana@example.com,ana,Staging\nana@example.com,asilva,Production\n",
      says: [
        "team.csv:3:17: The username of this person is another one here than in line 2. Write the same in both rows, or leave one empty.",
      ],
    },
  ]);
});

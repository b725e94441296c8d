import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { accessJson } from "../../../src/core/access/access-json.ts";
import { accessSchema } from "../../../src/core/access/access-schema.ts";
import { accessCsv } from "../../../src/core/access/csv.ts";
import { IDS, sampleAccess, sampleFacts } from "./sample-access.ts";

const HOSTILE = [
  "=cmd|'/c calc'!A0",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  '"; drop',
  "a\nb,c",
  "\u202egnp.exe",
  "</script>",
];

const rowsOf = (facts: Parameters<typeof accessCsv>[0]): readonly Record<string, string>[] =>
  parse([...accessCsv(facts)].join("\n"), { columns: true });

describe("the table of access", () => {
  it("has a row for each way in, an orphan by its id", () => {
    expect(rowsOf(sampleFacts).map(({ user_name, via, orphan }) => [user_name, via, orphan])).toEqual([
      ["eve", "direct", "no"],
      ["ana", "direct", "no"],
      ["ana", "web-devs", "no"],
      ["bo", "web-devs", "no"],
      [IDS.gone, "direct", "yes"],
    ]);
  });

  it.each(HOSTILE)("holds %j as data, whoever and whatever is called so", (name) => {
    const named = { name, displayName: name, userName: name, email: name };
    const facts = {
      ...sampleFacts,
      users: sampleFacts.users.map((user) => ({ ...user, ...named, name: undefined })),
      groups: sampleFacts.groups.map((group) => ({ ...group, name })),
      accounts: sampleFacts.accounts.map((account) => ({ ...account, name, organizationalUnit: name })),
    };
    const rows = rowsOf(facts as unknown as typeof sampleFacts);
    expect(rows).toHaveLength(5);
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^\s*[=+\-@]|[\n\u202e]/);
  });

  it("as JSON is the document again, whatever people are called", () => {
    for (const userName of HOSTILE) {
      const access = sampleAccess({ users: sampleFacts.users.map((user) => ({ ...user, userName })) });
      const text = [...accessJson(access)].join("\n");
      expect(text).not.toContain("\u202e");
      const { $schema, ...document } = accessSchema.parse(JSON.parse(text));
      expect(document).toEqual(access);
      expect($schema).toContain("schema:access");
    }
  });
});

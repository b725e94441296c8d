import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountCells, accountEntry, nameCell, plainCell } from "../../../src/core/adopt/cells.ts";
import { accountsIn, LONGEST_CELL } from "../../../src/core/team/team-cells.ts";

const account = (id: string, name: string) => ({ id, name, state: "ACTIVE" as const, isManagement: false });
const accounts = [
  account("111111111111", "Sandbox"),
  account("222222222222", "Twin"),
  account("333333333333", "Twin"),
  account("444444444444", "R&D; Labs"),
  account("555555555555", "new:x"),
  account("666666666666", "ou:Workloads"),
  account("777777777777", "A\u00a0B"),
  account("888888888888", " edge "),
  account("999999999999", "111111111111"),
];
const directory = { accounts, known: true };
const textsIn = (text: string) => accountsIn({ text, line: 1, column: 1, quoted: false }).map((one) => one.text);

describe("accounts in adopted rows", () => {
  it.each([
    ["Sandbox", "Sandbox"],
    ["R&D; Labs", '"R&D; Labs"'],
    [" edge ", '" edge "'],
    ["Twin", "222222222222"],
    ["new:x", "555555555555"],
    ["ou:Workloads", "666666666666"],
    ["A\u00a0B", "777777777777"],
    ["111111111111", "999999999999"],
  ])("%j stands there as %j", (name, entry) => {
    const one = accounts.find((candidate) => candidate.name === name);
    expect(one && accountEntry(one, directory)).toBe(entry);
  });

  it("go by their ids where their names together would be read as something else", () => {
    const quoting = [
      { id: "111111111111", entry: "‘a" },
      { id: "222222222222", entry: "b’" },
    ];
    expect(accountCells(quoting)).toEqual(["111111111111;222222222222"]);
  });

  it("are all there, in cells that a team file may have", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 999_999 }), { maxLength: 900 }),
        fc.nat({ max: 100 }),
        (numbers, length) => {
          const many = numbers.map((number) => ({
            id: `${100_000_000_000 + number}`,
            entry: `${"n".repeat(length)}${number}x`,
          }));
          const cells = accountCells(many);
          expect(cells.flatMap(textsIn)).toEqual(many.map(({ entry }) => entry));
          expect(cells.every((cell) => cell.length <= LONGEST_CELL)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("names in adopted rows", () => {
  it.each([
    ["group", "web; devs", '"web; devs"'],
    ["group", " edge ", '" edge "'],
    ["group", '"q"', '"""q"""'],
    ["group", "a\u00a0b", undefined],
    ["group", "“curly”", undefined],
    ["group", "#N/A", undefined],
    ["permission_set", "=x@y,z", "=x@y,z"],
  ] as const)("a %s %j stands there as %j", (column, name, cell) => {
    expect(nameCell(column, name)).toBe(cell);
  });

  it("are left out where a reader of the file would see something else", () => {
    expect(plainCell("display_name", "=1+1")).toBeUndefined();
    expect(plainCell("display_name", " Ana")).toBeUndefined();
    expect(plainCell("username", "p q")).toBeUndefined();
    expect(plainCell("display_name", "Ana Silva")).toBe("Ana Silva");
  });
});

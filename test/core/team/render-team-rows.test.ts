import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { renderTeamRows } from "../../../src/core/team/render-team-rows.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { bytes } from "./team-problems.ts";

const rowsOf = (file: string) => readTeam(bytes(file), { kind: "file", file: "team.csv" }).rows;

describe("rows written as a team file", () => {
  it("have canonical column names, in order, of the columns in use", () => {
    const rows = rowsOf("Account;E-Mail;First name;region\nA;ana@example.com;Ana;\n");
    expect(renderTeamRows(rows)).toBe("email,given_name,account\nana@example.com,Ana,A\n");
  });

  it("carry a reason that is on one line, is no formula, and is not read back", () => {
    const [row] = rowsOf("ana@example.com\n");
    if (row === undefined) throw new Error("the row is there");
    const text = renderTeamRows([{ ...row, reason: "=1+1, denied\n\u001B[0mby AWS" }, row]);
    expect(text).toBe('email,reason\nana@example.com,"=""=1+1, denied\\n<U+001B>[0mby AWS"""\nana@example.com,\n');
    expect(rowsOf(text)[0]?.cells).toEqual(row.cells);
  });

  it("hold nothing that a spreadsheet would run, and come back as they were", () => {
    const rows = rowsOf("email,account,permission_set\nana@example.com,-legacy;@home,=odd\n");
    const text = renderTeamRows(rows);
    const cells = (parse(text) as string[][]).flat();
    expect(cells.filter((cell) => /^[+@-]|^=(?!"[^"]*"$)/.test(cell))).toEqual([]);
    expect(rowsOf(text).map((row) => row.cells)).toEqual(rows.map((row) => row.cells));
  });

  it("begin with a byte order mark if there is a letter that Excel would misread without", () => {
    expect(renderTeamRows(rowsOf("email,name\nzoe@example.com,Zoë\n"))).toBe(
      "\uFEFFemail,display_name\nzoe@example.com,Zoë\n",
    );
  });
});

import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../src/core/team/csv-records.ts";
import { slice } from "../../how-much.ts";

const texts = (text: string, delimiter = ",") =>
  parseCsv(text, delimiter).map(({ cells }) => cells.map((cell) => cell.text));

describe("CSV text", () => {
  it("has cells in records, and each cell's place counts lines as editors do", () => {
    expect(parseCsv('a,"b\r\nc"\r"d""",😀,e', ",")).toEqual([
      {
        line: 1,
        cells: [
          { text: "a", line: 1, column: 1, quoted: false },
          { text: "b\r\nc", line: 1, column: 3, quoted: true },
        ],
      },
      {
        line: 3,
        cells: [
          { text: 'd"', line: 3, column: 1, quoted: true },
          { text: "😀", line: 3, column: 7, quoted: false },
          { text: "e", line: 3, column: 9, quoted: false },
        ],
      },
    ]);
  });

  it("may have bare quotes inside a cell", () => {
    expect(texts('Ana "Annie" Silva,b')).toEqual([['Ana "Annie" Silva', "b"]]);
  });

  it("goes on in the next line after a quote that is never closed", () => {
    expect(texts('a,"b,c\nd,"e"\nf,"g')).toEqual([
      ["a", "b", "c"],
      ["d", "e"],
      ["f", "g"],
    ]);
  });

  it("is what csv-parse reads, wherever csv-parse can read it", () => {
    const cell = fc.array(fc.constantFrom("a", "é", "😀", " b", '"', ",", ";", "\n", "\r\n", "x"), { maxLength: 6 });
    const records = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    const quote = (text: string) => (/["\n\r,;]|^\s/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(records, fc.constantFrom(",", ";"), fc.constantFrom("\n", "\r\n"), (rows, delimiter, end) => {
        const text = rows.map((row) => row.map((pieces) => quote(pieces.join(""))).join(delimiter)).join(end) + end;
        const expected = parse(text, { delimiter, record_delimiter: end, relax_column_count: true });
        expect(texts(text, delimiter)).toEqual(expected);
      }),
      { numRuns: slice(2000) },
    );
  });
});

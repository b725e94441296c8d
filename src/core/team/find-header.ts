import type { ColumnUse } from "./column-words.ts";
import { type CsvCell, type CsvRecord, parseCsv } from "./csv-records.ts";
import { meaningOfHeader, misspelt } from "./header-names.ts";

/** Where the rows begin: behind so many lines that are no rows, with these column names. */
export interface FoundHeader {
  readonly header: CsvRecord;
  /** What stands above it, a `sep=` line not counted. */
  readonly skipped: readonly CsvRecord[];
  readonly rows: readonly CsvRecord[];
}

/** Titles and remarks above the column names are a few lines. */
const FIRST_LINES = 25;

/** What separates the cells of a file, and whether its first line says so (`sep=;`, as Excel has it). */
export function delimiterOf(text: string): { readonly delimiter: string; readonly skip: 0 | 1 } {
  const declared = /^"?sep=([^"\r\n])"?(?=[\r\n]|$)/i.exec(text)?.[1];
  if (declared !== undefined) return { delimiter: declared, skip: 1 };
  const start = Math.max(0, text.search(/\S/));
  const head = firstLines(text.slice(start, start + 20_000));
  const scored = [",", ";", "\t", "|"].map((delimiter) => ({ delimiter, score: senseOf(head, delimiter) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return { delimiter: best?.delimiter ?? ",", skip: 0 };
}

/** The line that names the columns, if one of the first lines does; what stands above it holds no addresses. */
export function findHeader(records: readonly CsvRecord[]): FoundHeader | undefined {
  const until = records.slice(0, FIRST_LINES).findIndex(({ cells }) => cells.some(holdsAddress));
  const first = records.slice(0, until < 0 ? FIRST_LINES : until);
  const exact = first.map(({ cells }) => headerScore(cells, useOf));
  // Only where no word is known is it worth the while to look for those that are misspelt.
  const scores = exact.some((score) => score > 0) ? exact : first.map(({ cells }) => headerScore(cells, likelyUseOf));
  const best = Math.max(0, ...scores);
  const index = scores.indexOf(best);
  const header = first[index];
  if (header === undefined || best === 0) return undefined;
  return { header, skipped: first.slice(0, index), rows: records.slice(index + 1) };
}

const ADDRESS_USES: ReadonlySet<ColumnUse> = new Set<ColumnUse>(["email", "upn"]);

type UseOf = (text: string) => ColumnUse | undefined;

const useOf: UseOf = (text) => meaningOfHeader(text)?.use;
const likelyUseOf: UseOf = (text) => useOf(text) ?? misspelt(text)?.use;

/** Nothing for a line that names no column; most for one that names that of the addresses. */
function headerScore(cells: readonly CsvCell[], use: UseOf): number {
  const uses = cells.map(({ text }) => use(text));
  const known = uses.filter((one) => one !== undefined && one !== "other").length;
  return known + (uses.some((one) => one !== undefined && ADDRESS_USES.has(one)) ? 1000 : 0);
}

function holdsAddress({ text }: CsvCell): boolean {
  return /[^\s@]@[^\s@]/.test(text);
}

function firstLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .slice(0, 2 * FIRST_LINES)
    .join("\n");
}

/** Column names count most, then how many cells the line has. */
function senseOf(head: string, delimiter: string): number {
  const records = parseCsv(head, delimiter);
  const filled = records.filter(({ cells }) => cells.some(({ text }) => text.trim() !== ""));
  const header = findHeader(filled)?.header;
  const named = header === undefined ? 0 : headerScore(header.cells, likelyUseOf);
  return 1000 * named + ((header ?? filled[0] ?? records[0])?.cells.length ?? 0);
}

import type { Fault } from "../errors/fault.ts";
import { quoted } from "../text/visible-text.ts";

/** A cell as it stands in the file; its position is that of its first character, the opening quote included. */
export interface CsvCell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly quoted: boolean;
  readonly fault?: "never-closed" | "text-after-quote";
}

export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly CsvCell[];
}

/** What is wrong with how a cell is quoted. */
export function quotingFault({ fault, text }: CsvCell): Fault | undefined {
  return fault && QUOTING_FAULTS[fault](text);
}

const QUOTING_FAULTS: Readonly<Record<NonNullable<CsvCell["fault"]>, (text: string) => Fault>> = {
  "never-closed": (text) => ({
    message: `The quote before ${quoted(text, 20)} is never closed.`,
    remedy: 'Close it, or write "" for a quote inside a quoted cell.',
  }),
  "text-after-quote": (text) => ({
    message: `There is text after the closing quote: ${quoted(text, 30)}.`,
    remedy: 'Put the whole cell in quotes and write "" for each quote inside it.',
  }),
};

const LINE_END = /\r\n|\r|\n/y;
/** With what may stand before it. */
const OPENING_QUOTE = /[ \u00A0]*"/y;

/**
 * Splits text into records, following RFC 4180 and what spreadsheets make of it: any line end, spaces around quotes,
 * bare quotes inside an unquoted cell. It never gives up: broken quoting is marked on the cell and reading goes on
 * with the next one. Lines are physical lines and columns count characters, which csv-parse does not tell.
 */
export function parseCsv(text: string, delimiter: string): readonly CsvRecord[] {
  const scanner = new Scanner(text, delimiter);
  const records: CsvRecord[] = [];
  while (!scanner.atEnd) records.push(scanner.record());
  return records;
}

class Scanner {
  readonly #text: string;
  readonly #delimiter: string;
  readonly #unquoted: RegExp;
  #index = 0;
  #line = 1;
  #column = 1;
  #quotesMaySpanLines = true;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#unquoted = new RegExp(`[^\r\n${delimiter.replace(/[\\\]^-]/, "\\$&")}]*`, "y");
  }

  get atEnd(): boolean {
    return this.#index >= this.#text.length;
  }

  record(): CsvRecord {
    const line = this.#line;
    const cells = [this.#cell()];
    while (this.#text[this.#index] === this.#delimiter) {
      this.#take(1);
      cells.push(this.#cell());
    }
    this.#takeWhat(LINE_END);
    return { line, cells };
  }

  #cell(): CsvCell {
    const place = { line: this.#line, column: this.#column };
    if (this.#takeWhat(OPENING_QUOTE) === "") return { ...place, text: this.#takeWhat(this.#unquoted), quoted: false };
    const close = this.#closingQuote();
    if (close === undefined) this.#quotesMaySpanLines = false;
    if (close === undefined || this.#belongsToLaterLine(close)) {
      return { ...place, text: this.#takeWhat(this.#unquoted), quoted: true, fault: "never-closed" };
    }
    const text = this.#take(close - this.#index).replaceAll('""', '"');
    this.#take(1);
    const after = this.#takeWhat(this.#unquoted);
    if (after.trim() === "") return { ...place, text, quoted: true };
    return { ...place, text: text + after, quoted: true, fault: "text-after-quote" };
  }

  #closingQuote(): number | undefined {
    const limit = this.#quotesMaySpanLines ? this.#text.length : this.#endOfLine();
    let close = this.#text.indexOf('"', this.#index);
    while (close >= 0 && close < limit && this.#text[close + 1] === '"') close = this.#text.indexOf('"', close + 2);
    return close >= 0 && close < limit ? close : undefined;
  }

  /** A quote in a later line with text right after it opens a cell there; it doesn't close this one. */
  #belongsToLaterLine(close: number): boolean {
    const next = this.#text[close + 1] ?? "\n";
    return !/[\s,;|]/.test(next) && next !== this.#delimiter && this.#endOfLine() < close;
  }

  #endOfLine(): number {
    const length = this.#text.slice(this.#index).search(/[\r\n]/);
    return length < 0 ? this.#text.length : this.#index + length;
  }

  #takeWhat(pattern: RegExp): string {
    pattern.lastIndex = this.#index;
    return this.#take(pattern.exec(this.#text)?.[0].length ?? 0);
  }

  /** Goes on behind so many code units, which end neither within a line end nor within a character. */
  #take(length: number): string {
    const taken = this.#text.slice(this.#index, this.#index + length);
    const [first = "", ...others] = taken.split(/\r\n|\r|\n/);
    this.#index += length;
    this.#line += others.length;
    this.#column = (others.length > 0 ? 1 : this.#column) + Array.from(others.at(-1) ?? first).length;
    return taken;
  }
}

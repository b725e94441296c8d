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

/** What is wrong with how a cell is quoted. */
export function quotingFault({ fault, text }: CsvCell): Fault | undefined {
  switch (fault) {
    case undefined:
      return undefined;
    case "never-closed":
      return {
        message: `The quote before ${quoted(text, 20)} is never closed.`,
        remedy: 'Close it, or write "" for a quote inside a quoted cell.',
      };
    case "text-after-quote":
      return {
        message: `There is text after the closing quote: ${quoted(text, 30)}.`,
        remedy: 'Put the whole cell in quotes and write "" for each quote inside it.',
      };
    default:
      return fault satisfies never;
  }
}

class Scanner {
  readonly #text: string;
  readonly #delimiter: string;
  #index = 0;
  #line = 1;
  #column = 1;
  #quotesMaySpanLines = true;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  get atEnd(): boolean {
    return this.#index >= this.#text.length;
  }

  record(): CsvRecord {
    const line = this.#line;
    const cells = [this.#cell()];
    while (this.#text[this.#index] === this.#delimiter) {
      this.#advance(this.#index + 1);
      cells.push(this.#cell());
    }
    this.#advance(this.#index + lineEndLength(this.#text, this.#index));
    return { line, cells };
  }

  #cell(): CsvCell {
    const place = { line: this.#line, column: this.#column };
    const open = this.#openingQuote();
    if (open === undefined) return { ...place, text: this.#rest(), quoted: false };
    const close = this.#closingQuote(open);
    if (close === undefined) this.#quotesMaySpanLines = false;
    if (close === undefined || this.#belongsToLaterLine(open, close)) {
      this.#advance(open + 1);
      return { ...place, text: this.#rest(), quoted: true, fault: "never-closed" };
    }
    const text = this.#text.slice(open + 1, close).replaceAll('""', '"');
    this.#advance(close + 1);
    const after = this.#rest();
    if (after.trim() === "") return { ...place, text, quoted: true };
    return { ...place, text: text + after, quoted: true, fault: "text-after-quote" };
  }

  /** A quote in a later line with text right after it opens a cell there; it doesn't close this one. */
  #belongsToLaterLine(open: number, close: number): boolean {
    const next = this.#text[close + 1] ?? "\n";
    return !/[\s,;|]/.test(next) && next !== this.#delimiter && this.#endOfLine(open) < close;
  }

  #openingQuote(): number | undefined {
    let index = this.#index;
    while (this.#text[index] === " " || this.#text[index] === "\u00A0") index += 1;
    return this.#text[index] === '"' ? index : undefined;
  }

  #closingQuote(open: number): number | undefined {
    const limit = this.#quotesMaySpanLines ? this.#text.length : this.#endOfLine(open);
    let close = this.#text.indexOf('"', open + 1);
    while (close >= 0 && close < limit && this.#text[close + 1] === '"') close = this.#text.indexOf('"', close + 2);
    return close >= 0 && close < limit ? close : undefined;
  }

  #endOfLine(from: number): number {
    let index = from;
    while (index < this.#text.length && lineEndLength(this.#text, index) === 0) index += 1;
    return index;
  }

  #rest(): string {
    const start = this.#index;
    let end = start;
    while (end < this.#text.length && this.#text[end] !== this.#delimiter && lineEndLength(this.#text, end) === 0) {
      end += 1;
    }
    this.#advance(end);
    return this.#text.slice(start, end);
  }

  #advance(to: number): void {
    while (this.#index < to) {
      const length = lineEndLength(this.#text, this.#index);
      if (length > 0) {
        this.#index += length;
        this.#line += 1;
        this.#column = 1;
      } else {
        const isSecondHalf = (this.#text.charCodeAt(this.#index) & 0xfc00) === 0xdc00;
        this.#index += 1;
        this.#column += isSecondHalf ? 0 : 1;
      }
    }
  }
}

function lineEndLength(text: string, index: number): 0 | 1 | 2 {
  const character = text[index];
  if (character === "\n") return 1;
  if (character !== "\r") return 0;
  return text[index + 1] === "\n" ? 2 : 1;
}

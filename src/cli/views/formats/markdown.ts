import { byCodeUnits } from "../../../core/text/by-code-units.ts";
import { type Cell, type Column, cellText, isItems, type Note, type Row, type Section } from "../section.ts";
import { markdownName, markdownText } from "./markdown-text.ts";
import { isTitled, pageOrder } from "./page-order.ts";

/** A comment on GitHub has at most 65,536 characters. https://github.com/orgs/community/discussions/27190 */
export const COMMENT_BYTES = 65_000;

/** What `and 123456 more` and the markup around a table take, at the most. */
const MARGIN = 200;
/** More things than these in one cell are counted. */
const MOST_ITEMS = 20;

/**
 * A page of at most `most` bytes: the headline, sentences that are never cut, then parts under titles, from each of which
 * rows are left out and counted once its space is used up. Each may take half of what is left, and the last one all of it.
 */
export function renderMarkdown(heading: string, sections: readonly Section[], most: number = COMMENT_BYTES): string {
  const ordered = pageOrder(sections);
  const sentences = ordered.filter((section) => !isTitled(section)).flatMap(({ rows }) => rows.map(sentenceOf));
  const head = [`### ${markdownText(heading)}`, ...sentences].join("\n\n");
  const parts = ordered.filter(isTitled).map(partOf);
  let left = most - bytes(head) - parts.reduce((sum, { frame }) => sum + bytes(frame([])) + MARGIN, 0);
  const shown = parts.map(({ frame, rows, rest }, index) => {
    const reserved = index === parts.length - 1 ? 0 : left / 2;
    const kept: string[] = [];
    for (const row of rows) {
      if (bytes(row) + 1 > left - reserved) break;
      left -= bytes(row) + 1;
      kept.push(row);
    }
    const more = rows.length - kept.length;
    return frame(more === 0 ? kept : [...kept, rest(more)]);
  });
  return `${[head, ...shown].join("\n\n")}\n`;
}

/** A section whose rows are Markdown already, and what stands around them. */
interface Part {
  readonly rows: readonly string[];
  readonly frame: (rows: readonly string[]) => string;
  /** The line that counts what is left out. */
  readonly rest: (more: number) => string;
}

function partOf(section: Section): Part {
  const { columns, page = "open", notes = [] } = section;
  const count = columns === undefined ? "" : ` (${section.rows.length})`;
  const name = `${markdownText(section.title ?? "")}${count}`;
  const marks = section.rows.some(({ mark }) => mark !== undefined);
  const titles = [...(marks ? [""] : []), ...(columns ?? []).map(({ title }) => title)];
  const rows = section.rows
    .filter(({ cells, notes }) => cells.some((cell) => cellText(cell) !== "") || notes !== undefined)
    .map((row) => (columns === undefined ? `- ${sentenceOf(row)}` : rowOf(cellsOf(row, columns, marks))));
  return {
    rows: section.unordered ? [...rows].sort(byCodeUnits) : rows,
    rest: (more) => {
      const words = `… and ${more} more`;
      return columns === undefined ? `- ${words}` : rowOf([words, ...titles.slice(1).map(() => "")]);
    },
    frame: (lines) => {
      const top = columns === undefined ? [] : [rowOf(titles), rowOf(titles.map(() => "---"))];
      const body = [[...top, ...lines].join("\n"), ...notes.map(markdownText)].join("\n\n");
      return page === "open"
        ? `#### ${name}\n\n${body}`
        : `<details><summary>${name}</summary>\n\n${body}\n\n</details>`;
    },
  };
}

function sentenceOf({ mark, cells, notes = [] }: Row): string {
  const words = markdownText(cells.map(cellText).join(": "));
  return [mark === undefined ? words : `${mark.symbol} ${words}`, ...notes.map(noteOf)].filter(Boolean).join("<br>");
}

/** Notes stand in the column that is left for them, else below the last cell. */
function cellsOf({ mark, cells, notes = [] }: Row, columns: readonly Column[], marks: boolean): readonly string[] {
  const told = cells.map((cell, index) => cellOf(cell, columns[index]));
  const below = notes.map(noteOf).join("<br>");
  const own = told.length < columns.length ? [...told, below] : withBelow(told, below);
  return [...(marks ? [mark?.symbol ?? ""] : []), ...own, ...columns.slice(own.length).map(() => "")];
}

function withBelow(cells: readonly string[], below: string): readonly string[] {
  return below === "" ? cells : [...cells.slice(0, -1), `${cells.at(-1)}<br>${below}`];
}

function cellOf(cell: Cell, column: Column | undefined): string {
  if (isItems(cell)) {
    const items = cell.map(({ mark, text }) => `${mark.symbol} ${markdownName(text)}`);
    const more = items.length - MOST_ITEMS;
    return (more > 0 ? [...items.slice(0, MOST_ITEMS), `… and ${more} more`] : items).join("<br>");
  }
  const text = cellText(cell);
  if (text === "") return "";
  return column?.as === "name" && (typeof cell === "string" || "names" in cell)
    ? markdownName(text)
    : markdownText(text);
}

/** An address is one of AWS's or ours; angle brackets keep whatever is in it from being read as markup. */
function noteOf({ as, text, url }: Note): string {
  switch (as) {
    case "command":
      return markdownName(text);
    case "link":
      return url === undefined ? `<${text}>` : `[${markdownText(text)}](<${url}>)`;
    case "prose":
    case "cause":
      return markdownText(text);
    default:
      return as satisfies never;
  }
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

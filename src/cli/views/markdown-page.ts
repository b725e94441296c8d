import { markdownText } from "./markdown-text.ts";

/** A part of a Markdown page that may be cut: a table under a heading, open or folded away. */
export interface MarkdownTable {
  readonly title: string;
  readonly shown: "open" | "folded";
  readonly columns: readonly string[];
  /** Cells of Markdown. */
  readonly rows: readonly (readonly string[])[];
}

/** A comment on GitHub has at most 65,536 characters. https://github.com/orgs/community/discussions/27190 */
export const COMMENT_BYTES = 65_000;

/** What `and 123456 more` and the markup around a table take, at the most. */
const MARGIN = 200;

/**
 * A page of at most `most` bytes: the headline, lines that are never cut, then tables, from each of which rows are left
 * out and counted once its space is used up. Each may take half of what is left, and the last one all of it.
 */
export function renderMarkdownPage(
  heading: string,
  lines: readonly string[],
  tables: readonly MarkdownTable[],
  most: number = COMMENT_BYTES,
): string {
  const head = [`### ${markdownText(heading)}`, ...lines].join("\n\n");
  const filled = tables.filter(({ rows }) => rows.length > 0);
  let left = most - bytes(head) - filled.reduce((sum, table) => sum + bytes(framed(table, [])) + MARGIN, 0);
  const parts = filled.map((table, index) => {
    const reserved = index === filled.length - 1 ? 0 : left / 2;
    const kept: string[] = [];
    for (const cells of table.rows) {
      const row = rowOf(cells);
      if (bytes(row) + 1 > left - reserved) break;
      left -= bytes(row) + 1;
      kept.push(row);
    }
    const more = table.rows.length - kept.length;
    return framed(
      table,
      more === 0 ? kept : [...kept, rowOf([`… and ${more} more`, ...table.columns.slice(1).map(() => "")])],
    );
  });
  return `${[head, ...parts].join("\n\n")}\n`;
}

function framed({ title, shown, columns, rows }: MarkdownTable, lines: readonly string[]): string {
  const table = [rowOf(columns), rowOf(columns.map(() => "---")), ...lines].join("\n");
  const name = `${markdownText(title)} (${rows.length})`;
  return shown === "open"
    ? `#### ${name}\n\n${table}`
    : `<details><summary>${name}</summary>\n\n${table}\n\n</details>`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

import stringWidth from "string-width";
import { visibleText } from "../../core/text/visible-text.ts";
import { padded, shortened, wrap } from "../terminal/layout.ts";
import type { Paint } from "./paint.ts";
import { type Cell, type Column, cellText } from "./section.ts";

/** Between columns. */
const GAP = "  ";

/** The lines of one row; the first is the row itself, further ones hold what did not fit into it. */
export interface TableRow {
  /** A cell that is too wide for its column and stands above the row. */
  readonly above: string | undefined;
  readonly lines: readonly string[];
}

interface TableOptions {
  readonly width: number;
  readonly paint: Paint;
  readonly head: boolean;
}

interface AlignedTable {
  readonly head: string;
  readonly rows: readonly TableRow[];
}

/** Aligns cells in as much room as there is: narrow columns have what they need, and wide ones share what is left. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions,
): AlignedTable {
  const { width, paint, head } = options;
  const texts = rows.map((cells) => columns.map((_, index) => visibleText(cellText(cells[index] ?? ""))));
  const natural = columns.map(({ title, most = Number.POSITIVE_INFINITY }, index) =>
    Math.min(most, Math.max(head ? stringWidth(title) : 0, ...texts.map((cells) => stringWidth(cells[index] ?? "")))),
  );
  const room = width - GAP.length * (columns.length - 1);
  const stacked = columns.findIndex(({ overflow }) => overflow === "stack");
  if (stacked >= 0 && natural.reduce((sum, need) => sum + need, 0) > room) {
    return stackedTable(columns, rows, options, stacked);
  }
  const widths = sharedOut(natural, room, columns);
  return {
    head: columns.map(({ title }, index) => padded(title, widths[index] ?? 0)).join(GAP),
    rows: texts.map((cells, row) => rowOf(cells, rows[row] ?? [])),
  };

  function rowOf(cells: readonly string[], told: readonly Cell[]): TableRow {
    const isAbove = (index: number) =>
      columns[index]?.overflow === "above" && stringWidth(cells[index] ?? "") > (widths[index] ?? 0);
    const parts = cells.map((text, index) => (isAbove(index) ? [""] : fitted(text, index)));
    const height = Math.max(1, ...parts.map(({ length }) => length));
    const lines = Array.from({ length: height }, (_, line) =>
      parts
        .map((part, index) => paintedCell(part[line] ?? "", index, told[index]))
        .join(GAP)
        .trimEnd(),
    );
    const above = cells.findIndex((_, index) => isAbove(index));
    return { above: above < 0 ? undefined : shortened(cells[above] ?? "", width), lines };
  }

  function fitted(text: string, index: number): readonly string[] {
    const most = widths[index] ?? 0;
    return columns[index]?.overflow === "wrap"
      ? wrap(text, most).map((line) => shortened(line, most))
      : [shortened(text, most)];
  }

  /** The spaces after it are not painted. */
  function paintedCell(text: string, index: number, cell: Cell | undefined): string {
    const tone = typeof cell === "object" && "tone" in cell ? cell.tone : "neutral";
    return paint(tone, text) + " ".repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(text)));
  }
}

/** The same with one column above the rows, which begin below it. */
function stackedTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions,
  stacked: number,
): AlignedTable {
  const others = <One>(all: readonly One[]) => all.filter((_, index) => index !== stacked);
  const below = table(others(columns), rows.map(others), { ...options, width: options.width - GAP.length });
  return {
    head: GAP + below.head,
    rows: below.rows.map(({ lines }, row) => {
      const text = visibleText(cellText(rows[row]?.[stacked] ?? ""));
      return {
        above: text === "" ? undefined : shortened(text, options.width),
        lines: lines.map((line) => GAP + line),
      };
    }),
  };
}

/**
 * What each column gets of the room: no more than it needs, and those that need more than an equal share that share. Those
 * that are kept come first.
 */
function sharedOut(natural: readonly number[], room: number, columns: readonly Column[]): readonly number[] {
  const widths = natural.map((need, index) => (columns[index]?.overflow === "keep" ? need : 0));
  const open = natural
    .map((need, index) => ({ need, index }))
    .filter(({ index }) => columns[index]?.overflow !== "keep")
    .sort((a, b) => a.need - b.need || b.index - a.index);
  let left = room - widths.reduce((sum, kept) => sum + kept, 0);
  for (const [done, { need, index }] of open.entries()) {
    const share = Math.max(1, Math.floor(left / (open.length - done)));
    widths[index] = Math.min(need, share);
    left -= widths[index];
  }
  return widths;
}

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

/** Aligns cells in as much room as there is: narrow columns have what they need, and wide ones share what is left. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { width, paint, head }: { readonly width: number; readonly paint: Paint; readonly head: boolean },
): { readonly head: string; readonly rows: readonly TableRow[] } {
  const texts = rows.map((cells) => columns.map((_, index) => visibleText(cellText(cells[index] ?? ""))));
  const natural = columns.map(({ title, most = Number.POSITIVE_INFINITY }, index) =>
    Math.min(most, Math.max(head ? stringWidth(title) : 0, ...texts.map((cells) => stringWidth(cells[index] ?? "")))),
  );
  const widths = sharedOut(natural, width - GAP.length * (columns.length - 1));
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

/** What each column gets of the room: no more than it needs, and those that need more than an equal share that share. */
function sharedOut(natural: readonly number[], room: number): readonly number[] {
  const widths = natural.map(() => 0);
  const open = natural.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need || b.index - a.index);
  let left = room;
  for (const [done, { need, index }] of open.entries()) {
    const share = Math.max(1, Math.floor(left / (open.length - done)));
    widths[index] = Math.min(need, share);
    left -= widths[index];
  }
  return widths;
}

import { visibleText } from "../../core/text/visible-text.ts";
import { padded, shortened, textWidth, wrap } from "../terminal/layout.ts";
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

/** Lines of a row at the most, where a column is brief. */
const BRIEF_LINES = 2;

/** Aligns cells in as much room as there is: narrow columns have what they need, and wide ones share what is left. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { width, paint, head }: TableOptions,
): AlignedTable {
  const texts = rows.map((cells) => columns.map((_, index) => visibleText(cellText(cells[index] ?? ""))));
  const natural = columns.map(({ title, most = Number.POSITIVE_INFINITY }, index) =>
    Math.min(most, Math.max(head ? textWidth(title) : 0, ...rows.map((cells) => wanted(cells[index] ?? "")))),
  );
  const full = columns.map((_, index) => Math.max(0, ...texts.map((cells) => textWidth(cells[index] ?? ""))));
  const shared = sharedOut(natural, width - GAP.length * (columns.length - 1), columns);
  const widths = grown(shared.map(withoutWhatStandsAbove), full);
  return {
    head: columns.map(({ title }, index) => padded(title, widths[index] ?? 0)).join(GAP),
    rows: texts.map((cells, row) => rowOf(cells, rows[row] ?? [])),
  };

  /** What is too wide for its column needs no room there. */
  function withoutWhatStandsAbove(share: number, index: number): number {
    if (columns[index]?.overflow !== "above") return share;
    const inside = texts.map((cells) => textWidth(cells[index] ?? "")).filter((one) => one <= share);
    return Math.max(head ? Math.min(share, textWidth(columns[index].title)) : 0, ...inside);
  }

  /** What nobody needs is for the names that stand together. */
  function grown(widths: readonly number[], full: readonly number[]): readonly number[] {
    let left = width - GAP.length * (columns.length - 1) - widths.reduce((sum, one) => sum + one, 0);
    return widths.map((one, index) => {
      const isOfNames = rows.some((cells) => namesIn(cells[index] ?? "") !== undefined);
      const more = isOfNames ? Math.max(0, Math.min(left, (full[index] ?? 0) - one)) : 0;
      left -= more;
      return one + more;
    });
  }

  function rowOf(cells: readonly string[], told: readonly Cell[]): TableRow {
    const above = cells.findIndex(
      (text, index) => columns[index]?.overflow === "above" && textWidth(text) > (widths[index] ?? 0),
    );
    // What stands above leaves its room to what comes next to it.
    const [from, room] = above < 0 ? [0, widths] : [1, joinedAt(widths, above)];
    const lines = linesOf(without(cells, above), without(told, above), without(columns, above), room, from);
    return { above: above < 0 ? undefined : shortened(cells[above] ?? "", width), lines };
  }

  function linesOf(
    cells: readonly string[],
    told: readonly Cell[],
    columns: readonly Column[],
    widths: readonly number[],
    above: number,
  ): readonly string[] {
    const parts = cells.map((text, index) =>
      fitted(text, told[index] ?? "", columns[index]?.overflow, widths[index] ?? 0, BRIEF_LINES - above),
    );
    const height = Math.max(1, ...parts.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      parts
        .map((part, index) => paintedCell(part[line] ?? "", widths[index] ?? 0, told[index]))
        .join(GAP)
        .trimEnd(),
    );
  }

  /** The spaces after it are not painted. */
  function paintedCell(text: string, most: number, cell: Cell | undefined): string {
    const tone = typeof cell === "object" && "tone" in cell ? cell.tone : "neutral";
    return paint(tone, text) + " ".repeat(Math.max(0, most - textWidth(text)));
  }
}

/** What a cell of several names is content with: they go on below, and get what nobody else needs. */
const ENOUGH_FOR_NAMES = 16;

/** As wide as the cell would be. */
function wanted(cell: Cell): number {
  const full = textWidth(visibleText(cellText(cell)));
  return (namesIn(cell)?.length ?? 0) > 1 ? Math.min(ENOUGH_FOR_NAMES, Math.ceil(full / 2)) : full;
}

function namesIn(cell: Cell): readonly string[] | undefined {
  return typeof cell === "object" && "names" in cell ? cell.names : undefined;
}

function more(count: number): string {
  return count === 0 ? "" : ` and ${count.toLocaleString("en-US")} more`;
}

function fitted(
  text: string,
  cell: Cell,
  overflow: Column["overflow"],
  width: number,
  lines: number,
): readonly string[] {
  if (overflow !== "wrap" && overflow !== "brief") return [shortened(text, width)];
  if (overflow === "wrap") return broken(text, width);
  const names = namesIn(cell);
  return names === undefined ? firstLines(text, width, lines) : fittedNames(names.map(visibleText), width, lines);
}

function broken(text: string, width: number): readonly string[] {
  return wrap(text, width).map((line) => shortened(line, width));
}

/** So many of the lines; the last one is cut. */
function firstLines(text: string, width: number, lines: number): readonly string[] {
  const all = wrap(text, width);
  const last = shortened(all.slice(lines - 1).join(" "), width);
  return [...all.slice(0, lines - 1).map((line) => shortened(line, width)), last].filter((line) => line !== "");
}

/** As many names as there is room for, and how many more there are. */
function fittedNames(names: readonly string[], width: number, lines: number): readonly string[] {
  let fitting: readonly string[] | undefined;
  for (let count = 1; count <= names.length; count += 1) {
    const all = wrap(names.slice(0, count).join(", ") + more(names.length - count), width);
    const fits = all.length <= lines && all.every((line) => textWidth(line) <= width);
    if (fits) fitting = all;
    else if (fitting !== undefined) return fitting;
  }
  if (fitting !== undefined) return fitting;
  const [first = ""] = names;
  const counted = more(names.length - 1);
  return firstLines(shortened(first, Math.max(1, width * lines - textWidth(counted))) + counted, width, lines);
}

function without<One>(all: readonly One[], left: number): readonly One[] {
  return all.filter((_, index) => index !== left);
}

/** The widths without the one at `left`, whose room the next has. */
function joinedAt(widths: readonly number[], left: number): readonly number[] {
  return without(
    widths.map((one, index) => (index === left + 1 ? one + GAP.length + (widths[left] ?? 0) : one)),
    left,
  );
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

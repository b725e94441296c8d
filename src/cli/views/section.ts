/** How something is meant: a screen paints it, and a page puts dangers first. */
export type Tone = "neutral" | "quiet" | "strong" | "good" | "action" | "warning" | "danger";

/** A character that says what becomes of something, or how it is. */
export interface Mark {
  readonly symbol: string;
  readonly tone: Tone;
}

/** One of several things in a cell: a change of a person, say. */
export interface Item {
  readonly mark: Mark;
  readonly text: string;
}

/** Words of ours come with a tone; a bare text is what its column says that it is. Of names a screen may show the first ones. */
export type Cell =
  | string
  | { readonly text: string; readonly tone: Tone }
  | { readonly names: readonly string[] }
  | readonly Item[];

/** What stands below a row: why, what to do, what to type. A command and an address are never broken. */
export interface Note {
  readonly as: "prose" | "cause" | "command" | "link";
  readonly text: string;
  readonly tone?: Tone;
  /** What the command is for, on a screen; a page has it in the title of the column. */
  readonly label?: string;
  /** Of a link: the address behind the text. */
  readonly url?: string;
}

export interface Row {
  /** Told in every format. */
  readonly mark?: Mark;
  /** For the eye: on a screen only. */
  readonly bullet?: Mark;
  readonly cells: readonly Cell[];
  readonly notes?: readonly Note[];
  readonly tone?: Tone;
  /** A line that is to be copied, or that a narrow screen may break by itself. */
  readonly unbroken?: boolean;
}

export interface Column {
  readonly title: string;
  /** Names are data: whatever somebody is called, it is neither markup nor a mention. */
  readonly as?: "name" | "prose";
  /**
   * What a screen does with a cell that is too wide: cut it (the default), go on below, or set it above the row. `brief`
   * goes on in one more line, or in none where something stands above the row, and of names it counts those that do not
   * fit; a cell with `keep` is never cut, and others give it room.
   */
  readonly overflow?: "cut" | "wrap" | "brief" | "above" | "keep";
  /** Columns of a screen that the cell fills at the most. */
  readonly most?: number;
  /** On a screen it is told in the first of the rows that have it. */
  readonly once?: true;
  /** A page shows it; a screen has a bullet instead. */
  readonly only?: "page";
}

/** Where a part of a document is shown: on a screen, on a page (Markdown, HTML), or on both. */
type Medium = "screen" | "page";

/**
 * A part of a document as plain data, which every format prints in its own way. Without columns its rows are sentences;
 * with them a page has a table, and a screen what `layout` says.
 */
export interface Section {
  readonly title?: string;
  readonly tone: Tone;
  readonly columns?: readonly Column[];
  readonly rows: readonly Row[];
  /**
   * On a screen: a line for each row (the default), a table with or without its head, or the first cell and the items of
   * the second in as many lines as they need.
   */
  readonly layout?: "lines" | "table" | "columns" | "items";
  /** Between the cells of a line: `: ` unless something else is said. */
  readonly between?: string;
  /** Before the rows that have no mark of their own, on a screen. */
  readonly bullet?: Mark;
  /** How many rows a screen shows before it counts the others, and what it says after `and N more`. */
  readonly fold?: number;
  readonly more?: string;
  /** A page shows it at once, or folds it away under its title. */
  readonly page?: "open" | "folded";
  readonly only?: Medium;
  /** On a screen it follows right below what is before it, and needs no title. */
  readonly attached?: boolean;
  /** On a screen there is a blank line before each row: rows are long. */
  readonly spaced?: boolean;
  /** Spaces before a line on a screen; two under a title. */
  readonly indent?: number;
  /** The order says nothing: a page sorts the rows, so that equal documents give equal pages. */
  readonly unordered?: boolean;
  /** What is to be known about all rows, below them. */
  readonly notes?: readonly string[];
}

/** Whether the cell holds several things, each with its mark. */
export function isItems(cell: Cell): cell is readonly Item[] {
  return Array.isArray(cell);
}

/** The words of a cell, without how they are meant. */
export function cellText(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if ("text" in cell) return cell.text;
  if ("names" in cell) return cell.names.join(", ");
  return cell.map(({ mark, text }) => `${mark.symbol} ${text}`).join("  ");
}

/** The parts that a medium shows: those that are for it, and have something to say. */
export function sectionsFor(medium: Medium, sections: readonly Section[]): readonly Section[] {
  return sections.filter(({ only, rows }) => (only ?? medium) === medium && rows.length > 0);
}

import { visibleText } from "../../../core/text/visible-text.ts";
import { flow, padded, shortened, split, textWidth, wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";
import { type Paint, painter } from "../paint.ts";
import { type Cell, cellText, isItems, type Mark, type Note, type Row, type Section, sectionsFor } from "../section.ts";
import { table } from "../table.ts";

/** The longest first cell that pushes its row's items to the right. */
const WIDEST_LABEL = 34;
/** And the part of the screen that it has at the most. */
const LABEL_SHARE = 0.45;
/** Where the text behind a mark begins, and what is said about it below. */
const BEHIND_MARK = 4;
const BELOW = 6;

interface Screen {
  readonly width: number;
  readonly paint: Paint;
}

/** Sections as text for people: a blank line between them, and no line wider than the screen but for what is to be copied. */
export function renderText(sections: readonly Section[], { width, colors }: RenderOptions): readonly string[] {
  const screen = { width, paint: painter(colors) };
  return sectionsFor("screen", sections).flatMap((section, index) => [
    ...(index > 0 && section.attached !== true ? [""] : []),
    ...sectionLines(section, screen),
  ]);
}

function sectionLines(section: Section, screen: Screen): readonly string[] {
  const { title, tone, rows, fold = rows.length, more = "", attached = false, notes = [] } = section;
  const { paint, width } = screen;
  const indent = section.indent ?? (title === undefined && !attached ? 0 : 2);
  const marked = rows.some((row) => markOf(row, section) !== undefined);
  const left = rows.length - fold;
  return [
    ...(title === undefined || attached ? [] : [paint(tone === "good" ? "good" : "strong", visibleText(title))]),
    ...LAYOUTS[section.layout ?? "lines"]({ ...section, rows: rows.slice(0, fold) }, indent, screen),
    ...(left > 0 ? [`${" ".repeat(indent)}… and ${left.toLocaleString("en-US")} more${more}`] : []),
    ...notes.flatMap((note) => prose(note, marked ? BEHIND_MARK : indent, "quiet", screen)),
  ];

  function prose(text: string, columns: number, meant: Section["tone"], { paint }: Screen): readonly string[] {
    return wrap(visibleText(text), width, " ".repeat(columns)).map((line) => paint(meant, line));
  }
}

type Layout = (section: Section, indent: number, screen: Screen) => readonly string[];

const LAYOUTS: Readonly<Record<NonNullable<Section["layout"]>, Layout>> = {
  lines: (section, indent, screen) =>
    section.rows.flatMap((row) => [
      ...(section.spaced ? [""] : []),
      ...rowLines(row, section, indent, screen),
      ...notesOf(row, screen),
    ]),
  table: (section, indent, screen) => tableLines(section, indent, screen, true),
  columns: (section, indent, screen) => tableLines(section, indent, screen, false),
  items: itemLines,
};

function rowLines(row: Row, section: Section, indent: number, { width, paint }: Screen): readonly string[] {
  const { cells, tone, unbroken = false } = row;
  if (cells.length === 0) return [];
  const mark = markOf(row, section);
  const start = mark === undefined ? " ".repeat(indent) : `  ${paint(mark.tone, mark.symbol)} `;
  const between = section.between ?? ": ";
  if (unbroken)
    return [
      paint(
        tone,
        start +
          cells
            .filter(cellText)
            .map((cell) => paintedText(cell, paint))
            .join(between),
      ),
    ];
  const text = visibleText(cells.map(cellText).filter(Boolean).join(between));
  if (text === "") return [""];
  if (mark === undefined) return wrap(text, width, start).map((line) => paint(tone, line));
  const [first = "", ...rest] = wrap(text, width, " ".repeat(textWidth(mark.symbol) + BEHIND_MARK - 1));
  return [start + paint(tone, first.trimStart()), ...rest.map((line) => paint(tone, line))];
}

function paintedText(cell: Cell, paint: Paint): string {
  return paint(typeof cell === "object" && "tone" in cell ? cell.tone : "neutral", visibleText(cellText(cell)));
}

function tableLines(section: Section, indent: number, screen: Screen, head: boolean): readonly string[] {
  const { width, paint } = screen;
  const marked = section.rows.some((row) => markOf(row, section) !== undefined);
  const margin = " ".repeat(marked ? BEHIND_MARK : indent);
  const columns = (section.columns ?? []).filter(({ only }) => only === undefined);
  const cells = section.rows.map((row, index) =>
    columns.map(({ once }, column) => {
      const cell = row.cells[column] ?? "";
      const before = section.rows[index - 1]?.cells[column] ?? "";
      return once && cellText(cell) === cellText(before) ? "" : cell;
    }),
  );
  const aligned = table(columns, cells, { width: width - margin.length, paint, head });
  return [
    ...(head
      ? [paint(section.title === undefined || section.attached ? "strong" : "quiet", (margin + aligned.head).trimEnd())]
      : []),
    ...section.rows.flatMap((row, index) => {
      const { above, lines: [first = "", ...rest] = [] } = aligned.rows[index] ?? {};
      const mark = markOf(row, section);
      const start = mark === undefined ? margin : `  ${paint(mark.tone, mark.symbol)} `;
      return [
        ...(above === undefined ? [] : [paint(row.tone, margin + above)]),
        paint(row.tone, (start + first).trimEnd()),
        ...rest.map((line) => paint(row.tone, (margin + line).trimEnd())),
        ...notesOf(row, screen),
      ];
    }),
  ];
}

function itemLines({ rows }: Section, indent: number, screen: Screen): readonly string[] {
  const { width, paint } = screen;
  const labels = rows.map(({ cells: [label = ""] }) => visibleText(cellText(label)));
  const widest = Math.min(WIDEST_LABEL, Math.floor(width * LABEL_SHARE));
  const longest = Math.min(widest, Math.max(0, ...labels.map((label) => textWidth(label))));
  const beside = " ".repeat(indent + longest + 2);
  const below = " ".repeat(indent + 2);
  return rows.flatMap((row, index) => {
    const [, items = []] = row.cells;
    const told = isItems(items) ? items : [];
    const label = labels[index] ?? "";
    const isWide = told.some(
      ({ mark, text }) => textWidth(`${mark.symbol} ${visibleText(text)}`) > width - beside.length,
    );
    const margin = isWide ? below : beside;
    const shown = told.map(({ mark, text }) =>
      paint(mark.tone, shortened(`${mark.symbol} ${visibleText(text)}`, width - margin.length)),
    );
    const lines = flow(shown, width, margin);
    const isAlone = isWide || textWidth(label) > longest;
    const [first = "", ...rest] = isAlone ? ["", ...lines] : lines;
    const head = isAlone
      ? split(label, width - indent).map((part) => " ".repeat(indent) + part)
      : [`${" ".repeat(indent)}${padded(label, longest)}  ${first.slice(margin.length)}`];
    return [...head, ...rest, ...notesOf(row, screen)];
  });
}

function markOf(row: Row, { bullet }: Section): Mark | undefined {
  return row.mark ?? row.bullet ?? bullet;
}

function notesOf({ notes = [] }: Row, screen: Screen): readonly string[] {
  return notes.flatMap((note) => noteLines(note, screen));
}

function noteLines({ as, text, tone, label, url }: Note, { width, paint }: Screen): readonly string[] {
  const words = visibleText(label === undefined ? text : `${label}: ${text}`);
  switch (as) {
    case "prose":
      return wrap(words, width, " ".repeat(BEHIND_MARK)).map((line) => paint(tone, line));
    case "cause":
      return wrap(words, width, " ".repeat(BELOW)).map((line) => paint("danger", line));
    case "command":
      return [paint(tone, " ".repeat(label === undefined ? BELOW : BEHIND_MARK) + words)];
    case "link":
      return url === undefined ? [`     ${words}`] : [`     ${words}`, `       ${visibleText(url)}`];
    default:
      return as satisfies never;
  }
}

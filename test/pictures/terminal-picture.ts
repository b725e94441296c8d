import stringWidth from "string-width";
import { htmlText } from "../../src/core/text/html-text.ts";
import { type Look, type Run, screenRows } from "./screen-runs.ts";
import { THEMES, type Theme } from "./themes.ts";

/** What is drawn: a line that was typed, and the screen below it, as `tmux capture-pane -e` prints it. */
export interface TerminalPicture {
  readonly typed: string;
  readonly screen: string;
  readonly columns: number;
  /** For those who do not see it. */
  readonly title: string;
}

/** Pixels. */
const CELL = { width: 8.4, height: 19 };
const FONT_SIZE = 14;
const MARGIN = { side: 20, top: 48, bottom: 18 };

/** Other blanks are drawn as one, and at ends not at all, by rules in which viewers differ. */
const BLANK = "\u00a0";

const FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

/**
 * A terminal as SVG. Each run says where it begins and how long it is, so columns stand below each other in whatever font the reader
 * has. Nothing in it is fetched or run, and it has the text as text: see {@link pictureText}.
 */
export function terminalPicture(picture: TerminalPicture, theme: keyof typeof THEMES): string {
  const colors = THEMES[theme];
  const prompt: readonly Run[] = [
    { text: "$ ", look: { color: 2 } },
    { text: picture.typed, look: { bold: true } },
  ];
  const rows = [prompt, ...screenRows(picture.screen.trimEnd())];
  const width = Math.round(picture.columns * CELL.width + 2 * MARGIN.side);
  const height = MARGIN.top + rows.length * CELL.height + MARGIN.bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${htmlText(picture.title)}</title>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9" fill="${colors.background}" stroke="${colors.border}"/>`,
    ...[22, 42, 62].map((x) => `<circle cx="${x}" cy="22" r="6" fill="${colors.border}"/>`),
    `<g font-family="${FONTS}" font-size="${FONT_SIZE}" fill="${colors.text}">`,
    ...rows.map((runs, index) => rowOf(runs, index, colors)),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** The text in a picture of a terminal, as it was typed and printed. */
export function pictureText(svg: string): string {
  const rows = [...svg.matchAll(/^<text .*?>(.*)<\/text>$/gm)].map(([, row = ""]) =>
    row.replace(/<[^>]*>/g, "").replaceAll(BLANK, " "),
  );
  const entities: Readonly<Record<string, string>> = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
  };
  return rows.join("\n").replace(/&[^;]*;/g, (entity) => entities[entity] ?? entity);
}

function rowOf(runs: readonly Run[], index: number, colors: Theme): string {
  const y = MARGIN.top + index * CELL.height + FONT_SIZE;
  let column = 0;
  const spans = runs.map(({ text, look }) => {
    const x = pixels(MARGIN.side + column * CELL.width);
    const cells = stringWidth(text);
    column += cells;
    return `<tspan x="${x}" textLength="${pixels(cells * CELL.width)}"${attributesOf(look, colors)}>${htmlText(text).replaceAll(" ", BLANK)}</tspan>`;
  });
  return `<text y="${y}">${spans.join("")}</text>`;
}

function attributesOf({ color, bold, dim, underlined, reversed }: Look, colors: Theme): string {
  const fill = reversed ? colors.marked : color === undefined ? (dim ? colors.dim : undefined) : colors.palette[color];
  return [
    ...(fill === undefined ? [] : [` fill="${fill}"`]),
    ...(bold ? [' font-weight="700"'] : []),
    ...(underlined ? [' text-decoration="underline"'] : []),
  ].join("");
}

function pixels(number: number): string {
  return String(Math.round(number * 100) / 100);
}

import { describe, expect, it } from "vitest";
import { screenRows } from "./screen-runs.ts";
import { pictureText, terminalPicture } from "./terminal-picture.ts";
import { THEMES } from "./themes.ts";

const ESC = "\u001b";

describe("a screen of a terminal", () => {
  it("is runs that look the same, however the terminal says so", () => {
    const plain = screenRows(`${ESC}[1mPeople${ESC}[0m  ${ESC}[32mready${ESC}[39m`);
    const wordy = screenRows(`${ESC}[0;1m${ESC}[39m${ESC}[49mPeo${ESC}[1mple${ESC}[0m  ${ESC}[0;32mready   `);
    expect(plain[0]?.map(({ text, look: { color, bold } }) => [text, color, bold ?? false])).toEqual([
      ["People", undefined, true],
      ["  ", undefined, false],
      ["ready", 2, false],
    ]);
    expect(pictureOf(`${ESC}[0;1mPeo${ESC}[1mple`)).toBe(pictureOf(`${ESC}[1mPeople`));
    expect(wordy[0]?.map(({ text }) => text)).toEqual(["People", "  ", "ready"]);
  });

  it("keeps a look from line to line, until it is taken back", () => {
    const rows = screenRows(`${ESC}[2mone\ntwo${ESC}[22m\n${ESC}[91mthree`);
    expect(rows.flat().map(({ look: { dim, color } }) => [dim ?? false, color])).toEqual([
      [true, undefined],
      [true, undefined],
      [false, 9],
    ]);
  });
});

describe("a picture of a terminal", () => {
  it("has the text as it was typed and printed, and nothing of it as markup", () => {
    const screen = `  a <script> & "b"\n\n${ESC}[1m田中${ESC}[0m  end`;
    const svg = pictureOf(screen);
    expect(pictureText(svg)).toBe(`$ onboard\n  a <script> & "b"\n\n田中  end`);
    expect(svg).not.toContain("<script>");
  });

  it("says where each run begins and how long it is, in cells: wide characters take two", () => {
    const drawn = pictureOf(`${ESC}[1m田中${ESC}[0m  end`).matchAll(/<tspan x="([\d.]+)" textLength="([\d.]+)"/g);
    const runs = [...drawn].map(([, x, length]) => [x, length]);
    expect(runs.slice(2)).toEqual([
      ["20", "33.6"],
      ["53.6", "42"],
    ]);
  });

  it.each(Object.keys(THEMES) as (keyof typeof THEMES)[])("can be read in every colour (%s)", (name) => {
    const { background, text, dim, marked, palette } = THEMES[name];
    const weak = [text, dim, marked, ...palette].filter((color) => contrast(color, background) < 4.5);
    expect(weak).toEqual([]);
  });
});

function pictureOf(screen: string): string {
  return terminalPicture({ typed: "onboard", screen, columns: 80, title: "A run" }, "light");
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [lower = 0, higher = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (higher + 0.05) / (lower + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

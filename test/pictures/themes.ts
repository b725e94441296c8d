/** Colours of a terminal, as `#rrggbb`. */
export interface Theme {
  readonly background: string;
  readonly border: string;
  readonly text: string;
  /** Text that is less important. */
  readonly dim: string;
  /** Text that is marked, by colours the other way round. */
  readonly marked: string;
  /** The sixteen colours by number: black, red, green, yellow, blue, magenta, cyan, white, and the same bright. */
  readonly palette: readonly string[];
}

/** Each has 4.5:1 and more between text and background: https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const THEMES = {
  light: {
    background: "#ffffff",
    border: "#d1d9e0",
    text: "#1f2328",
    dim: "#59636e",
    marked: "#0550ae",
    palette: [
      ..."#1f2328 #c9252d #116329 #8a5300 #0550ae #8250df #0f6a75 #59636e".split(" "),
      ..."#59636e #a40e26 #1a7f37 #744500 #0969da #6639ba #17707b #4d5560".split(" "),
    ],
  },
  dark: {
    background: "#0d1117",
    border: "#3d444d",
    text: "#e6edf3",
    dim: "#9198a1",
    marked: "#79c0ff",
    palette: [
      ..."#9198a1 #ff7b72 #56d364 #e3b341 #79c0ff #d2a8ff #56d4dd #d1d7e0".split(" "),
      ..."#9198a1 #ffa198 #6fdd8b #eac55f #a5d6ff #e2c5ff #76e3ea #ffffff".split(" "),
    ],
  },
} as const satisfies Readonly<Record<string, Theme>>;

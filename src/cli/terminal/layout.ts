import stringWidth from "string-width";

/** Columns that a text takes on a terminal. Nearly all that is laid out is plain, and a thousand rows have many cells. */
export function textWidth(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}

/** Breaks text at spaces so that no line is wider than `width` columns; words that are wider stand alone. */
export function wrap(text: string, width: number, indent = ""): readonly string[] {
  return filled(text.split(" "), " ", width, indent);
}

/** Puts items after each other, two spaces apart, on as many lines as they need; an item is never broken. */
export function flow(items: readonly string[], width: number, indent = ""): readonly string[] {
  return filled(items, "  ", width, indent);
}

function filled(items: readonly string[], gap: string, width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    const longer = line === "" ? item : `${line}${gap}${item}`;
    const fits = line === "" || textWidth(indent + longer) <= width;
    if (!fits) lines.push(indent + line);
    line = fits ? longer : item;
  }
  return line === "" ? lines : [...lines, indent + line];
}

/** The text, cut to `width` columns with an ellipsis when it is wider. */
export function shortened(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (textWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The text in pieces of `width` columns, wherever that breaks it: nothing of it is lost. */
export function split(text: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of text) {
    if (textWidth(piece + character) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** The text followed by spaces up to `width` columns. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** `1 person`, `2 people`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** `8 s`, `2 min 5 s`, `1 h 10 min`. */
export function spell(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

import type { Colors } from "../terminal/io.ts";
import type { Tone } from "./section.ts";

/** Colours a text by how it is meant. */
export type Paint = (tone: Tone | undefined, text: string) => string;

/** The colours that a terminal has for each tone. */
export function painter(colors: Colors): Paint {
  const paints: Readonly<Record<Tone, (text: string) => string>> = {
    neutral: String,
    quiet: colors.dim,
    strong: colors.bold,
    good: colors.green,
    action: colors.cyan,
    warning: colors.yellow,
    danger: colors.red,
  };
  return (tone = "neutral", text) => (text === "" ? "" : paints[tone](text));
}

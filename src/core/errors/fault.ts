import type { Problem } from "./problem.ts";

/** What is wrong with a value, before it is known where the value stands. */
export type Fault = Pick<Problem, "message" | "remedy">;

/** Looks at one value and says what is wrong with it, or nothing. */
export type Rule = (text: string) => Fault | undefined;

/** A place in an input file; lines and columns count from 1. */
export type Place = Required<Pick<Problem, "file" | "line" | "column">>;

/** The fault of a value that stands at this place. */
export function problemAt({ file, line, column }: Place, { message, remedy }: Fault): Problem {
  return { file, line, column, message, remedy };
}

/** In the order in which a reader of the file meets them; problems of the file as a whole come first. */
export function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

import type { Position, Problem, Source } from "./problem.ts";

/** What is wrong with a value, before it is known where the value stands. */
export type Fault = Pick<Problem, "message" | "remedy">;

/** Looks at one value and says what is wrong with it, or nothing. */
export type Rule = (text: string) => Fault | undefined;

/** The fault of a value that stands there in an input. */
export function problemAt(source: Source, { line, column }: Position, { message, remedy }: Fault): Problem {
  return { place: { ...source, line, column }, message, remedy };
}

/** What is wrong with a flag. */
export function flagProblem(flag: string, { message, remedy }: Fault): Problem {
  return { place: { kind: "flag", flag }, message, remedy };
}

/** What is wrong with a flag's value, if it was given one. */
export function checkFlag(flag: string, value: string | undefined, rule: Rule): readonly Problem[] {
  const fault = value === undefined ? undefined : rule(value);
  return fault === undefined ? [] : [flagProblem(flag, fault)];
}

/** In the order in which a reader of the file meets them; problems of the file as a whole come first. */
export function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    ({ place: a }, { place: b }) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

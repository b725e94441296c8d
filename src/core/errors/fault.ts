import { type Place, type Problem, placeAt, type Source, type Spot, sourceName } from "./problem.ts";

/** What is wrong with a value, before it is known where the value stands. */
export type Fault = Pick<Problem, "message" | "remedy">;

/** Looks at one value and says what is wrong with it, or nothing. */
export type Rule = (text: string) => Fault | undefined;

/** The fault of a value that stands there in an input. */
export function problemAt(source: Source, spot: Spot, { message, remedy }: Fault): Problem {
  return { place: placeAt(source, spot), message, remedy };
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

/**
 * In the order in which a reader meets them: file after file, as they are first told of; problems of a file as a whole come
 * before those with a line.
 */
export function inReadingOrder<One extends { readonly place: Place }>(problems: readonly One[]): readonly One[] {
  const order = new Map<string, number>();
  for (const { place } of problems) {
    if (!order.has(sourceName(place))) order.set(sourceName(place), order.size);
  }
  const rank = ({ place }: One) => order.get(sourceName(place)) ?? 0;
  return [...problems].sort(
    (a, b) =>
      rank(a) - rank(b) || (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0),
  );
}

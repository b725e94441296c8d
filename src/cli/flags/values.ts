import { InvalidArgumentError } from "commander";

/** What a flag that may be repeated, or hold several values separated by `;`, has gathered so far. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, ...value.split(";").map((part) => part.trim())].filter((part) => part !== "");
}

/** Names, repeated or separated by commas. */
export function collectNames(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, ...value.split(",").map((part) => part.trim())].filter((part) => part !== "");
}

/** A port. */
export function portNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  }
  return number;
}

export function positiveNumber(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 10_000)) throw new InvalidArgumentError("It must be a number above 0, at most 10000.");
  return number;
}

import * as z from "zod";

/** `YYYY-MM-DDTHH:MM:SSZ`, as the AWS CLI writes it: to the second, rounded down so that nothing seems to last longer. */
export function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Milliseconds since 1970, from any spelling found in cache files: the SDK for JavaScript adds a fraction, old AWS CLIs wrote `UTC`. */
export const timestampSchema = z
  .string()
  .transform((text) => Date.parse(text.replace(/UTC$/, "Z")))
  .pipe(z.number());

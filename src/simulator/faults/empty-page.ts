/** Leads to the first page of a list. No list gives it by itself, and all of their token patterns allow it. */
const tokenOfFirstPage = "Zmlyc3QtcGFnZQ";

type Members = Readonly<Record<string, unknown>>;

/** The input that leads an empty page's reader to what was there. */
export function withoutTokenOfFirstPage(input: unknown): unknown {
  if (typeof input !== "object" || input === null || (input as Members).NextToken !== tokenOfFirstPage) return input;
  const { NextToken: _, ...rest } = input as Members;
  return rest;
}

/**
 * A list's answer with nothing in it, and the token of the page that it stands for: AWS may return fewer results than there
 * are, none included, and only a missing token says that a list is over.
 */
export function emptyPage(input: unknown, output: Members): Record<string, unknown> {
  const { NextToken = tokenOfFirstPage } = (input ?? {}) as Members;
  const emptied = Object.entries(output).map(([name, value]) => [name, Array.isArray(value) ? [] : value]);
  return { ...Object.fromEntries(emptied), NextToken };
}

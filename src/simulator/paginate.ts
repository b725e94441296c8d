import { AwsError } from "./operation.ts";

export interface PageRequest {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * One page of a list. The token is opaque and names the record that comes next, so that records which are deleted once
 * they were answered hide no others. Throws ValidationException for a token that this list did not give.
 */
export function paginate<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  request: PageRequest,
  defaultSize = 100,
): Page<T> {
  const start = request.NextToken === undefined ? 0 : placeOf(decodeToken(request.NextToken), items, keyOf);
  const page = items.slice(start, start + (request.MaxResults ?? defaultSize));
  const position = start + page.length;
  const next = items[position];
  if (next === undefined) return { items: page };
  return { items: page, nextToken: encodeToken({ key: keyOf(next), position }) };
}

interface Token {
  readonly key: string;
  /** Where the record was when the token was made, which is mostly where it still is. */
  readonly position: number;
}

/** When the record is gone, the one that took its place is next. */
function placeOf<T>({ key, position }: Token, items: readonly T[], keyOf: (item: T) => string): number {
  const likely = items[position];
  if (likely !== undefined && keyOf(likely) === key) return position;
  const found = items.findIndex((item) => keyOf(item) === key);
  return found === -1 ? position : found;
}

function encodeToken({ key, position }: Token): string {
  return Buffer.from(JSON.stringify([key, position])).toString("base64url");
}

function decodeToken(text: string): Token {
  try {
    const [key, position] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[];
    if (typeof key === "string" && typeof position === "number" && position > 0) return { key, position };
  } catch {
    // Not one of our tokens; answered like any other text below.
  }
  throw new AwsError("ValidationException", "The provided NextToken is not valid.");
}

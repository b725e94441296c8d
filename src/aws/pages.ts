import { OnboardError } from "../core/errors/onboard-error.ts";

/** One answer of a List operation. Only a missing token ends a list: a page may be empty and have a successor. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** What was read of a list, and whether that was all of it. */
export interface ListReading<Item> {
  readonly items: readonly Item[];
  readonly complete: boolean;
}

/** No list of AWS is as long: at a hundred items a page these are a million. */
const MOST_PAGES = 10_000;

/** So many pages in a row that are empty lead nowhere. Some are to be expected where AWS filters a long list. */
const MOST_EMPTY_PAGES = 1_000;

/** Where reading may stop before the end of a list. */
export interface ListTerms {
  /** At most so many pages. */
  readonly most?: number;
  /** Asked after each page: whether what was looked for is found. */
  readonly isEnough?: () => boolean;
}

/**
 * Reads the list of an `operation` (`identitystore:ListUsers`) to its end, unless told to stop before. Throws for a list
 * that has no end: a token that comes twice, nothing but empty pages, or more pages than AWS can fill.
 */
export async function readPages<Item>(
  operation: string,
  fetch: (token: string | undefined) => Promise<ListPage<Item>>,
  { most = Number.POSITIVE_INFINITY, isEnough = () => false }: ListTerms = {},
): Promise<ListReading<Item>> {
  const items: Item[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  let empty = 0;
  for (let page = 0; page < most; page += 1) {
    const { items: more, next } = await fetch(token);
    for (const item of more) items.push(item);
    // The access portal ends a list with an empty token.
    if (!next) return { items, complete: true };
    if (isEnough()) break;
    empty = more.length === 0 ? empty + 1 : 0;
    if (tokens.has(next) || empty === MOST_EMPTY_PAGES || page === MOST_PAGES) throw endless(operation, page + 1);
    tokens.add(next);
    token = next;
  }
  return { items, complete: false };
}

function endless(operation: string, pages: number): OnboardError {
  return new OnboardError({
    kind: "cannot-tell",
    message: `The list that ${operation} answers does not come to an end: after ${pages} pages it leads back or nowhere.`,
    remedy:
      "Look for a proxy, cache or test server in between, and at AWS_ENDPOINT_URL. If calls go to AWS itself, run the same command again, and tell AWS support if it stays so.",
  });
}

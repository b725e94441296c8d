/** One answer of a List operation. Only a missing token ends a list: a page may be empty and have a successor. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** What was read of a list, and whether that was all of it. */
export interface Pages<Item> {
  readonly items: readonly Item[];
  readonly complete: boolean;
}

/** Reads a list to its end, or at most `limit` pages of it. */
export async function readPages<Item>(
  fetch: (token: string | undefined) => Promise<Page<Item>>,
  limit = Number.POSITIVE_INFINITY,
): Promise<Pages<Item>> {
  const items: Item[] = [];
  let token: string | undefined;
  for (let page = 0; page < limit; page += 1) {
    const { items: more, next } = await fetch(token);
    items.push(...more);
    if (next === undefined) return { items, complete: true };
    token = next;
  }
  return { items, complete: false };
}

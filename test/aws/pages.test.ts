import { describe, expect, it } from "vitest";
import { readPages } from "../../src/aws/pages.ts";

/** A list in these pages, each with the index of the next one as its token. */
const fetchFrom = (pages: readonly (readonly number[])[]) => async (token: string | undefined) => {
  const index = Number(token ?? 0);
  return { items: pages[index] ?? [], next: index + 1 < pages.length ? String(index + 1) : undefined };
};

describe("reading a list", () => {
  it("goes on over empty pages: only a missing token ends it", async () => {
    expect(await readPages(fetchFrom([[1], [], [], [2, 3]]))).toEqual({ items: [1, 2, 3], complete: true });
  });

  it("stops at the limit and says that this was not all", async () => {
    expect(await readPages(fetchFrom([[1], [2], [3]]), 2)).toEqual({ items: [1, 2], complete: false });
  });

  it("was all when the last page is the one at the limit", async () => {
    expect(await readPages(fetchFrom([[1], [2]]), 2)).toEqual({ items: [1, 2], complete: true });
  });
});

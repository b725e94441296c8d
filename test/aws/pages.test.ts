import { describe, expect, it } from "vitest";
import { type ListPage, readPages } from "../../src/aws/pages.ts";

const OPERATION = "identitystore:ListUsers";

/** A list in these pages, each with the index of the next one as its token. */
const fetchFrom = (pages: readonly (readonly number[])[]) => async (token: string | undefined) => {
  const index = Number(token ?? 0);
  return { items: pages[index] ?? [], next: index + 1 < pages.length ? String(index + 1) : undefined };
};

/** Answers forever; tells how often it was asked. */
function endless(page: (call: number) => ListPage<number>) {
  let calls = 0;
  const fetch = async () => {
    calls += 1;
    return page(calls);
  };
  return { fetch, calls: () => calls };
}

describe("reading a list", () => {
  it("goes on over empty pages: only a missing token ends it", async () => {
    expect(await readPages(OPERATION, fetchFrom([[1], [], [], [2, 3]]))).toEqual({ items: [1, 2, 3], complete: true });
  });

  it("stops at the limit and says that this was not all", async () => {
    expect(await readPages(OPERATION, fetchFrom([[1], [2], [3]]), { most: 2 })).toEqual({
      items: [1, 2],
      complete: false,
    });
  });

  it("was all when the last page is the one at the limit", async () => {
    expect(await readPages(OPERATION, fetchFrom([[1], [2]]), { most: 2 })).toEqual({ items: [1, 2], complete: true });
  });

  it("reads no further than to what is looked for", async () => {
    const { fetch, calls } = endless((call) => ({ items: [call], next: String(call) }));
    expect(await readPages(OPERATION, fetch, { isEnough: () => calls() === 3 })).toEqual({
      items: [1, 2, 3],
      complete: false,
    });
  });

  it("ends with the portal's empty token as with none", async () => {
    expect(await readPages(OPERATION, async () => ({ items: [1], next: "" }))).toEqual({ items: [1], complete: true });
  });

  it("ends with an error that names service and operation when a token comes twice", async () => {
    const { fetch, calls } = endless(() => ({ items: [1], next: "again" }));
    await expect(readPages(OPERATION, fetch)).rejects.toThrow("identitystore:ListUsers");
    expect(calls()).toBe(2);
  });

  it("notices a token that leads back over other pages", async () => {
    const { fetch, calls } = endless((call) => ({ items: [call], next: String(call % 3) }));
    await expect(readPages(OPERATION, fetch)).rejects.toThrow("does not come to an end");
    expect(calls()).toBe(4);
  });

  it.each([
    ["empty pages", (call: number) => ({ items: [], next: String(call) }), 1_000],
    ["full pages", (call: number) => ({ items: [call], next: String(call) }), 10_001],
  ])("gives up %s that never end, each with a new token", async (_, page, most) => {
    const { fetch, calls } = endless(page);
    await expect(readPages(OPERATION, fetch)).rejects.toThrow("does not come to an end");
    expect(calls()).toBe(most);
  });
});

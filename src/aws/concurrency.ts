/** Does something with each item, at most so many at once; the results come in the order of the items. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  most: number,
  doing: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results[index] = await doing(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}

/** Finds names by ids; what has no name here is called by its id. */
export function namesBy(entries: readonly (readonly [id: string, name: string])[]): (id: string) => string {
  const names = new Map(entries);
  return (id) => names.get(id) ?? id;
}

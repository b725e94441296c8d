/** What a record is found by besides its id: any number of keys. */
type KeysOf<T> = (record: T) => readonly string[];

/**
 * Records by their id, which are also found by other keys without looking at all of them. An index is made when it is
 * first asked and kept from then on. Records must not be changed in place: only `set` and `delete` keep the indexes right.
 */
export class Table<T, Index extends string> extends Map<string, T> {
  readonly #keysOf: Readonly<Record<Index, KeysOf<T>>>;
  readonly #indexes = new Map<Index, Map<string, string[]>>();

  constructor(keysOf: Readonly<Record<Index, KeysOf<T>>>) {
    super();
    this.#keysOf = keysOf;
  }

  /** The ids of the records with this key, in the order in which they got it. The list is live: it is not to be kept. */
  idsBy(index: Index, key: string): readonly string[] {
    return this.#indexNamed(index).get(key) ?? [];
  }

  /** The records with this key, in the order in which they got it. */
  by(index: Index, key: string): T[] {
    return this.idsBy(index, key).flatMap((id) => this.get(id) ?? []);
  }

  /** Another table with the same records, which changes on its own. */
  copy(): Table<T, Index> {
    const copy = new Table(this.#keysOf);
    for (const [id, record] of this) copy.set(id, record);
    return copy;
  }

  override set(id: string, record: T): this {
    const old = this.get(id);
    super.set(id, record);
    for (const [name, ids] of this.#indexes) move(ids, id, this.#keys(name, old), this.#keys(name, record));
    return this;
  }

  override delete(id: string): boolean {
    const old = this.get(id);
    for (const [name, ids] of this.#indexes) move(ids, id, this.#keys(name, old), []);
    return super.delete(id);
  }

  override clear(): void {
    this.#indexes.clear();
    super.clear();
  }

  #keys(index: Index, record: T | undefined): readonly string[] {
    return record === undefined ? [] : this.#keysOf[index](record);
  }

  #indexNamed(name: Index): Map<string, string[]> {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    const ids = new Map<string, string[]>();
    for (const [id, record] of this) move(ids, id, [], this.#keys(name, record));
    this.#indexes.set(name, ids);
    return ids;
  }
}

/** Takes an id out of the lists of the keys it lost and appends it to those it won. */
function move(lists: Map<string, string[]>, id: string, lost: readonly string[], won: readonly string[]): void {
  for (const key of lost) {
    if (!won.includes(key)) remove(lists, key, id);
  }
  for (const key of won) {
    if (!lost.includes(key)) append(lists, key, id);
  }
}

function append(lists: Map<string, string[]>, key: string, id: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [id]);
  else list.push(id);
}

function remove(lists: Map<string, string[]>, key: string, id: string): void {
  const list = lists.get(key) ?? [];
  if (list.length === 1) lists.delete(key);
  else list.splice(list.indexOf(id), 1);
}

import { copyWorld, type World } from "../world/world.ts";

/** Remembers what the world was before each recent write, so that a read can be answered from the past. */
export class Journal {
  readonly #lag: number;
  #entries: { readonly before: World; readonly at: number }[] = [];

  /** `lag`: how far back reads may look, in milliseconds; 0 remembers nothing. */
  constructor(lag: number) {
    this.#lag = lag;
  }

  /** To be called before a write. */
  record(world: World, now: number): void {
    if (this.#lag === 0) return;
    this.#entries = this.#entries.filter(({ at }) => at > now - this.#lag);
    this.#entries.push({ before: copyWorld(world), at: now });
  }

  /** The world without the writes of the last `age` milliseconds. */
  asOf(world: World, now: number, age: number): World {
    return this.#entries.find(({ at }) => at > now - age)?.before ?? world;
  }
}

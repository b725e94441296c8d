import type { World } from "../world/world.ts";
import { writeState } from "./state-file.ts";

/** Saves a world soon after it changed; many changes in a short time cost one write. */
export class StateKeeper {
  readonly #path: string;
  readonly #world: World;
  readonly #delay: number;
  #changed = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** `delay`: how long changes are gathered, in milliseconds. */
  constructor(path: string, world: World, delay = 100) {
    this.#path = path;
    this.#world = world;
    this.#delay = delay;
  }

  /** To be called after each change. A save that fails is tried again after the next change, and by {@link flush}. */
  touch(): void {
    this.#changed = true;
    this.#timer ??= setTimeout(() => void this.#save(), this.#delay);
  }

  /** Resolves when the file holds the world as it is now; rejects when it cannot be written. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#changed = false;
    await this.#writing;
    await writeState(this.#path, this.#world);
  }

  /** The timer keeps its place until the write is over, so that a slow disk is given one write at a time. */
  async #save(): Promise<void> {
    this.#changed = false;
    this.#writing = writeState(this.#path, this.#world).catch(() => undefined);
    await this.#writing;
    this.#timer = undefined;
    if (this.#changed) this.touch();
  }
}

import { InputRefused } from "../input-refused.ts";
import type { World } from "../world/world.ts";

/** Collects what is wrong with a description while the world is built from it, so that all of it is told at once. */
export class BuildProblems {
  readonly #problems: string[] = [];

  add(place: string, message: string): void {
    this.#problems.push(`${place}: ${message}`);
  }

  /** The id of the account with this id or name; a name that leads nowhere is a problem, and then stands for itself. */
  account(world: World, idOrName: string, place: string): string {
    const found = [...world.accounts.values()].filter(({ id, name }) => id === idOrName || name === idOrName);
    if (found.length !== 1) this.add(place, `${idOrName} names ${found.length === 0 ? "no" : "more than one"} account`);
    return found[0]?.id ?? idOrName;
  }

  throwIfAny(): void {
    if (this.#problems.length > 0)
      throw new InputRefused("The organization's description is not usable.", this.#problems);
  }
}

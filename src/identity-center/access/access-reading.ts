import type { Session } from "../session/session.ts";
import type { Gaps } from "./gaps.ts";

/** Calls on the wire at a time. How many go out in a second, the pacer says. */
export const AT_ONCE = 50;

/** One reading of who has what: where it asks, what it could not read, and who is told how far it is. */
export interface AccessReading {
  readonly session: Session;
  readonly gaps: Gaps;
  /** Gives equal texts one place in memory: each answer of AWS brings its own copy of an id. */
  readonly once: (text: string) => string;
  readonly onStep?: ((step: string) => void) | undefined;
  /** Told of each group that is assigned something, perhaps more than once. */
  readonly onGroup?: ((groupId: string) => void) | undefined;
  /** Told how many of the assignment lists are read, and how many there are as far as is known. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Gives each text the place of the first that was equal to it. */
export function createInterner(): AccessReading["once"] {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before === undefined) known.set(text, text);
    return before ?? text;
  };
}

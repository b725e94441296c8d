/** A clock for a simulated AWS, whose time a test can stop: what is in progress then stays so on the slowest computer. */
export interface HeldClock {
  /** Milliseconds since 1970, as `SimulatorOptions.now` has them. */
  readonly now: () => number;
  readonly hold: () => void;
  /** Time goes on, as if so many milliseconds had passed since the computer's own. */
  readonly letGo: (ahead?: number) => void;
}

export function heldClock(): HeldClock {
  let held: number | undefined;
  let added = 0;
  const now = () => held ?? Date.now() + added;
  return {
    now,
    hold: () => {
      held ??= now();
    },
    letGo: (ahead = 0) => {
      held = undefined;
      added = ahead;
    },
  };
}

import type { ReadinessState } from "./states.ts";

/** What a person needs in order to start in an account, in the order in which it comes about. */
export type Stage = "user" | "assigned" | "upToDate" | "bootstrapped";

/** One thing that stands between a person and an account. */
export interface Obstacle {
  readonly stage: Stage;
  readonly state: Exclude<ReadinessState, "ready">;
  /**
   * `cause`: it is the reason for others. `missing`: it is not there yet, and a run would make it. `follows`: it was not
   * tried because of something else.
   */
  readonly rank: "cause" | "missing" | "follows";
  readonly reason: string;
  readonly remedy: string;
  /** Something that the run is for is not done: running again, once the remedy is taken, is what helps. */
  readonly undone: boolean;
}

const RANKS = ["cause", "missing", "follows"] as const satisfies readonly Obstacle["rank"][];

/** The same, what explains the others first. */
export function byRank(obstacles: readonly Obstacle[]): readonly Obstacle[] {
  return RANKS.flatMap((rank) => obstacles.filter((obstacle) => obstacle.rank === rank));
}

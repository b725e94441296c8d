import type { Partition } from "../world/partitions.ts";
import type { BuildProblems } from "./build-problems.ts";

/** Where in a description something stands, and what all of it shares. */
export interface BuildContext {
  readonly partition: Partition;
  readonly now: number;
  readonly place: string;
  readonly problems: BuildProblems;
}

/** The ids behind the names that a description uses for the principals of one directory. */
export interface Principals {
  readonly users: Map<string, string>;
  readonly groups: Map<string, string>;
}

import type { ReadingOptions } from "../../input/team-options.ts";
import type { Format } from "../../terminal/format.ts";

/** The flags of `onboard status`, as commander hands them over. */
export interface StatusOptions extends ReadingOptions {
  /** Absent: the one that the environment makes plain. */
  readonly format?: Format;
}

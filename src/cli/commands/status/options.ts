import type { ReadingOptions } from "../../input/team-options.ts";
import type { STATUS_FORMATS } from "../../views/format.ts";

/** The flags of `onboard status`, as commander hands them over. */
export interface StatusOptions extends ReadingOptions {
  readonly format: (typeof STATUS_FORMATS)[number];
}

import type { STATUS_FORMATS } from "../format.ts";
import type { ReadingOptions } from "./team-options.ts";

/** The flags of `onboard status`, as commander hands them over. */
export interface StatusOptions extends ReadingOptions {
  readonly format: (typeof STATUS_FORMATS)[number];
}

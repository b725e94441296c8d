import type { Colors } from "./io.ts";

/** What text for people is made for. */
export interface RenderOptions {
  readonly width: number;
  readonly colors: Colors;
}

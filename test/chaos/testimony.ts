import type { ChangeResult } from "../../src/core/state/result.ts";
import type { SentWrite } from "./gateway.ts";
import type { Lookup } from "./world-lookup.ts";

/** A run that ended by itself: what it said, and what the world was before and after it. */
export interface Testimony {
  readonly results: readonly ChangeResult[];
  readonly converged: boolean | null;
  readonly before: Lookup;
  readonly after: Lookup;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What of the team is not there after it, and what is there that is to be gone. */
  readonly missing: readonly string[];
  /** Roles that are behind then. Another run that writes the same permission set makes them so again at any time. */
  readonly outdated: readonly string[];
  /** What a run at the same time, which may have made things too, sent to AWS. */
  readonly others?: readonly SentWrite[];
  /** AWS was told to answer reads from the past: then not seeing what is there is no lie. */
  readonly isStale: boolean;
}

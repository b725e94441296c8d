import type * as z from "zod";
import type { Immutable } from "../../../core/text/immutable.ts";
import type { findingSchema } from "../document/doctor-schema.ts";
/** One thing on this machine that makes AWS clients fail or disagree. Lines count from 1. */
export type DoctorFinding = Immutable<z.output<typeof findingSchema>>;

/** What is the same wherever a finding of this kind turns up. */
export interface FindingKind {
  readonly severity: DoctorFinding["severity"];
  readonly effect: string;
  readonly remedy: string;
}

/** What is particular to a finding, besides its message. Its own remedy stands instead of the general one. */
export type FindingFacts = Partial<Pick<DoctorFinding, "place" | "remedy" | "fixable" | "profile" | "session">>;

/**
 * Makes the findings of one theme, so that none can be reported that the theme does not describe: of each kind that has a
 * message, in the order in which they stand there.
 */
export function findingsOf<Id extends string>(kinds: Readonly<Record<Id, FindingKind>>) {
  return (
    messages: Readonly<Partial<Record<Id, string | false>>>,
    facts: FindingFacts = {},
  ): readonly DoctorFinding[] =>
    Object.entries<string | false | undefined>(messages).flatMap(([id, message]) =>
      message ? [{ id, ...kinds[id as Id], fixable: false, ...facts, message }] : [],
    );
}

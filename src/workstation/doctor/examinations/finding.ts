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

/** What is particular to one finding. Its own remedy stands instead of the general one. */
export interface FindingFacts
  extends Partial<Pick<DoctorFinding, "place" | "remedy" | "fixable" | "profile" | "session">> {
  readonly message: string;
}

/** One finding where something is so, and none where it is not. */
export function when(isSo: boolean, finding: DoctorFinding): readonly DoctorFinding[] {
  return isSo ? [finding] : [];
}

/** Makes the findings of one theme, so that none can be reported that the theme does not describe. */
export function findingsOf<Id extends string>(
  kinds: Readonly<Record<Id, FindingKind>>,
): (id: Id, facts: FindingFacts) => DoctorFinding {
  return (id, facts) => ({ id, ...kinds[id], fixable: false, ...facts });
}

/** `error`: some client fails or uses another identity; `warning`: it may; `note`: worth knowing. */
export type Severity = "error" | "warning" | "note";

/** Where something was found. Lines count from 1. */
export interface FindingPlace {
  readonly file: string;
  readonly line?: number;
}

/** One thing on this machine that makes AWS clients fail or disagree. */
export interface DoctorFinding {
  /** Stable: scripts may look for it, and docs/doctor.md explains it. */
  readonly id: string;
  readonly severity: Severity;
  readonly place?: FindingPlace;
  /** What it is. */
  readonly message: string;
  /** What it does, and to which client. */
  readonly effect: string;
  /** What to do. */
  readonly remedy: string;
  /** Whether `--fix` repairs it. */
  readonly fixable: boolean;
  /** The profile it is about; absent when it concerns all of them. */
  readonly profile?: string;
  /** The sso-session it is about. */
  readonly session?: string;
}

/** What is the same wherever a finding of this kind turns up. */
export interface FindingKind {
  readonly severity: Severity;
  readonly effect: string;
  readonly remedy: string;
}

/** What is particular to one finding. Its own remedy stands instead of the general one. */
export interface FindingFacts
  extends Partial<Pick<DoctorFinding, "place" | "remedy" | "fixable" | "profile" | "session">> {
  readonly message: string;
}

/** Makes the findings of one theme, so that none can be reported that the theme does not describe. */
export function findingsOf<Id extends string>(
  kinds: Readonly<Record<Id, FindingKind>>,
): (id: Id, facts: FindingFacts) => DoctorFinding {
  return (id, facts) => ({ id, ...kinds[id], fixable: false, ...facts });
}

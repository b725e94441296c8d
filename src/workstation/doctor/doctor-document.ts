import type { DoctorFinding, Severity } from "./examinations/finding.ts";

/** What `--fix` did. */
export interface Repairs {
  readonly written: readonly { readonly file: string; readonly backup: string }[];
  /** Files whose mode was tightened. */
  readonly tightened: readonly string[];
  /** Why files were left alone. */
  readonly refused: readonly string[];
}

/** How many findings there are of each severity, and how many of all `--fix` would repair. */
export interface DoctorSummary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly fixable: number;
}

/** What `onboard doctor --format json` prints. */
export interface DoctorDocument {
  readonly version: 1;
  readonly kind: "doctor";
  readonly findings: readonly DoctorFinding[];
  /** Present with `--fix`; `findings` is what is left then. */
  readonly repairs?: Repairs;
  readonly summary: DoctorSummary;
}

/** The findings, and what was repaired, as one document. */
export function doctorDocument(findings: readonly DoctorFinding[], repairs: Repairs | undefined): DoctorDocument {
  return {
    version: 1,
    kind: "doctor",
    findings: findings.map(({ id, severity, place, message, effect, remedy, fixable, profile, session }) => ({
      id,
      severity,
      ...(place === undefined ? {} : { place }),
      message,
      effect,
      remedy,
      fixable,
      ...(profile === undefined ? {} : { profile }),
      ...(session === undefined ? {} : { session }),
    })),
    ...(repairs === undefined ? {} : { repairs }),
    summary: summaryOf(findings),
  };
}

/** Counts the findings. */
export function summaryOf(findings: readonly DoctorFinding[]): DoctorSummary {
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  return {
    errors: count("error"),
    warnings: count("warning"),
    notes: count("note"),
    fixable: findings.filter(({ fixable }) => fixable).length,
  };
}

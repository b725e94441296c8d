import type { DoctorDocument } from "./doctor-schema.ts";

/** The findings, and what was repaired, as one document. */
export function doctorDocument(
  findings: DoctorDocument["findings"],
  repairs: DoctorDocument["repairs"] | undefined,
): DoctorDocument {
  const count = (severity: DoctorDocument["findings"][number]["severity"]) =>
    findings.filter((one) => one.severity === severity).length;
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
    summary: {
      errors: count("error"),
      warnings: count("warning"),
      notes: count("note"),
      fixable: findings.filter(({ fixable }) => fixable).length,
    },
  };
}

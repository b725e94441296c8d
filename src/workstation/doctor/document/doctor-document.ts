import { type DoctorDocument, findingSchema } from "./doctor-schema.ts";

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
    // With the members in the order of the schema.
    findings: findings.map((one) => findingSchema.parse(one)),
    ...(repairs === undefined ? {} : { repairs }),
    summary: {
      errors: count("error"),
      warnings: count("warning"),
      notes: count("note"),
      fixable: findings.filter(({ fixable }) => fixable).length,
    },
  };
}

import { describe, expect, it } from "vitest";
import { doctorDocument } from "../../../../src/workstation/doctor/document/doctor-document.ts";
import { doctorSchema } from "../../../../src/workstation/doctor/document/doctor-schema.ts";
import type { DoctorFinding } from "../../../../src/workstation/doctor/examinations/finding.ts";
import { EXAMINATIONS } from "../../../../src/workstation/doctor/examine.ts";

const finding: DoctorFinding = {
  id: "junk-line",
  severity: "error",
  place: { file: "/home/ana/.aws/config", line: 3 },
  message: "The line is neither a section nor a key.",
  effect: "The AWS CLI refuses the whole file.",
  remedy: "Correct the line.",
  fixable: true,
};
const { place: _, ...nowhere } = finding;
const document = doctorDocument(
  [
    finding,
    { ...finding, severity: "warning", place: { file: "/home/ana/.aws" }, session: "corp" },
    { ...nowhere, severity: "note", fixable: false, profile: "a\u001b[2Jb" },
  ],
  { written: [{ file: "config", backup: "config.backup" }], tightened: ["credentials"], refused: ["Why."] },
);

describe("the doctor's document", () => {
  it("counts what it lists", () => {
    expect(document.summary).toEqual({ errors: 1, warnings: 1, notes: 1, fixable: 2 });
  });

  it("says nothing of repairs where none were asked for", () => {
    const looked = doctorDocument([finding], undefined);
    expect(Object.keys(looked)).toEqual(["version", "kind", "findings", "summary"]);
    expect(doctorSchema.parse(looked)).toEqual(looked);
  });
});

describe("the schema of the doctor's document", () => {
  it("takes findings of every severity and place, and what was repaired", () => {
    expect(doctorSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it("takes every finding that there can be", () => {
    const kinds = EXAMINATIONS.flatMap(({ kinds }) => Object.entries(kinds));
    const findings = kinds.map(([id, kind]): DoctorFinding => ({ id, ...kind, message: "x", fixable: false }));
    expect(kinds.length).toBeGreaterThan(40);
    expect(doctorSchema.safeParse(doctorDocument(findings, undefined))).toMatchObject({ success: true });
  });

  it.each<[what: string, wrong: object]>([
    ["another kind", { kind: "doctors" }],
    ["a severity that there is not", { findings: [{ ...finding, severity: "fatal" }] }],
    ["an id that docs/doctor.md cannot have", { findings: [{ ...finding, id: "Junk line" }] }],
    ["a finding without a remedy", { findings: [{ ...finding, remedy: undefined }] }],
    ["a line that is none", { findings: [{ ...finding, place: { file: "x", line: 0 } }] }],
    ["a finding with a member that there is not", { findings: [{ ...finding, secret: "x" }] }],
    ["repairs without what was refused", { repairs: { written: [], tightened: [] } }],
    ["a count below nothing", { summary: { ...document.summary, errors: -1 } }],
  ])("refuses %s", (_, wrong) => {
    expect(doctorSchema.safeParse({ ...document, ...wrong }).success).toBe(false);
  });
});

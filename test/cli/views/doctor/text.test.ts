import { createColors } from "picocolors";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { doctorView, looseModesSection } from "../../../../src/cli/views/doctor/view.ts";
import { renderText } from "../../../../src/cli/views/formats/text.ts";
import { doctorDocument } from "../../../../src/workstation/doctor/document/doctor-document.ts";
import type { DoctorDocument } from "../../../../src/workstation/doctor/document/doctor-schema.ts";
import type { DoctorFinding } from "../../../../src/workstation/doctor/examinations/finding.ts";
import { asText } from "../told.ts";

const finding = (facts: Partial<DoctorFinding> = {}): DoctorFinding => ({
  id: "junk-line",
  severity: "error",
  place: { file: "/home/ana/.aws/config", line: 3 },
  message: "The line is neither a section nor a key.",
  effect: "The AWS CLI refuses the whole file.",
  remedy: "Correct the line.",
  fixable: false,
  ...facts,
});

const shown = (findings: readonly DoctorFinding[], repairs?: DoctorDocument["repairs"]) =>
  asText(doctorView("/home/ana"), doctorDocument(findings, repairs));

describe("the doctor's words", () => {
  it("stand in groups, the worst first, and end with a summary and the next command", () => {
    const lines = shown([
      finding({ severity: "note", id: "aws-cli-absent" }),
      finding({ severity: "warning", id: "config-mode" }),
      finding({ fixable: true }),
    ]);
    expect(lines.filter((line) => /^[A-Z]\w+$/.test(line))).toEqual(["Errors", "Warnings", "Notes"]);
    expect(lines).toContain("  ✗ junk-line ~/.aws/config:3");
    expect(lines).toContain("    → Correct the line. (--fix)");
    expect(lines.slice(-2)).toEqual(["1 error, 1 warning, 1 note; --fix repairs 1.", "Next: onboard doctor --fix"]);
  });

  it("say what was looked at when nothing is wrong", () => {
    const lines = shown([]);
    expect(lines[0]).toBe("Nothing is wrong.");
    expect(lines.join(" ").replace(/\s+/g, " ")).toContain("access keys in files");
    expect(lines.slice(-2)).toEqual(["0 errors, 0 warnings, 0 notes.", "Next: onboard local"]);
  });

  it("fit into 80 columns", () => {
    const lines = shown([finding({ effect: "a few words and ".repeat(30), remedy: "some more of them ".repeat(20) })]);
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
  });

  it("let no control character through", () => {
    const hostile = "\u001b[31mred\u0007\u202e";
    const text = [
      ...shown([finding({ message: hostile, remedy: hostile, place: { file: `/tmp/${hostile}` } })]),
      ...renderText([looseModesSection([{ id: "cache-file-mode", file: hostile, mode: 0o644 }])], {
        width: 80,
        colors: createColors(false),
      }),
    ].join("");
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("name the first of thousands", () => {
    const lines = shown(Array.from({ length: 10_000 }, () => finding()));
    expect(lines.length).toBeLessThan(300);
    expect(lines.join("\n")).toContain("… and 9,960 more; --format json lists them all.");
  });

  it("say where the file from before is kept, or that nothing was changed", () => {
    const written = [{ file: "/home/ana/.aws/config", backup: "/home/ana/.aws/config.onboard-x.backup" }];
    expect(shown([], { written, tightened: [], refused: [] }).join("\n")).toContain("config.onboard-x.backup");
    expect(shown([], { written: [], tightened: [], refused: [] })[0]).toBe("Nothing was changed.");
    expect(shown([], { written: [], tightened: [], refused: ["Why."] })[0]).toBe("Not repaired: Why.");
  });
});

import { describe, expect, it } from "vitest";
import type { Annotation } from "../../../../src/cli/views/annotation.ts";
import { codeQuality } from "../../../../src/cli/views/formats/gitlab-code-quality.ts";

const finding: Annotation = {
  level: "error",
  check: "invalid-input",
  title: "x",
  message: "No.",
  file: "team.csv",
  line: 12,
};

describe("a code quality report", () => {
  it("is empty when nothing is wrong", () => {
    expect(codeQuality([], ".gitlab-ci.yml")).toEqual([]);
  });

  it("has every member that GitLab asks for", () => {
    expect(codeQuality([finding], ".gitlab-ci.yml")).toEqual([
      {
        description: "No.",
        check_name: "onboard/invalid-input",
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        severity: "blocker",
        location: { path: "team.csv", lines: { begin: 12 } },
      },
    ]);
  });

  it("puts what is about no file where the flags are written", () => {
    const { file: _, line: __, ...placeless } = finding;
    expect(codeQuality([placeless], "ci.yml")[0]?.location).toEqual({ path: "ci.yml", lines: { begin: 1 } });
  });

  it("knows a finding again when its row has moved, and tells equal ones apart", () => {
    const [first, second] = codeQuality([finding, { ...finding, line: 13 }], "x");
    const [moved] = codeQuality([{ ...finding, line: 40 }], "x");
    expect(moved?.fingerprint).toBe(first?.fingerprint);
    expect(second?.fingerprint).not.toBe(first?.fingerprint);
  });
});

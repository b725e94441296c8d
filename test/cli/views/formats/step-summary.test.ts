import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { addToStepSummary } from "../../../../src/cli/views/formats/step-summary.ts";
import { inFolder } from "../../command-line.ts";

const MEBIBYTE = 1024 * 1024;

it("a page is added to what the step wrote before, and told how much room there is", () =>
  inFolder(async (folder) => {
    const file = path.join(folder, "summary.md");
    writeFileSync(file, "x".repeat(600_000));
    addToStepSummary(file, (most) => "y".repeat(most));
    expect(statSync(file).size).toBe(MEBIBYTE);
    expect(readFileSync(file, "utf8")).toMatch(/^x+\ny+$/);
  }));

it("nothing is added once there is no room for a page", () =>
  inFolder(async (folder) => {
    const file = path.join(folder, "summary.md");
    writeFileSync(file, "x".repeat(MEBIBYTE - 100));
    addToStepSummary(file, () => "page");
    expect(statSync(file).size).toBe(MEBIBYTE - 100);
  }));

it("a summary that cannot be written stops nothing", () =>
  inFolder(async (folder) => {
    mkdirSync(path.join(folder, "summary.md"));
    expect(() => addToStepSummary(path.join(folder, "summary.md"), () => "page")).not.toThrow();
    expect(() => addToStepSummary(path.join(folder, "none", "summary.md"), () => "page")).not.toThrow();
    expect(() => addToStepSummary(undefined, () => "page")).not.toThrow();
  }));

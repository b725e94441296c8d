import { expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { readSettings } from "../../../src/core/settings/settings-file.ts";

/** An `onboard.json` that is wrong, and everything that must be said about it. */
export interface BrokenSettings {
  readonly what: string;
  readonly file: string;
  readonly says: readonly string[];
}

/** Settings with one permission set that has these members. */
export function set(members: string): string {
  return `{ "permissionSets": { "amplify-policy": { ${members} } } }`;
}

/** One test for each broken file. */
export function itExplainsSettings(files: readonly BrokenSettings[]): void {
  it.each(files)("explains $what", ({ file, says }) => {
    expect(readSettings(file, { kind: "file", file: "onboard.json" }).problems.map(renderProblem)).toEqual(says);
  });
}

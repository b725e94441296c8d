import { expect, it } from "vitest";
import { renderProblem } from "../../../src/core/errors/problem.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";

/** A team file that is wrong, and everything that must be said about it. */
export interface BrokenTeamFile {
  readonly what: string;
  readonly file: string | Uint8Array;
  readonly says: readonly string[];
}

/** The bytes of a file, from pieces of text and of bytes. */
export function bytes(...pieces: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array {
  return Buffer.concat(
    pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : Uint8Array.from(piece))),
  );
}

/** What is said about a file, each problem as the command line prints it. */
function problemsIn(file: string | Uint8Array): readonly string[] {
  return readTeam(typeof file === "string" ? bytes(file) : file, { kind: "file", file: "team.csv" }).problems.map(
    renderProblem,
  );
}

/** One test for each broken file. */
export function itExplains(files: readonly BrokenTeamFile[]): void {
  it.each(files)("explains $what", ({ file, says }) => {
    expect(problemsIn(file)).toEqual(says);
  });
}

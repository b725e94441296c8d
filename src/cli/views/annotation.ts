import type { Source } from "../../core/errors/problem.ts";

/** Something to be shown beside the file it is about, by whatever shows a change to its reviewers. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  /** What kind of thing it is, in a word: the same thing is called the same in every run. */
  readonly check: string;
  readonly title: string;
  readonly message: string;
  /** Absent: it is about no file, or the input was no file. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Warnings are about the whole. */
export function warningAnnotations(warnings: readonly string[]): readonly Annotation[] {
  return warnings.map((message) => ({ level: "notice", check: "warning", title: "Warning", message }));
}

/** A row of the team file, as far as the team came from a file. */
export function rowOf(team: Source, line: number): Partial<Annotation> {
  return team.kind === "file" ? { file: team.file, line } : {};
}

/** People who share a row have it said once. */
export function eachOnce(annotations: readonly Annotation[]): readonly Annotation[] {
  return [...new Map(annotations.map((one) => [JSON.stringify(one), one])).values()];
}

import { fileMember, type Source } from "../../core/errors/problem.ts";
import type { Access } from "../../core/plan/person.ts";
import { shownList } from "../../core/text/shown-list.ts";

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
export function rowOf(
  team: Source,
  { line, file = fileMember(team).file }: Pick<Access, "line" | "file">,
): Partial<Annotation> {
  return file === undefined ? {} : { file, line };
}

/** In no more rows than these a cause is told where each of them stands. */
const MOST_ROWS = 3;

/** People who share a row have it said once, and a cause that many rows share stands at the first of them, with the others named. */
export function eachOnce(annotations: readonly Annotation[]): readonly Annotation[] {
  const byCause = new Map<string, Map<number | undefined, Annotation>>();
  for (const one of annotations) {
    const cause = JSON.stringify({ ...one, line: undefined });
    const rows = byCause.get(cause) ?? new Map<number | undefined, Annotation>();
    byCause.set(cause, rows.set(one.line, one));
  }
  return [...byCause.values()].flatMap((rows) => {
    const [first, ...others] = rows.values();
    if (first === undefined || others.length < MOST_ROWS) return [...rows.values()];
    const lines = shownList([...rows.keys()].map(String), MOST_ROWS);
    return [{ ...first, message: `${first.message} ${rows.size} rows share this cause: ${lines}.` }];
  });
}

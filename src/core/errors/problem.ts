/**
 * One thing wrong with an input, in words for the person who wrote it. `line` and `column` count from 1 as editors do;
 * `column` counts characters, not bytes.
 */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** What is wrong, with the offending value made visible. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** `team.csv:12:5: what is wrong. What to do.`, the form editors and CI make clickable. */
export function renderProblem({ file, line, column, message, remedy }: Problem): string {
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(":");
  return `${place}: ${message} ${remedy}`;
}

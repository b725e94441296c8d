/** What a problem is in: a file, a flag with its value, a variable of the environment, standard input, or what a URL answered. */
export type Source =
  | FileSource
  | { readonly kind: "flag"; readonly flag: string }
  | { readonly kind: "environment"; readonly variable: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "url"; readonly url: string };

export interface FileSource {
  readonly kind: "file";
  /** Its path as it was given. */
  readonly file: string;
}

/** Where in a text. Both count from 1 as editors do; `column` counts characters, not bytes. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A source, and where in it, as far as that is known. */
export type Place = Source & Partial<Position>;

/** One thing wrong with an input, in words for the person who wrote it. */
export interface Problem {
  readonly place: Place;
  /** What is wrong, with the offending value made visible. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** `team.csv`, `--region`, `<stdin>`: what a source is called in a sentence. */
export function sourceName(source: Source): string {
  switch (source.kind) {
    case "file":
      return source.file;
    case "flag":
      return source.flag;
    case "environment":
      return source.variable;
    case "stdin":
      return "<stdin>";
    case "url":
      return source.url;
    default:
      return source satisfies never;
  }
}

/** `team.csv:12:5`, the form editors and CI make clickable. */
export function placeText(place: Place): string {
  const { line, column } = place;
  return [sourceName(place), line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .join(":");
}

/** `team.csv:12:5: what is wrong. What to do.` */
export function renderProblem({ place, message, remedy }: Problem): string {
  return `${placeText(place)}: ${message} ${remedy}`;
}

/** What a problem is in: a file or several, a flag with its value, a variable of the environment, standard input, or what a URL answered. */
export type Source =
  | FileSource
  | FilesSource
  | { readonly kind: "flag"; readonly flag: string }
  | { readonly kind: "environment"; readonly variable: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "url"; readonly url: string };

export interface FileSource {
  readonly kind: "file";
  /** Its path as it was given. */
  readonly file: string;
}

/** Several files that are read as one; what is wrong in one of them is told of that one. */
export interface FilesSource {
  readonly kind: "files";
  readonly files: readonly string[];
}

/** Where in a text. Both count from 1 as editors do; `column` counts characters, not bytes. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A position, with what it is in where that is not known from elsewhere: one of several files, or a default's in the settings. */
export interface Spot extends Position {
  readonly source?: Source;
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

/** More files than these are counted. */
const MOST_FILES = 5;

/** `team.csv`, `--region`, `<stdin>`: what a source is called in a sentence. */
export function sourceName(source: Source): string {
  switch (source.kind) {
    case "file":
      return source.file;
    case "files":
      return filesText(source);
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

/** Where it is that stands at a spot of a text, or of what the spot names itself. */
export function placeAt(source: Source, { line, column, source: own = source }: Spot): Place & Position {
  return { ...own, line, column };
}

function filesText({ files }: FilesSource): string {
  const more = files.length - MOST_FILES;
  return files.slice(0, MOST_FILES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The file of a row for a document that names it beside the line: none where it has only one, or what is read is no file. */
export function fileMember(source: Source | undefined): { readonly file?: string } {
  return source?.kind === "file" ? { file: source.file } : {};
}

/** Whether something is in something else than what tells of it, such as another one of several files. */
export function isElsewhere<One extends Pick<Spot, "source">>(
  one: One,
  from: Pick<Spot, "source">,
): one is One & { readonly source: Source } {
  if (one.source === undefined) return false;
  return from.source === undefined || sourceName(one.source) !== sourceName(from.source);
}

/** `line 3`, or `data.csv:3` where that is elsewhere. */
export function lineWords(spot: Pick<Spot, "line" | "source">, from: Pick<Spot, "source">): string {
  return isElsewhere(spot, from) ? placeText({ ...spot.source, line: spot.line }) : `line ${spot.line}`;
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

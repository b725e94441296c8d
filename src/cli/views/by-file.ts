import { shownList } from "../../core/text/shown-list.ts";
import type { Note } from "./section.ts";

/** Somebody of a team, with the team files that name them where there are several. */
interface OfFiles {
  readonly files?: readonly string[];
}

/** People of one file; of all, where the team has no more. */
interface FileGroup<One> {
  readonly file?: string;
  readonly people: readonly One[];
}

/** People below the first of the files that name them, in the order in which the files were given. */
export function byFile<One>(people: readonly One[], filesOf: (one: One) => OfFiles): readonly FileGroup<One>[] {
  const groups = new Map<string | undefined, One[]>();
  for (const one of people) {
    const [file] = filesOf(one).files ?? [];
    groups.set(file, [...(groups.get(file) ?? []), one]);
  }
  if (groups.size === 0) return [{ people }];
  return [...groups].map(([file, members]) => (file === undefined ? { people: members } : { file, people: members }));
}

/** `People`, or `People: web.csv`. */
export function titleOf(title: string, { file }: FileGroup<unknown>): string {
  return file === undefined ? title : `${title}: ${file}`;
}

/** `ana@example.com (also in data.csv)`: somebody, with the files that they do not stand below. */
export function withOtherFiles({ email, ...person }: OfFiles & { readonly email: string }): string {
  const others = otherFiles(person);
  return others === undefined ? email : `${email} (${others})`;
}

/** The same as a line below a row: beside a name there is no room for it in the table of a screen. */
export function otherFilesNotes(person: OfFiles): readonly Note[] {
  const others = otherFiles(person);
  return others === undefined ? [] : [{ as: "prose", text: others, tone: "quiet" }];
}

function otherFiles({ files: [, ...others] = [] }: OfFiles): string | undefined {
  return others.length === 0 ? undefined : `also in ${shownList(others, 3)}`;
}

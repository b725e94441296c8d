import { shownList } from "../../core/text/shown-list.ts";

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

/** ` (also in data.csv)`, for whoever stands below another file. */
export function alsoIn({ files: [, ...others] = [] }: OfFiles): string {
  return others.length === 0 ? "" : ` (also in ${shownList(others, 3)})`;
}

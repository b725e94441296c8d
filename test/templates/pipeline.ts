import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** One job of a pipeline, as far as it is checked. */
export interface Job {
  readonly name: string;
  readonly needs: readonly string[];
  /** Everything in it that a shell runs. */
  readonly scripts: readonly string[];
  readonly source: Readonly<Record<string, unknown>>;
}

export const templateOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../templates/ci/${name}.yml`, import.meta.url)), "utf8");

type Member = Readonly<Record<string, unknown>>;

/** The jobs of the GitHub workflow. */
export function githubJobs(): readonly Job[] {
  const { jobs } = parse(templateOf("github")) as { readonly jobs: Readonly<Record<string, Member>> };
  return Object.entries(jobs).map(([name, source]) => ({
    name,
    needs: [source.needs ?? []].flat() as string[],
    scripts: (source.steps as readonly Member[]).flatMap(({ run }) => (typeof run === "string" ? [run] : [])),
    source,
  }));
}

/** The jobs of the GitLab pipeline; what starts with a dot is only extended. */
export function gitlabJobs(): readonly Job[] {
  const file = parse(templateOf("gitlab")) as Readonly<Record<string, Member>>;
  return Object.entries(file)
    .filter(([, source]) => "script" in source)
    .map(([name, source]) => ({
      name,
      needs: [source.needs ?? []].flat() as string[],
      scripts: [...list(file[String(source.extends)]?.before_script), ...list(source.script)],
      source,
    }));
}

function list(member: unknown): readonly string[] {
  return Array.isArray(member) ? member.map(String) : [];
}

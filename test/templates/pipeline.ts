import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse, type ScalarTag } from "yaml";

/** One job of a pipeline, as far as it is checked. */
export interface Job {
  readonly name: string;
  readonly needs: readonly string[];
  /** Everything in it that a shell runs. */
  readonly scripts: readonly string[];
  readonly source: Readonly<Record<string, unknown>>;
}

const fileOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../templates/ci/${name}.yml`, import.meta.url)), "utf8");

/** A pipeline as `init` writes it, for a program of this name and hash. */
export const templateOf = (name: "github" | "gitlab" | "dependabot") =>
  fileOf(name)
    .replaceAll("ONBOARD_TARBALL", "vendor/amplify-onboard-1.2.3.tgz")
    .replaceAll("ONBOARD_SHA512", "ab".repeat(64));

type Member = Readonly<Record<string, unknown>>;

/** The jobs of a GitHub workflow; of the one that `init` writes where none is given. */
export function githubJobs(text = templateOf("github")): readonly Job[] {
  const { jobs } = parse(text) as { readonly jobs: Readonly<Record<string, Member>> };
  return Object.entries(jobs).map(([name, source]) => ({
    name,
    needs: [source.needs ?? []].flat() as string[],
    scripts: stepsOf({ source }).flatMap(({ run }) => (typeof run === "string" ? [run] : [])),
    source,
  }));
}

/** A step of a job on GitHub, or of a composite action. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

export const stepsOf = ({ source }: Pick<Job, "source">) => source.steps as readonly Step[];

/** GitLab's own tag: the member of another job. https://docs.gitlab.com/ci/yaml/yaml_optimization/#reference-tags */
const REFERENCE = {
  tag: "!reference",
  collection: "seq",
  resolve: (sequence: unknown) => new Reference((sequence as { toJSON(): string[] }).toJSON()),
} as unknown as ScalarTag;

class Reference {
  readonly path: readonly string[];
  constructor(path: readonly string[]) {
    this.path = path;
  }
}

/** The file, with what it refers to. */
export function gitlabFile(text = templateOf("gitlab")): Readonly<Record<string, Member>> {
  const file = parse(text, { customTags: [REFERENCE] }) as Readonly<Record<string, Member>>;
  const resolved = (value: unknown): unknown => {
    if (value instanceof Reference) {
      const [job = "", member = ""] = value.path;
      return resolved(file[job]?.[member]);
    }
    if (Array.isArray(value)) return value.flatMap(resolved);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolved(member)]));
  };
  return resolved(file) as Readonly<Record<string, Member>>;
}

/** The jobs of the GitLab pipeline, with what they extend; what starts with a dot is only extended. */
export function gitlabJobs(text = templateOf("gitlab")): readonly Job[] {
  const file = gitlabFile(text);
  const whole = (source: Member): Member =>
    source.extends === undefined ? source : { ...whole(file[String(source.extends)] ?? {}), ...source };
  return Object.entries(file)
    .filter(([, source]) => "script" in source)
    .map(([name, source]) => {
      const job = whole(source);
      return {
        name,
        needs: [job.needs ?? []].flat() as string[],
        scripts: [...list(job.before_script), ...list(job.script)],
        source: job,
      };
    });
}

function list(member: unknown): readonly string[] {
  return Array.isArray(member) ? member.map(String) : [];
}

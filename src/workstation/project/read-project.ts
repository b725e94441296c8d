import { readdir } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import * as z from "zod";
import type { ProjectOfDay } from "../../core/amplify/day-document.ts";
import { frontendOf } from "../../core/amplify/frontend.ts";
import { usualGen1Frontend } from "../../core/amplify/gen1-frontend.ts";
import { gen1Environments, gen1FrontendIn } from "../../core/amplify/gen1-project.ts";
import { LOCAL_AWS_INFO } from "../../core/amplify/local-aws-info.ts";
import { readPlainFile } from "../../files/read-file.ts";
import type { AmplifyProject } from "./recognise-project.ts";

/** More than any such file has. */
const MOST_BYTES = 2_000_000;
const MOST_ENTRIES = 5_000;

const manifestSchema = z.object({
  name: z.string().min(1).max(214).optional().catch(undefined),
  dependencies: z.record(z.string(), z.unknown()).catch({}),
  devDependencies: z.record(z.string(), z.unknown()).catch({}),
});

/**
 * Reads what the commands of a day need to know of a project. Nothing of the project is run, and what cannot be read is not there.
 */
export async function readProject(project: AmplifyProject): Promise<ProjectOfDay> {
  const { root } = project;
  const amplify = (...names: readonly string[]) => path.join(root, "amplify", ...names);
  const [entries, manifest, config, team, local, seed] = await Promise.all([
    entriesOf(root),
    readJson(path.join(root, "package.json")),
    readJson(amplify(".config", "project-config.json")),
    readJson(amplify("team-provider-info.json")),
    readText(path.join(root, LOCAL_AWS_INFO)),
    readText(amplify("seed", "seed.ts")),
  ]);
  const { name, dependencies = {}, devDependencies = {} } = manifestSchema.safeParse(manifest).data ?? {};
  const used = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  const frontend = frontendOf({ entries, dependencies: used });
  return {
    ...project,
    ...(name === undefined ? {} : { packageName: name }),
    frontend,
    gen1Frontend: gen1FrontendIn(config) ?? usualGen1Frontend(frontend, used),
    environments: gen1Environments(team),
    hasTypeScript: entries.includes("tsconfig.json"),
    hasSeed: seed !== undefined,
    hasLocalAwsInfo: local !== undefined,
  };
}

/** The operating system's user, as ampx names a sandbox that is given no name. */
export function systemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

async function entriesOf(root: string): Promise<readonly string[]> {
  const found = await readdir(root, { withFileTypes: true }).catch(() => []);
  return found.slice(0, MOST_ENTRIES).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}

async function readText(file: string): Promise<string | undefined> {
  const reading = await readPlainFile(file, MOST_BYTES).catch(() => undefined);
  return reading?.bytes.toString("utf8");
}

async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return text === undefined ? undefined : JSON.parse(text.replace(/^\u{FEFF}/u, ""));
  } catch {
    return undefined;
  }
}

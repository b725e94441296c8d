import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { renderConfigDiff } from "../../core/text/line-diff.ts";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { readIfThere } from "../../files/read-file.ts";
import type { AmplifyProject } from "../../workstation/project/recognise-project.ts";
import { type Wired, type Wiring, wireEnvrc, wirePackageJson } from "../../workstation/project/wire-project.ts";
import { confirm } from "../terminal/confirm.ts";
import { type Io, show } from "../terminal/io.ts";

interface ProjectToWire {
  readonly project: AmplifyProject;
  readonly wiring: Wiring;
  readonly yes: boolean;
  readonly io: Io;
}

const FILES = [
  { name: ".envrc", wire: wireEnvrc, orElse: "" },
  { name: "package.json", wire: wirePackageJson, orElse: undefined },
] as const;

/** Makes a project use a profile by itself: shows each change, asks, writes. What is wired already is left as it is. */
export async function wireProject({ project, wiring, yes, io }: ProjectToWire): Promise<void> {
  for (const { name, wire, orElse } of FILES) {
    const file = path.join(project.root, name);
    const before = await readIfThere(file);
    const text = before ?? orElse;
    if (text === undefined) continue;
    await wireFile(file, before, wire(text, wiring), { yes, io });
  }
}

async function wireFile(
  file: string,
  before: string | undefined,
  wired: Wired,
  { yes, io }: Pick<ProjectToWire, "yes" | "io">,
): Promise<void> {
  if ("refused" in wired) return show(io.stdout, [`${file} is left as it is. ${wired.refused}`]);
  const diff = renderConfigDiff(file, before, wired.text);
  if (diff === "") return show(io.stdout, [`${file} is wired already.`]);
  show(io.stdout, [diff.trimEnd()]);
  if (!yes && !(await confirm(io, `Write this to ${file}?`))) return show(io.stdout, [`${file} is left as it is.`]);
  const real = before === undefined ? file : await realpath(file);
  const mode = before === undefined ? 0o644 : (await stat(real)).mode & 0o777;
  await writeFileAtomically(real, wired.text, { mode });
  show(io.stdout, [
    file.endsWith(".envrc") ? "Written. With direnv, allow it: direnv allow" : "Written: npm run sandbox",
  ]);
}

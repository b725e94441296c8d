import { realpath, rm, stat } from "node:fs/promises";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { renderConfigDiff } from "../../core/text/line-diff.ts";
import { quoted } from "../../core/text/visible-text.ts";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { explainFileError } from "../../files/file-error.ts";
import { liesInside } from "../../files/inside.ts";
import { readIfThere } from "../../files/read-file.ts";
import { EARLIER_WIRING } from "../../workstation/project/earlier-wiring.ts";
import {
  excludeFile,
  gitFolder,
  isInIndex,
  withExcluded,
  withoutExcluded,
} from "../../workstation/project/git-folder.ts";
import { PRIVATE_FILE, type PrivateChoice, renderPrivate } from "../../workstation/project/private-place.ts";
import { type AmplifyProject, recogniseProject } from "../../workstation/project/recognise-project.ts";
import { confirm } from "../terminal/confirm.ts";
import { EXIT, type ExitCode } from "../terminal/exit-codes.ts";
import { type Io, isInteractive, show } from "../terminal/io.ts";

interface Wiring {
  readonly project: AmplifyProject;
  readonly choice: PrivateChoice;
  readonly yes: boolean;
  readonly io: Io;
}

/** A file as it is, and as it is to be; `undefined` where it is not there. */
interface FileChange {
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Of a file that is made. */
  readonly mode: number;
}

/**
 * Keeps this person's choice for a project in its private file, and has git leave that out. Shows the changes, asks, writes. Then it
 * offers to take out of everybody's files what earlier versions wrote there.
 */
export async function wireProject({ project, choice, yes, io }: Wiring): Promise<void> {
  const { root } = project;
  const git = await gitFolder(root);
  const place = path.join(root, PRIVATE_FILE);
  if (!(await liesInside(root, place))) throw leadsOut(place);
  const own = { file: place, before: await readIfThere(place), after: renderPrivate(choice), mode: 0o600 };
  const changes = [...(await excluded(root, (text) => withExcluded(text, PRIVATE_FILE))), own];
  const isWritten = await write(changes, `Write this to ${PRIVATE_FILE}?`, { yes, io });
  if (isWritten === "declined") show(io.stdout, [`${place} is left as it is.`]);
  if (isWritten === "unchanged") show(io.stdout, [`${place} says so already.`]);
  if (isWritten === "written") {
    const kept =
      git === undefined ? "There is no git here: keep it to yourself." : "Git leaves it out, on this machine alone.";
    show(io.stdout, [`Written. It is yours: ${kept}`]);
  }
  if (git !== undefined && (await isInIndex(git, PRIVATE_FILE))) {
    show(io.stdout, [
      `It is in the repository all the same, and not taken before you take it out: git rm --cached ${PRIVATE_FILE}`,
    ]);
  }
  await offerToUnwire(root, { yes, io });
  if (isWritten !== "declined")
    show(io.stdout, [`From now on, in this project: ${commandForCaller("run", ...example(project))}`]);
}

function example({ generation }: AmplifyProject): readonly string[] {
  return generation === "gen2" ? ["npx", "ampx", "sandbox"] : ["amplify", "push"];
}

/** There is nothing to wire. What was asked for without one is possible, too. */
export function showNoProject(profile: string, io: Io): void {
  show(io.stdout, [
    "--wire: there is no Amplify project here or above (no amplify/backend.ts, no amplify/.config), so nothing was wired.",
    `Elsewhere name the profile: ${commandForCaller("run", "--profile", profile, "aws", "sts", "get-caller-identity")}`,
  ]);
}

/** Whoever says yes to everything has not seen these files yet, and they are everybody's. */
async function offerToUnwire(root: string, { yes, io }: Pick<Wiring, "yes" | "io">): Promise<void> {
  const changes = await earlierWiring(root);
  if (changes.length === 0) return;
  const names = changes.map(({ file }) => path.basename(file)).join(" and ");
  show(io.stdout, [`${names} may have your profile from an earlier version of this program. They are everybody's.`]);
  if (yes || !isInteractive(io)) {
    return show(io.stdout, [`To take it out of there: ${commandForCaller("local", "--unwire")}`]);
  }
  for (const change of changes) await write([change], `Take this out of ${change.file}?`, { yes, io });
}

/** `onboard local --unwire`: takes back the private file, and what earlier versions wrote into everybody's. */
export async function unwire({ home, yes, io }: { home: string; yes: boolean; io: Io }): Promise<ExitCode> {
  const root = (await recogniseProject(io.cwd, home))?.root ?? io.cwd;
  const place = path.join(root, PRIVATE_FILE);
  const before = await readIfThere(place);
  const own =
    before === undefined
      ? []
      : [
          { file: place, before, after: undefined, mode: 0o600 },
          ...(await excluded(root, (text) => withoutExcluded(text, PRIVATE_FILE))),
        ];
  const all = [own, ...(await earlierWiring(root)).map((change) => [change])].filter((changes) => changes.length > 0);
  if (all.length === 0) show(io.stdout, [`Nothing in ${root} was written by this program.`]);
  let code: ExitCode = EXIT.done;
  for (const changes of all) {
    const isWritten = await write(changes, `Take this out of ${changes.map(({ file }) => file).join(" and ")}?`, {
      yes,
      io,
    });
    if (isWritten === "declined") code = EXIT.failed;
  }
  return code;
}

async function earlierWiring(root: string): Promise<readonly FileChange[]> {
  const changes = await Promise.all(
    Object.entries(EARLIER_WIRING).map(async ([name, take]) => {
      const file = path.join(root, name);
      const before = await readIfThere(file);
      const unwired = before === undefined ? undefined : take(before);
      if (unwired === undefined || !(await liesInside(root, file))) return [];
      return [{ file, before, after: "gone" in unwired ? undefined : unwired.text, mode: 0o644 }];
    }),
  );
  return changes.flat();
}

/** A cloned repository may hold a link to any file of this user's. */
function leadsOut(file: string): OnboardError {
  return new OnboardError({
    kind: "invalid-input",
    message: `${quoted(file, 200)} is a link that leads out of the project. Nothing was written.`,
    remedy: "Remove it, then run the same command again.",
  });
}

async function excluded(root: string, change: (text: string) => string): Promise<readonly FileChange[]> {
  const git = await gitFolder(root);
  if (git === undefined) return [];
  const file = excludeFile(git);
  const before = await readIfThere(file);
  const after = change(before ?? "");
  return after === (before ?? "") ? [] : [{ file, before, after, mode: 0o644 }];
}

/** Shows all changes, asks once, and makes them in their order. */
async function write(
  changes: readonly FileChange[],
  question: string,
  { yes, io }: Pick<Wiring, "yes" | "io">,
): Promise<"unchanged" | "declined" | "written"> {
  const diffs = changes
    .map(({ file, before, after }) => renderConfigDiff(file, before, after))
    .filter((diff) => diff !== "");
  if (diffs.length === 0) return "unchanged";
  show(
    io.stdout,
    diffs.map((diff) => diff.trimEnd()),
  );
  if (!yes && !(await confirm(io, question))) return "declined";
  for (const change of changes) await apply(change);
  return "written";
}

async function apply({ file, before, after, mode }: FileChange): Promise<void> {
  if (before === after) return;
  try {
    if (after === undefined) return await rm(file);
    const real = before === undefined ? file : await realpath(file);
    await writeFileAtomically(real, after, { mode: before === undefined ? mode : (await stat(real)).mode & 0o777 });
  } catch (error) {
    throw explainFileError(error, after === undefined ? "remove" : "write", file);
  }
}

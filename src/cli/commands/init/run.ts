import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Fault, flagProblem } from "../../../core/errors/fault.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { SETTINGS_FILE } from "../../../core/settings/settings-name.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { definedOnly } from "../../../core/text/defined-only.ts";
import { programForReader } from "../../../core/text/program-for-others.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { liesInside } from "../../../files/inside.ts";
import { readIfThere } from "../../../files/read-file.ts";
import type { Given } from "../../flags/add-command.ts";
import { IGNORED, type Starter, type StarterFile, starterFiles } from "../../init/starter-files.ts";
import { starterProblems } from "../../init/starter-problems.ts";
import { hasPackage, vendoredProgram } from "../../init/vendored-program.ts";
import { readSettingsInput } from "../../input/settings-input.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { type Io, show } from "../../terminal/io.ts";
import { showsPeople } from "../../terminal/redacted-io.ts";
import type { InitOptions } from "./flags.ts";

/** `onboard init`: writes what a team starts from. What is there already is left alone. */
export async function initTeam(given: Given<InitOptions>, io: Io): Promise<ExitCode> {
  const { options, argument: folder, problems } = given;
  const { account: [account, ...others] = [], region, newAccountEmail } = options;
  const root = path.resolve(io.cwd, folder);
  const surroundings = {
    ci: options.ci ?? (await detectCi(root)),
    gitlabIncluded: existsSync(path.join(root, ".gitlab-ci.yml")),
    program: await vendoredProgram(root),
    hasPackage: hasPackage(root),
    ...definedOnly({ region, newAccountEmail }),
  };
  if (options.adopt) {
    const { adoptTeam } = await import("./adopt.ts");
    return adoptTeam(given, io, (adopted, shown) =>
      writeStarters({ ...surroundings, adopted }, { root, folder, options }, shown),
    );
  }
  const several = others.length === 0 ? [] : [flagProblem("--account", ONE_ACCOUNT)];
  const { settings } = await readSettingsInput(undefined, path.join(folder, SETTINGS_FILE), io);
  const teams = settings.teams.length === 0 ? undefined : settings.teams.map(({ file }) => file);
  const starter = { ...surroundings, ...definedOnly({ account, teams }) };
  refuse([...problems, ...several, ...(problems.length > 0 ? [] : starterProblems(starter))]);
  return writeStarters(starter, { root, folder, options }, io);
}

const ONE_ACCOUNT: Fault = {
  message: "A team starts with one account, and here are several.",
  remedy: "Name the one of most rows, in double quotes if its name holds a ; and the others in the team file.",
};

/** Where the files go, as a path and as it was typed. */
interface Destination {
  readonly root: string;
  readonly folder: string;
  readonly options: Pick<InitOptions, "print" | "showPeople">;
}

async function writeStarters(starter: Starter, { root, folder, options }: Destination, io: Io): Promise<ExitCode> {
  const files = await starterFiles(starter);
  if (options.print) {
    const isShown = ({ namesPeople }: StarterFile) => !namesPeople || showsPeople(options.showPeople, io.env);
    show(
      io.stdout,
      files.flatMap((file) => [`# ${file.path}`, isShown(file) ? shownText(file.text) : `${NOT_SHOWN}\n`]),
    );
    return EXIT.done;
  }
  await refuseWaysOut(root, [...files.map((file) => file.path), IGNORE_FILE]);
  try {
    for (const file of files) show(io.stdout, [await writeStarter(root, file)]);
    show(io.stdout, [await ignore(root)]);
  } catch (error) {
    throw cannotWrite(root, error);
  }
  show(io.stdout, ["", ...programWords(starter), "", ...nextSteps(starter, folder)]);
  return EXIT.done;
}

function shownText(text: string | Buffer): string {
  return typeof text === "string" ? text : `${text.length} bytes\n`;
}

const NOT_SHOWN = "It names people, and is not shown here (--show-people).";

/** GitLab where its file or its name in the remote says so, else GitHub. */
async function detectCi(root: string): Promise<Starter["ci"]> {
  if (existsSync(path.join(root, ".github"))) return "github";
  if (existsSync(path.join(root, ".gitlab-ci.yml"))) return "gitlab";
  const config = (await readIfThere(path.join(root, ".git", "config")).catch(() => undefined)) ?? "";
  return /^\s*url\s*=.*gitlab/m.test(config) ? "gitlab" : "github";
}

const IGNORE_FILE = ".gitignore";

/**
 * Nothing is written outside the team's folder, whatever links a repository brings along. A link in the place of a whole
 * file of ours is nothing that is written through: it is left as it is, like a file.
 */
async function refuseWaysOut(root: string, files: readonly string[]): Promise<void> {
  const places = files.map((file) => (file === IGNORE_FILE ? file : path.posix.dirname(file)));
  const inside = await Promise.all(places.map((place) => place === "." || liesInside(root, place)));
  const all = [...new Set(places.filter((_, index) => inside[index] !== true))];
  const leaving = all.filter((place) => !all.some((other) => place.startsWith(`${other}/`)));
  if (leaving.length === 0) return;
  throw new OnboardError({
    kind: "failed",
    message: `${shownList(leaving)} in ${root} ${leaving.length === 1 ? "leads" : "lead"} out of that folder, so nothing was written.`,
    remedy: "Replace the symbolic link by a folder or file of its own, or choose another folder.",
  });
}

/** Made only where nothing is, be it a link that leads nowhere. */
async function writeStarter(root: string, { path: file, text, namesPeople }: StarterFile): Promise<string> {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await writeFile(target, text, { flag: "wx", ...(namesPeople ? { mode: 0o600 } : {}) });
    return `  + ${file}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return `    ${file} is there already: left as it is`;
    throw error;
  }
}

/** Adds the lines that are missing, with the line ends that the file has. */
async function ignore(root: string): Promise<string> {
  const file = path.join(root, IGNORE_FILE);
  const text = (await readIfThere(file)) ?? "";
  const known = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const missing = IGNORED.filter((line) => !known.has(line));
  if (missing.length === 0) return "    .gitignore has all lines already";
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : end;
  await writeFile(file, `${gap}${missing.map((line) => line + end).join("")}`, { flag: "a" });
  return `  + .gitignore: ${missing.join(", ")}`;
}

/** How everybody with this repository gets at the program. */
function programWords({ program, hasPackage }: Starter): readonly string[] {
  const { before, program: run } = programForReader({ kind: "repository" });
  const other = program.isRunning ? "" : " (another build than this one)";
  const how = hasPackage
    ? `package.json is your own: \`npm install --save-dev ./${program.path}\` takes it in, and \`npm pkg set scripts.onboard=onboard\`.`
    : `Everybody with this repository runs \`${before}\`, which needs no network for it, and then \`${run} …\`.`;
  return [`The program is in ${program.path}${other}. ${how}`];
}

function nextSteps(
  { ci, gitlabIncluded, newAccountEmail, adopted, teams }: Starter,
  folder: string,
): readonly string[] {
  const team = teams === undefined ? path.join(folder, "team.csv") : shownList(teams);
  const all = teams === undefined ? ["--emails", team] : ["--settings", path.join(folder, SETTINGS_FILE)];
  const makesAccounts = newAccountEmail !== undefined;
  const where = makesAccounts ? " in the management account (AWS makes accounts for no other)" : "";
  const include = gitlabIncluded && ci !== "github" && ci !== "none";
  const roles =
    ci === "none"
      ? `Give whoever runs it${where} the rights in policies/ (${commandForCaller("policy", "--for", "apply")} prints narrower ones).`
      : `Make the two roles of the pipeline${where} with the policies in policies/, and name them in its variables (docs/ci.md).`;
  return [
    "By hand:",
    adopted === undefined
      ? `  1. Put your people and accounts into ${team}.`
      : `  1. Read ${team}: it is what AWS has now.`,
    `  2. ${roles}${include ? " Include .gitlab/onboard.yml in .gitlab-ci.yml." : ""}`,
    ...(makesAccounts ? [newAccountsStep(ci)] : []),
    "",
    `Next: ${commandForCaller(...all, "--dry-run")}`,
  ];
}

function newAccountsStep(ci: Starter["ci"]): string {
  const run = ci === "none" ? "the run that makes them" : "the pipeline's apply, once you have seen a plan";
  return `  3. No account is made until that is allowed: add --allow new-accounts to ${run}.`;
}

function cannotWrite(root: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new OnboardError(
    {
      kind: "failed",
      message: `The files could not all be written to ${root}: ${message}`,
      remedy: "Choose a folder in which you may write, then run the same command again: what is there is kept.",
    },
    { cause: error },
  );
}

import { createHash } from "node:crypto";
import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import { MAX_PLAN_SIZE, readPlanFile } from "../../core/plan/plan-file.ts";
import { type SavedInput, type SavedPlan, savedPlanOf, savedPlanText } from "../../core/plan/saved-plan.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { cannotRead, codeOf, fileReason } from "../../files/file-error.ts";
import { readPlainFile } from "../../files/read-file.ts";
import type { Prepared } from "../../identity-center/prepare.ts";
import { gitFolder } from "../../workstation/project/git-folder.ts";
import type { Inputs } from "../input/inputs.ts";
import { counted } from "../terminal/layout.ts";

/** One byte more than can be right, so that what is too large is told so and never read as a whole. */
const ENOUGH = MAX_PLAN_SIZE + 1;

/** A file of the plan's name that is something else is refused, before AWS is asked anything. */
export async function refuseForeignPlan(cwd: string, file: string): Promise<void> {
  const present = await readIfAny(cwd, file).catch((error: unknown) => {
    throw cannotRead(error, file, "Name another file with --out.");
  });
  if (present === undefined || isSavedPlan(present)) return;
  throw new OnboardError({
    kind: "invalid-input",
    message: `${file} exists and is not a plan file, so it will not be overwritten.`,
    remedy: "Name another file with --out.",
  });
}

/** Saves a plan and what applying it needs, readable by its owner only: it holds names and e-mail addresses. */
export async function writeSavedPlan(
  cwd: string,
  file: string,
  prepared: Prepared,
  inputs: readonly SavedInput[],
): Promise<void> {
  const saved = savedPlanOf(prepared.plan, prepared.desired, prepared.settings, inputs);
  const text = savedPlanText(saved);
  try {
    if (Buffer.byteLength(text) > MAX_PLAN_SIZE) throw new Error("it is larger than a plan that is read");
    await writeFileAtomically(path.resolve(cwd, file), text);
  } catch (error) {
    throw new OnboardError(
      {
        kind: "failed",
        message: `The plan cannot be saved in ${file}: ${fileReason(error, "write")}.`,
        remedy: "Name another file with --out.",
      },
      { cause: error },
    );
  }
}

/** Reads a saved plan, or tells everything that is wrong with the file. */
export async function readSavedPlan(cwd: string, file: string): Promise<SavedPlan> {
  const { bytes } = await readPlainFile(path.resolve(cwd, file), ENOUGH).catch((error: unknown) => {
    const writer = commandForCaller("--emails", "team.csv", "--dry-run", "--out", "plan.json");
    throw cannotRead(error, file, `Give the file that ${writer} has written.`);
  });
  const { saved, problems } = readPlanFile(bytes, { kind: "file", file });
  if (saved !== undefined) return saved;
  throw new OnboardError({
    kind: "invalid-input",
    message: `${file} is not a plan that can be applied (${counted(problems.length, "problem")}). Nothing was changed.`,
    remedy: "Apply the file as --dry-run --out has written it.",
    problems,
  });
}

/**
 * Refuses a plan whose team file or settings are not what it was made from. In a repository, or where one of the two is here, one that
 * is missing has been removed. Where there is neither, as in a pipeline that hands on nothing but the plan, there is nothing to compare.
 */
export async function refuseChangedInputs(cwd: string, planFile: string, inputs: readonly SavedInput[]): Promise<void> {
  const found = await Promise.all(inputs.map(async (input) => ({ input, digest: await digestOf(cwd, input.file) })));
  const belongHere = found.some(({ digest }) => digest !== null) || (await gitFolder(cwd)) !== undefined;
  const changed = found.filter(({ input, digest }) => digest !== input.sha256 && (digest !== null || belongHere));
  if (changed.length === 0) return;
  throw new OnboardError({
    kind: "outdated-plan",
    message: `The files that ${planFile} was made from have changed. Nothing was changed in AWS.`,
    remedy: "Make the plan anew with --dry-run --out and have it reviewed, or bring back the files as they were.",
    problems: changed.map(({ input, digest }) => ({
      place: { kind: "file", file: input.file },
      message: howChanged(input, digest),
      remedy: "Make the plan anew.",
    })),
  });
}

function howChanged({ sha256: before }: SavedInput, now: string | null): string {
  if (before === null) return "The plan was made without this file.";
  return now === null
    ? "The plan was made from this file, which is not here any more."
    : "The plan was made from another version of this file.";
}

/** The files of a team, as a saved plan remembers them. */
export function savedInputs({ bytes, parts, settingsSource }: Inputs): readonly SavedInput[] {
  const teams = parts.flatMap(({ reading, bytes: own }): readonly SavedInput[] => {
    const { source } = reading.team;
    return source.kind === "file" ? [{ role: "team", file: withSlashes(source.file), sha256: sha256(own) }] : [];
  });
  return [...teams, savedSettings({ bytes: bytes.settings, settingsSource })];
}

/** The settings, there or not. */
export function savedSettings({
  bytes,
  settingsSource,
}: Pick<Inputs, "settingsSource"> & { readonly bytes: Uint8Array | undefined }): SavedInput {
  return {
    role: "settings",
    file: withSlashes(settingsSource.file),
    sha256: bytes === undefined ? null : sha256(bytes),
  };
}

/** A path as every system reads it. Elsewhere than on Windows a backslash is a character of a name. */
export function withSlashes(file: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32" ? file.replaceAll("\\", "/") : file;
}

/** Null where there is no such file. The name comes out of a plan file: what is no plain file is not opened. */
async function digestOf(cwd: string, file: string): Promise<string | null> {
  const bytes = await readIfAny(cwd, file);
  return bytes === undefined ? null : sha256(bytes);
}

/** `undefined` where there is no such file. */
function readIfAny(cwd: string, file: string): Promise<Buffer | undefined> {
  return readPlainFile(path.resolve(cwd, file), ENOUGH).then(
    ({ bytes }) => bytes,
    (error: unknown) => {
      if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
      throw error;
    },
  );
}

/** Of a text with line ends as on Unix: git changes them on Windows (`core.autocrlf`), and nothing that is read goes by them. */
function sha256(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
  return createHash("sha256").update(text, "latin1").digest("hex");
}

function isSavedPlan(bytes: Buffer): boolean {
  try {
    const document: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof document === "object" && document !== null && "kind" in document && document.kind === "saved-plan";
  } catch {
    return false;
  }
}

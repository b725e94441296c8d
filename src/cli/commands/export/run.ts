import { readdir } from "node:fs/promises";
import path from "node:path";
import { flagProblem } from "../../../core/errors/fault.ts";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { cloudFormationFiles, importCommand } from "../../../core/export/cloudformation.ts";
import type { ExportedFile, Inventory } from "../../../core/export/inventory.ts";
import { terraformFiles } from "../../../core/export/terraform.ts";
import { argumentForCaller } from "../../../core/text/command-line.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { SIMULATION } from "../../../core/text/simulation.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { writeFileAtomically } from "../../../files/atomic-file.ts";
import { cannotWriteFile, fileReason, isMissing } from "../../../files/file-error.ts";
import { readInventory } from "../../../identity-center/export/read-inventory.ts";
import { accessRedactor, readAccessAt, readAccessInputs } from "../../apply/access-at.ts";
import type { Given } from "../../flags/add-command.ts";
import { atTarget } from "../../target/target.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { onInterrupt } from "../../terminal/interruption.ts";
import { type Io, show } from "../../terminal/io.ts";
import { counted } from "../../terminal/layout.ts";
import { withoutPeople } from "../../terminal/redacted-io.ts";
import { EXPORT_LANGUAGES, type ExportOptions } from "./flags.ts";

type Language = (typeof EXPORT_LANGUAGES)[number];

const WRITERS = {
  terraform: terraformFiles,
  cloudformation: cloudFormationFiles,
} as const satisfies Record<Language, (inventory: Inventory) => readonly ExportedFile[]>;

/** What to type in the folder when the files are there. */
const NEXT = {
  terraform: () => "terraform init && terraform plan",
  cloudformation: ([template]) => importCommand(template?.name.replace(/\.yaml$/, "") ?? ""),
} as const satisfies Record<Language, (files: readonly ExportedFile[]) => string>;

/** `onboard export`: who has what as infrastructure code that takes it over. Reads, and changes nothing at AWS. */
export async function exportTo(given: Given<ExportOptions>, typed: Io): Promise<ExitCode> {
  const { options, argument, problems } = given;
  const language = EXPORT_LANGUAGES.find((one) => one === argument);
  const inputs = await readAccessInputs(options, typed);
  const redactor = accessRedactor(inputs.team, {}, typed.env);
  return withoutPeople(redactor, typed, "text", async (io) => {
    refuse([...problems, ...inputs.problems, ...(language === undefined ? [unknownLanguage(argument)] : [])]);
    const folder = options.out === undefined ? undefined : path.resolve(io.cwd, options.out);
    if (folder !== undefined) await refuseForeignFolder(folder, options.out ?? "");
    const stop = onInterrupt(() => io.stderr.write("\nStopping: nothing new is read.\n"));
    const { inventory, isComplete } = await atTarget(options, io, stop, async (target, interruption) => {
      const { access, connection } = await readAccessAt(target, interruption, { options, inputs, hasRows: false, io });
      return { inventory: await readInventory(connection.aws, access), isComplete: access.unread.length === 0 };
    });
    const files = WRITERS[language ?? "terraform"](inventory);
    if (folder === undefined) {
      // The code is the result that was asked for, and would be none without names.
      show(
        typed.stdout,
        files.flatMap(({ name, text }) => [`# ${name}`, text]),
      );
    } else {
      await writeFiles(folder, files);
      show(io.stdout, told(inventory, files, options.out ?? ""));
      show(io.stdout, [
        "",
        `Next: cd ${argumentForCaller(options.out ?? "")} && ${NEXT[language ?? "terraform"](files)}`,
      ]);
    }
    return isComplete ? EXIT.done : EXIT.cannotTell;
  });
}

function unknownLanguage(typed: string) {
  return flagProblem("export", {
    message: `${quoted(typed)} is no language that this is written in.`,
    remedy: `Write ${EXPORT_LANGUAGES.join(" or ")}.`,
  });
}

/** Nothing of anybody else's is written over, or beside: what Terraform finds in a folder is one program to it. */
async function refuseForeignFolder(folder: string, typed: string): Promise<void> {
  const there = await namesIn(folder, typed);
  const foreign = there.filter((name) => !FILE_NAMES.test(name));
  if (foreign.length === 0) return;
  throw new OnboardError({
    kind: "failed",
    message: `${typed} has files that are of no export: ${shownList(foreign)}. Nothing was written.`,
    remedy: "Name a folder that is not there yet, or is empty, with --out.",
  });
}

/** Names of the files of an export, and of what Terraform itself leaves beside them. */
const FILE_NAMES =
  /^(?:(?:main|users|groups|permission-sets|assignments)\.tf|identity-center(?:-\d+)?(?:-import\.json|\.yaml)|\.terraform.*|terraform\.tfstate.*)$/;

async function namesIn(folder: string, typed: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    const message = `${typed} cannot be written to: ${fileReason(error)}. Nothing was written.`;
    throw new OnboardError({ kind: "failed", message, remedy: "Name another folder with --out." }, { cause: error });
  }
}

/** Only their owner may read them: they name people. */
async function writeFiles(folder: string, files: readonly ExportedFile[]): Promise<void> {
  for (const { name, text } of files) {
    const writing = writeFileAtomically(path.join(folder, name), text, { mode: 0o600, folderMode: 0o700 });
    await writing.catch((error: unknown) => {
      throw cannotWriteFile(error, name, "Name another folder with --out.");
    });
  }
}

function told(
  { users, groups, permissionSets, assignments, leftOut, simulated }: Inventory,
  files: readonly ExportedFile[],
  folder: string,
) {
  const parts = [
    counted(users.length, "person", "people"),
    counted(groups.length, "group"),
    counted(permissionSets.length, "permission set"),
    counted(assignments.length, "assignment"),
  ];
  const mark = simulated ? [`${SIMULATION}.`] : [];
  const missing =
    leftOut.length === 0
      ? []
      : [`${counted(leftOut.length, "thing is", "things are")} not in them: the first lines say what.`];
  return [`${parts.join(", ")} in ${folder}: ${files.map(({ name }) => name).join(", ")}`, ...mark, ...missing];
}

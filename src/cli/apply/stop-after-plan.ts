import path from "node:path";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Source } from "../../core/errors/problem.ts";
import { isAllBlocked } from "../../core/plan/blocked-keys.ts";
import type { SavedInput } from "../../core/plan/saved-plan.ts";
import { writeFileAtomically } from "../../files/atomic-file.ts";
import { fileReason } from "../../files/file-error.ts";
import type { Prepared } from "../../identity-center/prepare.ts";
import { sameCommand, teamCommand } from "../flags/team-command.ts";
import { EXIT, type ExitCode } from "../terminal/exit-codes.ts";
import type { Io } from "../terminal/io.ts";
import { planView } from "../views/plan/view.ts";
import type { Printer } from "../views/printer.ts";
import { wayOut } from "./next-after-run.ts";
import { writeSavedPlan } from "./saved-plan-file.ts";

/** A plan that is shown, saved where that was asked for, and not carried out. */
interface ShownPlan {
  readonly io: Io;
  readonly printer: Printer;
  /** Where the team comes from: what is shown beside a file stands on its lines. */
  readonly source: Source;
  readonly prepared: Prepared;
  readonly options: {
    readonly out?: string;
    readonly markdown?: string;
    readonly detailedExitcode?: boolean;
    readonly allow?: readonly string[];
    readonly profile?: string;
    readonly simulate?: string | true;
  };
  /** The files that a saved plan was made from. */
  readonly inputs: readonly SavedInput[];
}

/** The end of a dry run. What is told of a saved plan's file is told when it is there. */
export async function stopAfterPlan(shown: ShownPlan): Promise<ExitCode> {
  const { io, printer, source, prepared, options, inputs } = shown;
  const { out, markdown, detailedExitcode } = options;
  const view = planView(source, nextAfterPlan(shown));
  if (out !== undefined) await writeSavedPlan(io.cwd, out, prepared, inputs);
  if (markdown !== undefined) await writePage(io.cwd, markdown, printer.page(view, prepared.plan));
  printer.print(view, prepared.plan);
  if (out !== undefined) io.stderr.write(`The plan is in ${out}. It holds names and e-mail addresses.\n`);
  // What drifted and is not in the changes is nothing that applying would do: it is told, and pends nowhere.
  return prepared.plan.changes.length > 0 && detailedExitcode ? EXIT.changesPending : EXIT.done;
}

/** Where the page cannot be written, the run fails: whoever reads comments would take an older one for this plan. */
async function writePage(cwd: string, file: string, page: string): Promise<void> {
  await writeFileAtomically(path.resolve(cwd, file), page).catch((error: unknown) => {
    throw new OnboardError(
      {
        kind: "failed",
        message: `The plan cannot be written to ${file}: ${fileReason(error, "write")}.`,
        remedy: "Name another file with --markdown.",
      },
      { cause: error },
    );
  });
}

/** What carries the plan out; absent where nothing would, and where somebody has to allow a danger before. */
function nextAfterPlan({ io, prepared: { plan }, options }: ShownPlan): string | undefined {
  const { out, allow = [], profile, simulate } = options;
  if (plan.changes.length === 0) return undefined;
  if (isAllBlocked(plan.changes)) return wayOut(plan.changes);
  if (plan.dangers.some(({ name }) => !allow.includes(name))) return undefined;
  if (out !== undefined) return teamCommand(["apply", out], { profile, simulate });
  const argv = (io.argv ?? []).filter((word) => !["--dry-run", "--detailed-exitcode"].includes(word));
  return sameCommand({ argv });
}

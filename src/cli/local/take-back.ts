import { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { type ConfigPlan, changeConfigFile } from "../../workstation/aws-config/file/config-file.ts";
import type { AwsFiles } from "../../workstation/aws-config/file/config-location.ts";
import { planRemoval } from "../../workstation/aws-config/file/plan-removal.ts";
import { commitUndo, planUndo } from "../../workstation/aws-config/file/undo-config.ts";
import { readable, readLikeEach } from "../../workstation/aws-config/readings.ts";
import { wantedToGo } from "../../workstation/aws-config/record/wanted-to-go.ts";
import { findPrivate } from "../../workstation/project/private-place.ts";
import { readSignIns, type SignInNote } from "../../workstation/sign-in/sign-in-record.ts";
import { signOut } from "../../workstation/sign-in/sign-out.ts";
import { confirm } from "../terminal/confirm.ts";
import { EXIT, type ExitCode } from "../terminal/exit-codes.ts";
import { onInterrupt } from "../terminal/interruption.ts";
import { type Io, show } from "../terminal/io.ts";
import { renderRemoval, renderSignedOut, renderSignIns, type SignInsAfter } from "../views/local/take-back.ts";
import type { LocalOptions } from "./local-flags.ts";
import { type Machine, realMachine } from "./machine.ts";
import { showPlan } from "./show-plan.ts";

/** One machine, and what is to be taken back on it. */
interface TakeBack {
  readonly files: AwsFiles;
  readonly machine: Machine;
  readonly options: LocalOptions;
  readonly io: Io;
}

/** `onboard local --remove`: takes out what we wrote, gives back what stood there before, ends what was signed in through us. */
export async function removeFromMachine(one: TakeBack): Promise<ExitCode> {
  const { files, options, io } = one;
  const planned = async () => {
    const plan = await planRemoval(files.config, wantedToGo(options));
    return { plan, signIns: await signInsAfter(plan) };
  };
  const showRemoval = ({ plan, signIns }: Awaited<ReturnType<typeof planned>>) =>
    show(io.stdout, [...renderRemoval(plan), ...renderSignIns(signIns)]);
  let latest = await planned();
  if (options.print) {
    showRemoval(latest);
    return EXIT.done;
  }
  const done = await changeConfigFile(
    async () => {
      latest = await planned();
      return latest.plan;
    },
    async () => {
      showRemoval(latest);
      return options.yes === true || confirm(io, `Write this to ${files.config}?`);
    },
  );
  if (done.kind === "declined") return declined(io);
  if (done.kind === "unchanged") showRemoval(latest);
  if (done.kind === "written") {
    show(io.stdout, [`Written. \`${commandForCaller("local", "--undo")}\` brings back the file from before.`]);
  }
  show(io.stdout, await wiringNote(one));
  return endSignIns(one, latest.signIns, done.kind === "written");
}

/** The project that we stand in may still choose a profile that is no more; another command takes that back, in each project. */
async function wiringNote({ io }: TakeBack): Promise<readonly string[]> {
  const search = { cwd: io.cwd, home: realMachine(io).home };
  // A file that cannot be used chooses nothing.
  const found = await findPrivate(search).catch((error: unknown) => {
    if (error instanceof OnboardError) return undefined;
    throw error;
  });
  if (found === undefined) return [];
  const unwire = commandForCaller("local", "--unwire");
  return [`This project still names the profile ${visibleText(found.profile)} for you. To take that back: ${unwire}`];
}

/** `onboard local --undo`: brings the config file back to before our last write, and ends what no profile uses any more. */
export async function undoOnMachine(one: TakeBack): Promise<ExitCode> {
  const { files, options, io } = one;
  const plan = await planUndo(files.config);
  const signIns = await signInsAfter(plan);
  showPlan(plan, io, renderSignIns(signIns));
  if (options.print) return EXIT.done;
  if (options.yes !== true && !(await confirm(io, `Bring ${files.config} back to this state?`))) return declined(io);
  const committed = await commitUndo(plan);
  if (committed.kind === "overtaken") {
    throw new OnboardError({
      kind: "failed",
      message: `${files.config} was changed by somebody else just now, so it was left alone.`,
      remedy: "Run the same command again.",
    });
  }
  show(io.stdout, [`${files.config} is back to where it was before.`]);
  return endSignIns(one, signIns, true);
}

/** The sign-ins through us, apart by whether a profile will have a use for them once a change is made. */
async function signInsAfter({ target, after = "" }: ConfigPlan): Promise<SignInsAfter> {
  const profiles = readable(readLikeEach(after)).flatMap((reading) => [...reading.profiles.values()]);
  const used = new Set(profiles.map((settings) => settings.get("sso_session")));
  const all = await readSignIns(target.file);
  return {
    ending: all.filter(({ session }) => !used.has(session)),
    staying: all.filter(({ session }) => used.has(session)),
  };
}

/** Signs out of what was signed in through us and is of no use any more. */
async function endSignIns(
  { files, machine, options, io }: TakeBack,
  { ending }: SignInsAfter,
  isAgreed: boolean,
): Promise<ExitCode> {
  if (ending.length === 0) return EXIT.done;
  if (!isAgreed && options.yes !== true && !(await confirm(io, `Sign out of ${portalsOf(ending)}?`))) return EXIT.done;
  const interruption = onInterrupt(() => io.stderr.write("\nStopping.\n"));
  try {
    const { signal } = interruption.stop;
    const endpoint = machine.endpoint === undefined ? {} : { endpoint: machine.endpoint };
    const ended = await signOut(ending, { config: files.config, home: machine.home, signal, ...endpoint });
    show(io.stdout, ended.flatMap(renderSignedOut));
    return EXIT.done;
  } finally {
    interruption.release();
  }
}

function portalsOf(notes: readonly SignInNote[]): string {
  return [...new Set(notes.map(({ startUrl }) => visibleText(startUrl)))].join(", ");
}

function declined(io: Io): ExitCode {
  io.stderr.write("Nothing was changed.\n");
  return EXIT.failed;
}

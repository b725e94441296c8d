import { OnboardError } from "../../core/errors/onboard-error.ts";
import { commandForCaller } from "../../core/text/command-line.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { type ConfigPlan, changeConfigFile } from "../../workstation/aws-config/file/config-file.ts";
import type { AwsFiles } from "../../workstation/aws-config/file/config-location.ts";
import { resolveTarget } from "../../workstation/aws-config/file/config-target.ts";
import { planRemoval } from "../../workstation/aws-config/file/plan-removal.ts";
import { commitUndo, planUndo } from "../../workstation/aws-config/file/undo-config.ts";
import { readable, readLikeEach } from "../../workstation/aws-config/readings.ts";
import { wantedToGo } from "../../workstation/aws-config/record/wanted-to-go.ts";
import { findPrivate } from "../../workstation/project/private-place.ts";
import { readSignIns, type SignInNote } from "../../workstation/sign-in/sign-in-record.ts";
import { signOut } from "../../workstation/sign-in/sign-out.ts";
import { confirm, declined } from "../terminal/confirm.ts";
import { EXIT, type ExitCode } from "../terminal/exit-codes.ts";
import { interruptible } from "../terminal/interruption.ts";
import { type Io, show } from "../terminal/io.ts";
import { renderRemoval, renderSignedOut, renderSignIns, type SignInsAfter } from "../views/local/take-back.ts";
import type { LocalOptions } from "./local-flags.ts";
import { awsFilesOf, type Machine, realMachine, simulatedMachine, tellSimulation } from "./machine.ts";
import { namingTheRepair } from "./name-repair.ts";
import { showPlan, tellWritten } from "./show-plan.ts";

/** One machine, and what is to be taken back on it. */
interface TakeBack {
  readonly files: AwsFiles;
  readonly machine: Machine;
  readonly options: LocalOptions;
  readonly io: Io;
}

/** `onboard local --undo` and `--remove`: what was written and signed in is known from the machine itself. */
export async function takeBack(options: LocalOptions, io: Io): Promise<ExitCode> {
  const machine =
    options.simulate === undefined ? realMachine(io) : await simulatedMachine(options.simulate, undefined, io);
  try {
    const files = awsFilesOf(machine, io);
    // What is no plain file is refused before the SDK reads it, which would wait for a pipe.
    await resolveTarget(files.config);
    await tellSimulation(machine, options, io);
    const one = { files, machine, options, io };
    return await (options.undo ? undoOnMachine(one) : namingTheRepair(files, () => removeFromMachine(one)));
  } finally {
    await machine.close();
  }
}

/** Takes out what we wrote, gives back what stood there before, ends what was signed in through us. */
async function removeFromMachine(one: TakeBack): Promise<ExitCode> {
  const { files, options, io } = one;
  const planned = async () => {
    const plan = await planRemoval(files.config, wantedToGo(options));
    return { ...plan, signIns: await signInsAfter(plan) };
  };
  const showRemoval = (plan: Awaited<ReturnType<typeof planned>>) =>
    show(io.stdout, [...renderRemoval(plan), ...renderSignIns(plan.signIns)]);
  if (options.print) {
    showRemoval(await planned());
    return EXIT.done;
  }
  const done = await changeConfigFile(planned, async (plan) => {
    showRemoval(plan);
    return options.yes === true || confirm(io, `Write this to ${files.config}?`);
  });
  if (done.kind === "declined") return declined(io);
  if (done.kind === "unchanged") showRemoval(done.plan);
  else tellWritten(io);
  show(io.stdout, await wiringNote(one));
  return endSignIns(one, done.plan.signIns, done.kind === "written");
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

/** Brings the config file back to before our last write, and ends what no profile uses any more. */
async function undoOnMachine(one: TakeBack): Promise<ExitCode> {
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
  const endpoint = machine.endpoint === undefined ? {} : { endpoint: machine.endpoint };
  const ended = await interruptible(io, (signal) =>
    signOut(ending, { config: files.config, home: machine.home, signal, ...endpoint }),
  );
  show(io.stdout, ended.flatMap(renderSignedOut));
  return EXIT.done;
}

function portalsOf(notes: readonly SignInNote[]): string {
  return [...new Set(notes.map(({ startUrl }) => visibleText(startUrl)))].join(", ");
}

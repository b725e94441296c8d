import { OnboardError } from "../../core/trouble/onboard-error.ts";
import { removeWritten } from "../../workstation/aws-config/remove-written.ts";
import { ConfigRefused, editAwsConfig, type SectionEdit } from "../../workstation/aws-config.ts";
import { type ConfigPlan, changeConfigFile, planConfigChange } from "../../workstation/config-file.ts";
import { locateAwsFiles } from "../../workstation/config-location.ts";
import { readTarget, resolveTarget } from "../../workstation/config-target.ts";
import { readConfigTemplate } from "../../workstation/config-template.ts";
import { type ProfileBlocks, profileBlocks } from "../../workstation/profile-blocks.ts";
import { commitUndo, planUndo } from "../../workstation/undo-config.ts";
import { type ChosenAccess, chooseAccess } from "../choose-access.ts";
import { confirm } from "../confirm.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { onInterrupt } from "../interruption.ts";
import { invalidInput } from "../invalid-input.ts";
import type { Io } from "../io.ts";
import { show } from "../io.ts";
import { type Machine, realMachine, simulatedMachine } from "../machine.ts";
import { signInHere } from "../sign-in-here.ts";
import { verifyHere } from "../verify-here.ts";
import { flagsBesideHandover, flagsWithoutHandover, type LocalOptions, localOptionProblems } from "./local-options.ts";

/** `onboard local`: configure, sign in, verify. */
export async function onboardLocal(options: LocalOptions, io: Io): Promise<ExitCode> {
  const problems = localOptionProblems(options);
  if (problems.length > 0) throw invalidInput(problems, "the flags");
  const real = realMachine(io);
  if (options.undo && options.simulate === undefined) return undo(configFileOf(real, io), options, io);

  const handed = await chooseAccess(options, real.home, io);
  const clashes = handed === undefined ? flagsWithoutHandover(options) : flagsBesideHandover(options);
  if (clashes.length > 0) throw invalidInput(clashes, "the flags");
  const approver = options.yes ? (handed?.person.username ?? options.email) : undefined;
  const machine = options.simulate === undefined ? real : await simulatedMachine(options.simulate, approver, io);
  try {
    const file = configFileOf(machine, io);
    if (options.undo) return await undo(file, options, io);
    const chosen = handed ?? (await interviewAt(file, machine, options, io));
    return options.remove ? await remove(file, chosen, options, io) : await setUp(file, chosen, machine, options, io);
  } finally {
    await machine.close();
  }
}

/** Nobody handed anything over: the access portal knows what the person may use. */
async function interviewAt(file: string, machine: Machine, options: LocalOptions, io: Io): Promise<ChosenAccess> {
  const { interview } = await import("../interview/interview.ts");
  const config = (await readTarget(await resolveTarget(file))) ?? "";
  const interruption = onInterrupt(() => io.stderr.write("\nStopping.\n"));
  try {
    return await interview({ options, machine, config, io, signal: interruption.stop.signal });
  } catch (error) {
    if (error instanceof ConfigRefused) throw new ConfigRefused(error.refusal, file);
    throw error;
  } finally {
    interruption.release();
  }
}

async function setUp(
  file: string,
  chosen: ChosenAccess,
  machine: Machine,
  options: LocalOptions,
  io: Io,
): Promise<ExitCode> {
  let blocks = await blocksFor(file, chosen, options);
  const plan = async () => {
    blocks = await blocksFor(file, chosen, options);
    return planFor(file, blocks.edits, (text) => editAwsConfig(text, blocks.edits));
  };
  const done = await change(plan, options, io);
  if (done === "printed") return EXIT.done;
  if (done === "declined") return declined(io);
  const profiles = blocks.profiles.map(({ name, access }) => ({ ...access, profile: name }));
  if (!options.login) return finish(profiles, chosen, io, EXIT.done);

  const interruption = onInterrupt(() => io.stderr.write("\nStopping.\n"));
  try {
    const { signal } = interruption.stop;
    await signInHere({ portal: chosen.handover, machine, options, io, signal });
    const ready = await verifyHere({ profiles, machine, io, signal });
    return finish(profiles, chosen, io, ready ? EXIT.done : EXIT.failed);
  } finally {
    interruption.release();
  }
}

async function remove(file: string, chosen: ChosenAccess, options: LocalOptions, io: Io): Promise<ExitCode> {
  const plan = async () => {
    const { edits } = await blocksFor(file, chosen, options);
    return planFor(file, edits, (text) => removeWritten(text, edits));
  };
  const done = await change(plan, options, io);
  return done === "declined" ? declined(io) : EXIT.done;
}

async function undo(file: string, options: LocalOptions, io: Io): Promise<ExitCode> {
  const plan = await planUndo(file);
  showPlan(plan, io);
  if (options.print) return EXIT.done;
  if (!options.yes && !(await confirm(io, `Bring ${file} back to this state?`))) return declined(io);
  const committed = await commitUndo(plan);
  if (committed.kind === "overtaken") {
    throw new OnboardError({
      kind: "failed",
      message: `${file} was changed by somebody else just now, so it was left alone.`,
      remedy: "Run the same command again.",
    });
  }
  show(io.stdout, [`${file} is back to where it was before.`]);
  return EXIT.done;
}

type Changed = "printed" | "declined" | "unchanged" | "written";

/** Shows what would change, asks, and makes the change; with `--print` it stops after showing. */
async function change(plan: () => Promise<ConfigPlan>, options: LocalOptions, io: Io): Promise<Changed> {
  if (options.print) {
    showPlan(await plan(), io);
    return "printed";
  }
  const agree = async (planned: ConfigPlan) => {
    showPlan(planned, io);
    return options.yes === true || confirm(io, `Write this to ${planned.target.file}?`);
  };
  const done = await changeConfigFile(plan, agree);
  if (done.kind === "unchanged") showPlan(await plan(), io);
  if (done.kind === "written") show(io.stdout, ["Written. `onboard local --undo` brings back the file from before."]);
  return done.kind;
}

function showPlan({ diff, notes, target }: ConfigPlan, io: Io): void {
  show(io.stdout, [diff === "" ? `${target.file} is as it should be.` : diff.trimEnd(), ...notes]);
}

async function blocksFor(
  file: string,
  { handover, person }: ChosenAccess,
  options: LocalOptions,
): Promise<ProfileBlocks> {
  const text = (await readTarget(await resolveTarget(file))) ?? "";
  const first = person.access[0];
  const wanted = {
    ...handover,
    access: person.access,
    ...(options.default && first !== undefined ? { defaultProfile: first.profile } : {}),
  };
  const template = await readConfigTemplate();
  try {
    return profileBlocks(template, wanted, text);
  } catch (error) {
    if (error instanceof ConfigRefused) throw new ConfigRefused(error.refusal, file);
    throw error;
  }
}

function planFor(file: string, edits: readonly SectionEdit[], edit: (text: string) => string): Promise<ConfigPlan> {
  return planConfigChange(file, { edit, touches: edits.map(({ section }) => section) });
}

function configFileOf({ home, env }: Machine, io: Io): string {
  return locateAwsFiles({ env, platform: process.platform, systemHome: home, cwd: io.cwd }).config;
}

function declined(io: Io): ExitCode {
  io.stderr.write("Nothing was changed.\n");
  return EXIT.failed;
}

/** What to type next, with the real names. */
function finish(
  profiles: readonly { readonly profile: string; readonly region: string }[],
  { handover }: ChosenAccess,
  io: Io,
  code: ExitCode,
): ExitCode {
  const commands = profiles.map(({ profile, region }) => `  npx ampx sandbox --profile ${profile}   # ${region}`);
  const title =
    code === EXIT.done ? "Next, in your Amplify project:" : "Once that is settled, in your Amplify project:";
  show(io.stdout, [
    "",
    title,
    ...commands,
    `To sign in again tomorrow: run this command again, or aws sso login --sso-session ${handover.session}`,
  ]);
  return code;
}

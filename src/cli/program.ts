import { Command } from "commander";
import { refuse } from "../core/errors/invalid-input.ts";
import { VERSION } from "../core/text/version.ts";
import { COMMANDS } from "./command-table.ts";
import { ACCESS_COMMAND } from "./commands/access/flags.ts";
import { APPLY_COMMAND } from "./commands/apply/flags.ts";
import { COMPLETION_COMMAND } from "./commands/completion/flags.ts";
import { DAY_COMMAND } from "./commands/day/flags.ts";
import { DOCTOR_COMMAND } from "./commands/doctor/flags.ts";
import { EXPORT_COMMAND } from "./commands/export/flags.ts";
import { HELP_COMMAND } from "./commands/help/flags.ts";
import { INIT_COMMAND } from "./commands/init/flags.ts";
import { KEYS_COMMAND } from "./commands/keys/flags.ts";
import { LEAVE_COMMAND } from "./commands/leave/flags.ts";
import { LOCAL_COMMAND } from "./commands/local/flags.ts";
import { POLICY_COMMAND } from "./commands/policy/flags.ts";
import { RUN_COMMAND } from "./commands/run/flags.ts";
import { SIMULATOR_COMMAND } from "./commands/simulator/flags.ts";
import { STATUS_COMMAND } from "./commands/status/flags.ts";
import { TEAM_COMMAND } from "./commands/team/flags.ts";
import { UNDO_COMMAND } from "./commands/undo/flags.ts";
import { addCommand, type Given } from "./flags/add-command.ts";
import type { CommandDefinition } from "./flags/command.ts";
import type { Flags, OptionsOf } from "./flags/flag.ts";
import { helpPage } from "./help/help-page.ts";
import { noSuchCommand } from "./input/no-such-command.ts";
import { EXIT } from "./terminal/exit-codes.ts";
import { type Io, isInteractive, obeysCodes, widthOf } from "./terminal/io.ts";

/** The command line. Everything a command does is loaded when it runs, so that `--help` stays quick. */
export function createProgram(io: Io, finish: (code: number) => void): Command {
  const program = new Command("onboard")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    // Both the admin and the developer have --profile and --yes: what stands after a command belongs to it.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Usage errors are told like all others.
      outputError: () => undefined,
    })
    .allowExcessArguments();

  const add = <const Fs extends Flags>(
    definition: CommandDefinition<Fs>,
    run: (given: Given<OptionsOf<Fs>>) => Promise<number>,
  ) => {
    const { name } = definition;
    const runIfComplete = (given: Given<OptionsOf<Fs>>) => {
      if (name === undefined && canBeAsked(program, io)) return startGuide(io);
      if (name === undefined) refuseNoCommand(program);
      if (!given.isComplete) refuse(given.problems);
      return run(given);
    };
    const help = () => helpPage(definition, COMMANDS, widthOf(io));
    addCommand(name === undefined ? program : program.command(name), definition, runIfComplete, help, finish);
  };

  add(TEAM_COMMAND, async (given) => {
    if (given.options.offline || given.options.explain)
      return (await import("./commands/team/check-offline.ts")).checkOffline(given, io);
    return (await import("./commands/team/run.ts")).onboardTeam(given, io);
  });
  add(APPLY_COMMAND, async (given) => (await import("./commands/apply/run.ts")).applySavedPlan(given, io));
  add(UNDO_COMMAND, async (given) => (await import("./commands/undo/run.ts")).undoRun(given, io));
  add(STATUS_COMMAND, async (given) => (await import("./commands/status/run.ts")).showStatus(given, io));
  add(ACCESS_COMMAND, async (given) => (await import("./commands/access/run.ts")).showAccess(given, io));
  add(LEAVE_COMMAND, async (given) => (await import("./commands/leave/run.ts")).leave(given, io));
  add(LOCAL_COMMAND, async (given) => (await import("./commands/local/run.ts")).onboardLocal(given, io));
  add(DAY_COMMAND, async (given) => (await import("./commands/day/run.ts")).showDay(given, io));
  add(RUN_COMMAND, async (given) => (await import("./commands/run/run.ts")).runAsProfile(given, io));
  add(DOCTOR_COMMAND, async (given) => (await import("./commands/doctor/run.ts")).doctor(given, io));
  add(EXPORT_COMMAND, async (given) => (await import("./commands/export/run.ts")).exportTo(given, io));
  add(INIT_COMMAND, async (given) => (await import("./commands/init/run.ts")).initTeam(given, io));
  add(KEYS_COMMAND, async (given) => (await import("./commands/keys/run.ts")).keys(given, io));
  add(POLICY_COMMAND, async (given) => (await import("./commands/policy/run.ts")).printPolicy(given, io));
  add(SIMULATOR_COMMAND, async (given) => (await import("./commands/simulator/run.ts")).simulator(given, io));
  add(COMPLETION_COMMAND, async ({ argument }) =>
    (await import("./commands/completion/run.ts")).printCompletion(argument, io),
  );
  add(HELP_COMMAND, async ({ argument }) => (await import("./commands/help/run.ts")).showHelp(argument, COMMANDS, io));
  return program;
}

/** Nothing was typed, and somebody sits there who can be asked what is wanted. */
function canBeAsked(program: Command, io: Io): boolean {
  const isSeen = obeysCodes(io.stderr, io.env) && io.stdout.isTTY === true;
  return program.args.length === 0 && isBare(program) && isSeen && isInteractive(io);
}

function isBare(program: Command): boolean {
  return Object.keys(program.opts()).every((name) => program.getOptionValueSource(name) === "default");
}

/** Asks, and runs what the answers come to as if it had been typed. */
async function startGuide(io: Io): Promise<number> {
  const { guide } = await import("./guide/guide.ts");
  return guide(io, async (argv) => {
    let code: number = EXIT.done;
    const program = createProgram({ ...io, argv }, (result) => {
      code = result;
    });
    await program.parseAsync([...argv], { from: "user" });
    return code;
  });
}

/** Where nothing is typed the help says what can be. */
function refuseNoCommand(program: Command): void {
  const [word] = program.args;
  if (word === undefined && isBare(program)) program.help({ error: true });
  if (word !== undefined && !/[.@]/.test(word)) throw noSuchCommand(word, COMMANDS);
}

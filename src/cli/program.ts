import { Command } from "commander";
import { VERSION } from "../core/text/version.ts";
import { addApplyCommand } from "./commands/apply/flags.ts";
import { addDoctorCommand } from "./commands/doctor/flags.ts";
import { addInitCommand } from "./commands/init/flags.ts";
import { addKeysCommand } from "./commands/keys/flags.ts";
import { addLocalCommand } from "./commands/local/flags.ts";
import { addPolicyCommand } from "./commands/policy/flags.ts";
import { addSimulatorCommand } from "./commands/simulator/flags.ts";
import { addStatusCommand } from "./commands/status/flags.ts";
import { addTeamCommand } from "./commands/team/flags.ts";
import type { ExitCode } from "./terminal/exit-codes.ts";
import type { Io } from "./terminal/io.ts";

/** The command line. Everything a command does is loaded when it runs, so that `--help` stays quick. */
export function createProgram(io: Io, finish: (code: ExitCode) => void): Command {
  const program = new Command("onboard")
    .description("Take a team from an empty AWS IAM Identity Center to every developer running `npx ampx sandbox`.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    // Both the admin and the developer have --profile and --yes: what stands after a command belongs to it.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .showSuggestionAfterError()
    .showHelpAfterError("(onboard --help explains the flags)");
  addTeamCommand(program, io, finish);
  addApplyCommand(program, io, finish);
  addStatusCommand(program, io, finish);
  addLocalCommand(program, io, finish);
  addDoctorCommand(program, io, finish);
  addInitCommand(program, io, finish);
  addKeysCommand(program, io, finish);
  addPolicyCommand(program, io, finish);
  addSimulatorCommand(program, io, finish);
  return program;
}

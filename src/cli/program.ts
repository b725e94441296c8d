import { readFileSync } from "node:fs";
import { Command } from "commander";
import { addApplyCommand } from "./arguments/apply.ts";
import { addDoctorCommand } from "./arguments/doctor.ts";
import { addInitCommand } from "./arguments/init.ts";
import { addKeysCommand } from "./arguments/keys.ts";
import { addLocalCommand } from "./arguments/local.ts";
import { addPolicyCommand } from "./arguments/policy.ts";
import { addSimulatorCommand } from "./arguments/simulator.ts";
import { addStatusCommand } from "./arguments/status.ts";
import { addTeamCommand } from "./arguments/team.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { Io } from "./io.ts";

/** The command line. Everything a command does is loaded when it runs, so that `--help` stays quick. */
export function createProgram(io: Io, finish: (code: ExitCode) => void): Command {
  const program = new Command("onboard")
    .description("Take a team from an empty AWS IAM Identity Center to every developer running `npx ampx sandbox`.")
    .version(version(), "-V, --version", "print the version")
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

function version(): string {
  const manifest = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

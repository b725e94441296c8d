import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { visibleText } from "../core/text/visible-text.ts";
import type { LocalOptions } from "./commands/local-options.ts";
import type { TeamOptions } from "./commands/team-options.ts";
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
  addLocalCommand(program, io, finish);
  addSimulatorCommand(program, io);
  return program;
}

function addTeamCommand(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .option("--emails <file>", "team file (CSV), - for standard input, or addresses: a@example.com,b@example.com")
    .option("--dry-run", "show the plan and stop")
    .option("--detailed-exitcode", "with --dry-run: exit 2 when changes are pending")
    .option("-y, --yes", "apply without a question (needed without a terminal)")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .option("--account <id|name>", "account for rows that name none; may be repeated", collect)
    .option("--permission-set <name>", "permission set for rows that name none (amplify-policy)")
    .option("--group <name>", "assign this group and put people in it, instead of one assignment a person")
    .option("--region <region>", "Region the developers work in")
    .option("--sso-region <region>", "Region of Identity Center, instead of looking for it")
    .option("--profile <name>", "your own AWS profile")
    .option("--start-url <url>", "access portal URL, if yours is a custom one")
    .option("--settings <file>", "settings (onboard.json beside the team file)")
    .option("--handover <file>", "where to write what developers need", "onboard.handover.json")
    .option("--messages <folder>", "write a ready message for each person into this folder")
    .option("--simulate [file]", "use the built-in simulator instead of AWS; its state is kept in the file")
    .addHelpText("after", EXAMPLES)
    .allowExcessArguments()
    .action(async (options: Partial<TeamOptions>) => {
      const [unknown] = program.args;
      if (unknown !== undefined) program.error(unknownCommand(unknown, program));
      if (options.emails === undefined) program.help({ error: true });
      const { onboardTeam } = await import("./commands/onboard-team.ts");
      finish(await onboardTeam(options as TeamOptions, io));
    });
}

/** A file without its flag is the likeliest slip. */
function unknownCommand(word: string, program: Command): string {
  const typed = visibleText(word);
  if (/[.@]/.test(word)) return `error: '${typed}' is not a command. Did you mean --emails ${typed}?`;
  return `error: unknown command '${typed}'. There are: ${program.commands.map((command) => command.name()).join(", ")}`;
}

function addLocalCommand(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .command("local")
    .description("set up this machine: profiles in ~/.aws/config, sign-in, and proof that they work")
    .option("--handover <file|url|text>", "what your administrator gave you (onboard.handover.json here or above)")
    .option("--email <address>", "who you are, if the handover is for several people")
    .option("--profile <name>", "another name for the profile")
    .option("--session <name>", "another name for the SSO session")
    .option("--default", "also make it the default profile")
    .option("--no-login", "write the profiles, and do not sign in")
    .option("--use-device-code", "sign in with a code, in any browser on any device")
    .option("--no-browser", "open no browser; print the address")
    .option("--start-url <url>", "the custom access portal that the handover names, to say that you know it")
    .option("--print", "show what would change, and write nothing")
    .option("-y, --yes", "write without a question")
    .option("--undo", "bring back the file from before our last change")
    .option("--remove", "remove what we wrote, and nothing else")
    .option("--simulate [file]", "use the simulator and a home of its own (.onboard/simulated-home)")
    .action(async (options: LocalOptions) => {
      const { onboardLocal } = await import("./commands/onboard-local.ts");
      finish(await onboardLocal(options, io));
    });
}

function addSimulatorCommand(program: Command, io: Io): void {
  program
    .command("simulator")
    .description("run an IAM Identity Center on this machine, for trying things and for tests")
    .option("--port <port>", "port to listen on (any that is free)", wholeNumber)
    .option("--state <file>", "keep the state in this file")
    .option("--speed <n>", "divide AWS's latencies and multiply its rates by n", positiveNumber)
    .option("--org <file>", "organization to start from (JSON)")
    .option("--faults <file>", "rules for misbehaving (JSON)")
    .option("--log <file>", "append a JSON line for each request")
    .action(async (flags) => {
      const [{ runSimulator }, { onInterrupt }] = await Promise.all([
        import("./commands/simulator.ts"),
        import("./interruption.ts"),
      ]);
      const interruption = onInterrupt(() => undefined);
      await runSimulator(flags, { stdout: io.stdout, stderr: io.stderr, signal: interruption.stop.signal });
      interruption.release();
    });
}

const EXAMPLES = `
Examples:
  onboard --emails templates/team.csv --simulate --yes   try it, with no AWS account
  onboard --emails team.csv --dry-run                    what would happen
  onboard --emails team.csv                              plan, ask, apply, verify
  onboard --emails ana@example.com --account Sandbox     one person
  onboard --emails failed.csv                            the rows that failed, again
  onboard local                                          set up a developer's machine

Exit codes: 0 done, 1 failed, 2 changes pending (--detailed-exitcode), 3 invalid
input, 4 partly applied, 5 cannot tell (no credentials, no access), 130 interrupted`;

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, ...value.split(";").map((part) => part.trim())].filter((part) => part !== "");
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  }
  return number;
}

function positiveNumber(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 10_000)) throw new InvalidArgumentError("It must be a number above 0, at most 10000.");
  return number;
}

function version(): string {
  const manifest = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

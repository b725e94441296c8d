import { type Command, Option } from "commander";
import { visibleText } from "../../core/text/visible-text.ts";
import type { TeamOptions } from "../commands/team-options.ts";
import type { ExitCode } from "../exit-codes.ts";
import { FORMATS } from "../format.ts";
import type { Io } from "../io.ts";
import type { AddCommand } from "./add-command.ts";
import { collect, collectNames } from "./values.ts";

/** `onboard --emails`: the command without a name. */
export const addTeamCommand: AddCommand = (program, io, finish) => {
  program
    .option("--emails <file>", "team file (CSV), - for standard input, or addresses: a@example.com,b@example.com")
    .option("--dry-run", "show the plan and stop")
    .option("--offline", "with --dry-run: check the files only, with no credentials and no network")
    .option("--detailed-exitcode", "with --dry-run: exit 2 when changes are pending")
    .option("--out <file>", "with --dry-run: save the plan, for onboard apply")
    .option("-y, --yes", "apply without a question (needed without a terminal)")
    .option("--allow <danger>", "a danger of the plan that is meant; may be repeated", collectNames)
    .addOption(new Option("--format <format>", "how to print").choices(FORMATS))
    .option("--show-people", "name people in the output in CI too")
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
      finish(await runTeam(options as TeamOptions, io));
    });
};

/** What needs no AWS does not wait for the code that talks to it. */
async function runTeam(options: TeamOptions, io: Io): Promise<ExitCode> {
  if (options.offline) {
    const { checkOffline } = await import("../commands/check-offline.ts");
    return checkOffline(options, io);
  }
  const { onboardTeam } = await import("../commands/onboard-team.ts");
  return onboardTeam(options, io);
}

/** A file without its flag is the likeliest slip. */
function unknownCommand(word: string, program: Command): string {
  const typed = visibleText(word);
  if (/[.@]/.test(word)) return `error: '${typed}' is not a command. Did you mean --emails ${typed}?`;
  return `error: unknown command '${typed}'. There are: ${program.commands.map((command) => command.name()).join(", ")}`;
}

const EXAMPLES = `
Examples:
  onboard --emails templates/team.csv --simulate --yes   try it, with no AWS account
  onboard --emails team.csv --dry-run --offline          are the files right
  onboard --emails team.csv --dry-run                    what would happen
  onboard --emails team.csv                              plan, ask, apply, verify
  onboard --emails ana@example.com --account Sandbox     one person
  onboard --emails failed.csv                            the rows that failed, again
  onboard local                                          set up a developer's machine

Exit codes: 0 done, 1 failed, 2 changes pending (--detailed-exitcode), 3 invalid
input, 4 partly applied, 5 cannot tell (no credentials, no access), 130 interrupted`;

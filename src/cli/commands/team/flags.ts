import { type Command, Option } from "commander";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { AddCommand } from "../../flags/add-command.ts";
import { TEAM_FLAGS } from "../../flags/team-flags.ts";
import { collectNames } from "../../flags/values.ts";
import type { TeamOptions } from "../../input/team-options.ts";
import type { ExitCode } from "../../terminal/exit-codes.ts";
import { FORMATS } from "../../terminal/format.ts";
import type { Io } from "../../terminal/io.ts";

/** `onboard --emails`: the command without a name. */
export const addTeamCommand: AddCommand = (program, io, finish) => {
  program
    .addOption(TEAM_FLAGS.emails())
    .option("--dry-run", "show the plan and stop")
    .option("--offline", "with --dry-run: check the files only, with no credentials and no network")
    .option("--detailed-exitcode", "with --dry-run: exit 2 when changes are pending")
    .option("--out <file>", "with --dry-run: save the plan, for onboard apply")
    .option("--bootstrap", "bootstrap the CDK where it is missing, with the CDK's own toolkit")
    .option("--no-bootstrap", "do not even look where it is missing, which enters accounts")
    .option("-y, --yes", "apply without a question (needed without a terminal)")
    .option("--allow <danger>", "a danger of the plan that is meant; may be repeated", collectNames)
    .addOption(new Option("--format <format>", "how to print").choices(FORMATS))
    .addOption(TEAM_FLAGS.showPeople())
    .addOption(TEAM_FLAGS.account())
    .addOption(TEAM_FLAGS.permissionSet())
    .addOption(TEAM_FLAGS.group())
    .addOption(TEAM_FLAGS.region())
    .addOption(TEAM_FLAGS.ssoRegion())
    .addOption(TEAM_FLAGS.profile())
    .addOption(TEAM_FLAGS.startUrl())
    .addOption(TEAM_FLAGS.settings())
    .option("--handover <file>", "where to write what developers need", "onboard.handover.json")
    .option("--messages <folder>", "write a ready message for each person into this folder")
    .addOption(TEAM_FLAGS.simulate())
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
    const { checkOffline } = await import("./check-offline.ts");
    return checkOffline(options, io);
  }
  const { onboardTeam } = await import("./run.ts");
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
  onboard --emails team.csv --bootstrap                  … and bootstrap the CDK
  onboard status --emails team.csv                       who can start
  onboard local                                          set up a developer's machine

Exit codes: 0 done, 1 failed, 2 changes pending (--detailed-exitcode), 3 invalid
input, 4 partly applied, 5 cannot tell (no credentials, no access), 130 interrupted`;

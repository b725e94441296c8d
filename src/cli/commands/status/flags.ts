import { Option } from "commander";
import type { AddCommand } from "../../flags/add-command.ts";
import { TEAM_FLAGS } from "../../flags/team-flags.ts";
import { FORMATS } from "../../terminal/format.ts";
import type { StatusOptions } from "./options.ts";

/** `onboard status`. */
export const addStatusCommand: AddCommand = (program, io, finish) => {
  program
    .command("status")
    .description("who can start: users, assignments, permission sets and the CDK bootstrap; reads only")
    .addOption(TEAM_FLAGS.emails().makeOptionMandatory())
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
    .addOption(TEAM_FLAGS.simulate())
    .addHelpText("after", EXAMPLES)
    .action(async (options: StatusOptions) => {
      const { showStatus } = await import("./run.ts");
      finish(await showStatus(options, io));
    });
};

const EXAMPLES = `
Examples:
  onboard status --emails team.csv
  onboard status --emails team.csv --format markdown > status.md
  onboard status --emails ana@example.com --account Sandbox

Exit codes: 0 all can start, 2 somebody cannot, 3 invalid input, 5 cannot tell
(no access, or nothing is missing but something could not be read)`;

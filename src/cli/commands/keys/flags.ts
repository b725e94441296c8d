import { Option } from "commander";
import type { AddCommand } from "../../flags/add-command.ts";
import { collect } from "../../flags/values.ts";
import type { KeysOptions } from "./options.ts";

/** `onboard keys`. */
export const addKeysCommand: AddCommand = (program, io, finish) => {
  program
    .command("keys")
    .description("find the long-lived access keys that are left, here or in the team's accounts")
    .option("--ask-aws", "ask AWS whose each key of this machine is; counts as a use of the key")
    .option("--emails <file>", "the team file: look at the IAM users of its accounts instead of this machine")
    .option("--deactivate <key>", "switch this key off: ACCOUNT/USER/LAST4; may be repeated", collect)
    .option("--allow-recently-used", "with --deactivate: also a key that was used in the last 7 days")
    .option("-y, --yes", "with --deactivate: without a question (needed without a terminal)")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]))
    .option("--show-people", "name people in the output in CI too")
    .option("--account <id|name>", "account for rows that name none; may be repeated", collect)
    .option("--profile <name>", "with --emails: your own AWS profile")
    .option("--settings <file>", "settings (onboard.json beside the team file)")
    .option("--simulate [file]", "use the built-in simulator instead of AWS; its state is kept in the file")
    .addHelpText("after", EXAMPLES)
    .action(async (options: KeysOptions) => {
      const { keys } = await import("./run.ts");
      finish(await keys(options, io));
    });
};

const EXAMPLES = `
Examples:
  onboard keys                        on this machine, and what replaces each
  onboard keys --emails team.csv      in the team's accounts, by IAM user
  onboard keys --emails team.csv --deactivate 210987654321/ana.silva/7XYZ

Exit codes: 0 none left, 2 some left, 5 cannot tell; with --deactivate 0 all
that were named are off, 1 one of them is not. Nothing is ever deleted.`;

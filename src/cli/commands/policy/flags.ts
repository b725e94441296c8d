import { Option } from "commander";
import { TASKS } from "../../../core/permissions/tasks.ts";
import type { AddCommand } from "../../flags/add-command.ts";
import { collect } from "../../flags/values.ts";
import type { PolicyOptions } from "./run.ts";

/** `onboard policy`. */
export const addPolicyCommand: AddCommand = (program, io, finish) => {
  program
    .command("policy")
    .description("print the IAM policy that a command needs")
    .addOption(new Option("--for <task>", "what it is for").choices(TASKS).makeOptionMandatory())
    .option("--group", "with the rights for --group and the group column")
    .option("--management-account", "with the rights for the management account as a target")
    .option("--organizational-units", "with the rights for targets such as ou:Path")
    .option("--new-accounts", "with the rights for targets such as new:NAME")
    .option("--bootstrap", "with the rights for --bootstrap, and to see where it is missing")
    .option("--instance-arn <arn>", "only this Identity Center")
    .option("--identity-store <id>", "only this identity store")
    .option("--account <id>", "only these accounts; may be repeated", collect)
    .option("--access-role <name>", "role through which accounts are reached", "OrganizationAccountAccessRole")
    .option("--partition <partition>", "partition of the ARNs", "aws")
    .addHelpText("after", EXAMPLES)
    .action(async (options: PolicyOptions) => {
      const { printPolicy } = await import("./run.ts");
      finish(await printPolicy(options, io));
    });
};

const EXAMPLES = `
Examples:
  onboard policy --for plan                        for --dry-run: reads only
  onboard policy --for apply --group > policy.json for a pipeline that applies
  onboard policy --for apply --new-accounts        for teams whose people get accounts of their own
  onboard policy --for apply --bootstrap           for runs that bootstrap the CDK in the accounts
  onboard policy --for apply --account 123456789012 --account 210987654321
  onboard policy --for local-admin-check           to see who is bootstrapped
  onboard policy --for keys                        for onboard keys --emails`;

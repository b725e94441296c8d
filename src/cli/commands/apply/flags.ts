import { Option } from "commander";
import type { AddCommand } from "../../flags/add-command.ts";
import { collectNames } from "../../flags/values.ts";
import { FORMATS } from "../../terminal/format.ts";
import type { ApplyOptions } from "./options.ts";

/** `onboard apply`. */
export const addApplyCommand: AddCommand = (program, io, finish) => {
  program
    .command("apply")
    .description("carry out a plan that --dry-run --out saved: exactly that one, or nothing")
    .argument("<plan>", "the saved plan")
    .option("-y, --yes", "apply without a question (needed without a terminal)")
    .option("--allow <danger>", "a danger of the plan that is meant; may be repeated", collectNames)
    .addOption(new Option("--format <format>", "how to print").choices(FORMATS))
    .option("--show-people", "name people in the output in CI too")
    .option("--handover <file>", "where to write what developers need", "onboard.handover.json")
    .option("--messages <folder>", "write a ready message for each person into this folder")
    .option("--profile <name>", "your own AWS profile")
    .option("--simulate [file]", "use the built-in simulator instead of AWS; its state is kept in the file")
    .action(async (plan: string, options: ApplyOptions) => {
      const { applySavedPlan } = await import("./run.ts");
      finish(await applySavedPlan(plan, options, io));
    });
};

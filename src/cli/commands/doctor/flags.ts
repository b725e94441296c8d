import { Option } from "commander";
import type { AddCommand } from "../../flags/add-command.ts";
import { FORMATS } from "../../terminal/format.ts";
import type { DoctorOptions } from "./run.ts";

/** `onboard doctor`. */
export const addDoctorCommand: AddCommand = (program, io, finish) => {
  program
    .command("doctor")
    .description("find what makes AWS clients on this machine fail or disagree, and repair it on request")
    .option("--profile <name>", "only what concerns this profile")
    .option("--fix", "show the repairs that lose nothing, ask, and make them")
    .option("-y, --yes", "repair without a question (needed without a terminal)")
    .addOption(new Option("--format <format>", "how to print").choices(FORMATS))
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import("./run.ts");
      finish(await doctor(options, io));
    });
};

import { Option } from "commander";
import type { AddCommand } from "../../flags/add-command.ts";
import type { InitOptions } from "./run.ts";

/** `onboard init`. */
export const addInitCommand: AddCommand = (program, io, finish) => {
  program
    .command("init")
    .description("write a team's starter files: team.csv, settings, pipeline, policies")
    .argument("[folder]", "where to write them", ".")
    .addOption(
      new Option("--ci <system>", "pipeline to write (found out by itself)").choices([
        "github",
        "gitlab",
        "both",
        "none",
      ]),
    )
    .option("--account <id|name>", "account the team works in; new: one for each person")
    .option("--region <region>", "Region the team works in")
    .option("--new-account-email <pattern>", "root addresses of new accounts: aws+{username}@example.com")
    .option("--print", "show the files, and write nothing")
    .action(async (folder: string, options: InitOptions) => {
      const { initTeam } = await import("./run.ts");
      finish(await initTeam(folder, options, program.version() ?? "", io));
    });
};

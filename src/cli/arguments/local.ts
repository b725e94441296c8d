import type { LocalOptions } from "../commands/local-options.ts";
import type { AddCommand } from "./add-command.ts";

/** `onboard local`. */
export const addLocalCommand: AddCommand = (program, io, finish) => {
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
      const { onboardLocal } = await import("../commands/onboard-local.ts");
      finish(await onboardLocal(options, io));
    });
};

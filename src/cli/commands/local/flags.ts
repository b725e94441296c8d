import type { AddCommand } from "../../flags/add-command.ts";
import { collect } from "../../flags/values.ts";
import type { LocalOptions } from "../../local/local-options.ts";

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
    .option("--start-url <url>", "access portal to sign in at without a handover, or the custom one it names")
    .option("--sso-region <region>", "without a handover: Region of your company's Identity Center")
    .option("--account <id|name>", "without a handover: account to work in; may be repeated", collect)
    .option("--permission-set <name>", "without a handover: permission set to use")
    .option("--region <region>", "without a handover: Region to work in")
    .option("--gen1", "with a second profile for Amplify Gen 1's CLI (by itself in a Gen 1 project)")
    .option("--wire", "make this Gen 2 project use the profile: .envrc, npm run sandbox")
    .option("--print", "show what would change, and write nothing")
    .option("-y, --yes", "write without a question")
    .option("--undo", "bring back the file from before our last change")
    .option("--remove", "remove what we wrote, and nothing else")
    .option("--simulate [file]", "use the simulator and a home of its own (.onboard/simulated-home)")
    .addHelpText("after", EXAMPLES)
    .action(async (options: LocalOptions) => {
      const { onboardLocal } = await import("./run.ts");
      finish(await onboardLocal(options, io));
    });
};

const EXAMPLES = `
Examples:
  onboard local                                     with the handover found here
  onboard local --handover ey...                    with the text your admin sent
  onboard local --start-url https://d-1234567890.awsapps.com/start
                                                    without one: choose your accounts
  onboard local --print                             what would be written
  onboard local --undo                              the file from before`;

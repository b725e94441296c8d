import { Option } from "commander";
import { collect } from "./values.ts";

/** The flags that say which team, in which accounts, seen by whom: the same for every command that reads a team file. */
export const TEAM_FLAGS = {
  emails: () =>
    new Option("--emails <file>", "team file (CSV), - for standard input, or addresses: a@example.com,b@example.com"),
  showPeople: () => new Option("--show-people", "name people in the output in CI too"),
  account: () =>
    new Option(
      "--account <id|name>",
      "account for rows that name none; ou:Path for a unit, new for one each; may be repeated",
    ).argParser(collect),
  permissionSet: () => new Option("--permission-set <name>", "permission set for rows that name none (amplify-policy)"),
  group: () =>
    new Option("--group <name>", "assign this group and put people in it, instead of one assignment a person"),
  region: () => new Option("--region <region>", "Region the developers work in"),
  ssoRegion: () => new Option("--sso-region <region>", "Region of Identity Center, instead of looking for it"),
  profile: () => new Option("--profile <name>", "your own AWS profile"),
  startUrl: () => new Option("--start-url <url>", "access portal URL, if yours is a custom one"),
  settings: () => new Option("--settings <file>", "settings (onboard.json beside the team file)"),
  simulate: () =>
    new Option("--simulate [file]", "use the built-in simulator instead of AWS; its state is kept in the file"),
} as const satisfies Record<string, () => Option>;

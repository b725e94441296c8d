import { jsonArgument } from "../../text/shell-words.ts";
import type { SignIn } from "../day.ts";
import { gen1Profile } from "../gen1-profile.ts";
import type { Gen1Developer } from "./gen1-developer.ts";

/** Makes, or on another clone takes up, the developer's own environment without a question. */
export function gen1InitWords(developer: HeadlessDeveloper): readonly string[] {
  return headlessWords("init", { envName: developer.environment }, developer);
}

/** Brings what is in the cloud of the developer's environment into a folder that has no backend yet, without a question. */
export function gen1PullWords(developer: HeadlessDeveloper, appId: string): readonly string[] {
  return headlessWords("pull", { appId, envName: developer.environment }, developer);
}

/** What the CLI would ask otherwise. */
type HeadlessDeveloper = Pick<Gen1Developer, "environment" | "signIn" | "frontend">;

function headlessWords(
  command: "init" | "pull",
  amplify: object,
  { frontend, signIn }: HeadlessDeveloper,
): readonly string[] {
  return [
    "amplify",
    command,
    "--amplify",
    jsonArgument(amplify),
    "--frontend",
    jsonArgument(frontend),
    "--providers",
    jsonArgument({ awscloudformation: awsInfo(signIn) }),
    "--yes",
  ];
}

/** How the CLI is told whose credentials to use: keys of its own carry no session token, so no temporary ones. */
export function awsInfo({ profile }: SignIn) {
  return { configLevel: "project", useProfile: true, profileName: gen1Profile(profile) };
}

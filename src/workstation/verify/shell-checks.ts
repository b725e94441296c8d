import { rivalsIn } from "../../core/aws/rival-variables.ts";
import { argumentForCaller } from "../../core/text/command-line.ts";
import { quoted } from "../../core/text/visible-text.ts";
import type { ClientVariables } from "../credentials/client-view.ts";
import { chosenByShell } from "../credentials/profile-choice.ts";
import type { ProfileCheck } from "./profile-check.ts";

/** What of this shell counts more than a profile: credentials, and another Region. */
export function rivalChecks(env: ClientVariables, region: string): readonly ProfileCheck[] {
  const rivals = rivalsIn(env, process.platform).filter((name) => env[name] && name !== "AWS_DEFAULT_PROFILE");
  const are = rivals.length === 1 ? "is" : "are";
  const others = ["AWS_REGION", "AWS_DEFAULT_REGION"].filter((name) => env[name] && env[name] !== region);
  return [
    ...beating(rivals, `${rivals.join(", ")} ${are} set in this shell: some clients use those instead of the profile.`),
    ...others.flatMap((name) =>
      beating([name], `${name} is ${env[name]} in this shell, and wins over the profile's ${region}.`),
    ),
  ];
}

/** That the shell names another profile than those that were set up: what names none acts as that one. */
export function otherProfileChecks(env: ClientVariables, ours: readonly string[]): readonly ProfileCheck[] {
  const [first] = ours;
  if (first === undefined) return [];
  const chosen = Object.values(chosenByShell(env)).filter(
    ({ by, profile }) => by === "variable" && !ours.includes(profile),
  );
  const named = new Set(chosen.map(({ profile }) => profile));
  return ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]
    .filter((name) => named.has(env[name] ?? ""))
    .map((name) => ({
      name: "environment",
      state: "unknown",
      message: `${name} is ${quoted(env[name] ?? "", 128)} in this shell: a command that names no profile acts as that one, not as ${first}.`,
      remedy: `Name the profile (--profile ${argumentForCaller(first)}), or set ${name} to it.`,
    }));
}

/** Said of variables, if there are any, that clients heed before a profile. */
function beating(variables: readonly string[], message: string): readonly ProfileCheck[] {
  if (variables.length === 0) return [];
  const remedy = `Run \`unset ${variables.join(" ")}\` before you work with it.`;
  return [{ name: "environment", state: "unknown", message, remedy }];
}

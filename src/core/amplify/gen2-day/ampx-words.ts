import { FRONTENDS, type Frontend } from "../frontend.ts";
import type { Gen2Developer } from "./gen2-developer.ts";

/** The first thing that anybody types in a Gen 2 project. */
export function sandboxWords({
  identifier,
  frontend,
}: Pick<Gen2Developer, "identifier" | "frontend">): readonly string[] {
  return [...ownSandbox(identifier, []), ...outputFlags(FRONTENDS[frontend], "outputs-")];
}

/** Both flags are good for `sandbox` and all that stands behind it; a profile is a word of its own, or CDK does not see it. */
export function sandbox(
  { identifier, signIn }: Pick<Gen2Developer, "signIn" | "identifier">,
  command: readonly string[],
  flags: readonly string[] = [],
): readonly string[] {
  return [...ownSandbox(identifier, command), ...flags, "--profile", signIn.profile];
}

function ownSandbox(identifier: string | undefined, command: readonly string[]): readonly string[] {
  return ["npx", "ampx", "sandbox", ...command, ...(identifier === undefined ? [] : ["--identifier", identifier])];
}

/** How a frontend wants its outputs file, where that is not the usual way. */
export function outputFlags({ outputs: { format, folder } }: Frontend, prefix: "outputs-" | ""): readonly string[] {
  return [
    ...(format === undefined ? [] : [`--${prefix}format`, format]),
    ...(folder === undefined ? [] : [`--${prefix}out-dir`, folder]),
  ];
}

/** What ampx generates from a stack. */
export function generate(developer: Gen2Developer, what: string, flags: readonly string[]): readonly string[] {
  return ["npx", "ampx", "generate", what, ...flags, "--profile", developer.signIn.profile];
}

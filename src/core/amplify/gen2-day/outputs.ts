import { type CommandLine, type DayGroup, typed } from "../day.ts";
import { FRONTENDS } from "../frontend.ts";
import { generate, outputFlags } from "./ampx-words.ts";
import { chosenStack, type Gen2Developer } from "./gen2-developer.ts";

/** The file by which a frontend finds its backend. */
export function outputsFile(developer: Gen2Developer): DayGroup {
  const flags = outputFlags(FRONTENDS[developer.frontend], "");
  const stack = chosenStack(developer);
  const outputs = (from: readonly string[]) => [typed(...generate(developer, "outputs", [...from, ...flags]))];
  return {
    id: "outputs",
    title: "The outputs file of the frontend",
    commands: [
      {
        id: "outputs",
        what: "Of your sandbox",
        lines: [...(stack.includes("STACK") ? [STACK_TELLER] : []), ...outputs(stack)],
      },
      {
        id: "outputs-branch",
        what: "Of a branch that Amplify deploys",
        lines: outputs(["--app-id", "APP_ID", "--branch", "main"]),
        note: "The app's id is on its page in the Amplify console.",
      },
    ],
  };
}

/** In the project it says which stack is meant. */
const STACK_TELLER: CommandLine = { onboard: ["day"] };

import { type DayGroup, typed } from "../day.ts";
import { FRONTENDS } from "../frontend.ts";
import { outputFlags, sandbox } from "./ampx-words.ts";
import { type Gen2Developer, stackOf } from "./gen2-developer.ts";

/** The developer's own backend in the cloud. */
export function ownSandbox(developer: Gen2Developer): DayGroup {
  const flags = outputFlags(FRONTENDS[developer.frontend], "outputs-");
  const run = (...more: readonly string[]) => [typed(...sandbox(developer, [], [...flags, ...more]))];
  return {
    id: "sandbox",
    title: "Your sandbox",
    commands: [
      {
        id: "sandbox",
        what: "Start it: it deploys now and whenever you save, until Ctrl-C",
        lines: run(),
        note: "Ctrl-C ends the watch and deletes nothing.",
      },
      {
        id: "sandbox-once",
        what: "Deploy once, without a watch",
        lines: run("--once"),
        note: "It ends with exit code 0 even where the deployment failed. Go by the state of the stack.",
      },
      { id: "sandbox-state", what: "See how the last deployment ended", lines: [typed(...stackState(developer))] },
      {
        id: "sandbox-logs",
        what: "See what your functions log",
        lines: [...run("--stream-function-logs"), ...run("--stream-function-logs", "--logs-filter", "FUNCTION")],
        note: "--logs-out-file FILE keeps them; FUNCTION is a regular expression. Neither goes with --once.",
      },
    ],
  };
}

function stackState(developer: Gen2Developer): readonly string[] {
  const profile = ["--profile", developer.signIn.profile];
  const query = ["--query", "Stacks[0].StackStatus", "--output", "text"];
  return [
    "aws",
    "cloudformation",
    "describe-stacks",
    "--stack-name",
    stackOf(developer) ?? "STACK",
    ...query,
    ...profile,
  ];
}

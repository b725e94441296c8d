import { type DayGroup, type SignIn, typed } from "../day.ts";
import { sandboxStackStart } from "../sandbox-stack.ts";
import { sandbox } from "./ampx-words.ts";
import type { Gen2Developer } from "./gen2-developer.ts";

/** What goes when the work is done, and what others have left. */
export function removedSandboxes(developer: Gen2Developer): DayGroup {
  const { signIn, packageName } = developer;
  const theirs = { signIn, identifier: "THEIRS" };
  const start = packageName === undefined ? "amplify-" : sandboxStackStart(packageName);
  return {
    id: "clean-up",
    title: "Clean up",
    commands: [
      {
        id: "delete",
        what: "Delete your own sandbox; it asks first",
        lines: [typed(...sandbox(developer, ["secret", "remove", "--all"])), typed(...sandbox(developer, ["delete"]))],
        note: "Secrets are kept when a sandbox is deleted, so they go first. It is `delete --identifier`; there is no `--name`.",
      },
      {
        id: "sandboxes",
        what: "List the sandboxes that are there, also of people who have left",
        lines: [typed(...sandboxList(start, signIn))],
      },
      {
        id: "delete-theirs",
        what: "Delete the sandbox of somebody who has left",
        lines: [
          { onboard: ["day", "--identifier", "THEIRS"] },
          typed(...sandbox(theirs, ["secret", "remove", "--all"])),
          typed(...sandbox(theirs, ["delete"])),
        ],
        note: "THEIRS is what they gave as --identifier, or the name of their system's user. The first line says what the stack of that is called: compare before you delete.",
      },
    ],
  };
}

/** In JMESPath, with its own quotation marks for texts, that no shell takes for its own between quotes. */
function sandboxList(start: string, { profile }: SignIn): readonly string[] {
  const isOne = `starts_with(StackName, \`${start}\`) && contains(StackName, \`-sandbox-\`) && ParentId == null`;
  const query = `StackSummaries[?${isOne} && StackStatus != \`DELETE_COMPLETE\`].[StackName, CreationTime]`;
  return ["aws", "cloudformation", "list-stacks", "--query", query, "--output", "text", "--profile", profile];
}

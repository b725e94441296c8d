import { type DayGroup, typed } from "../day.ts";
import { gen1Profile } from "../gen1-profile.ts";
import { type Gen1Developer, sharedEnvironment } from "./gen1-developer.ts";
import { gen1InitWords } from "./headless.ts";

/** The developer's own environment, which everything else goes to. */
export function ownEnvironment(developer: Gen1Developer): DayGroup {
  const { environment, signIn } = developer;
  return {
    id: "environment",
    title: "Your own environment",
    commands: [
      {
        id: "init",
        what: "On a fresh clone, with questions",
        lines: [typed("amplify", "init")],
        note: `“Use an existing environment?” No, the first time; call it ${environment}; choose “AWS profile”, then ${gen1Profile(signIn.profile)}. Not \`amplify env add\`: that needs what a fresh clone does not have.`,
      },
      { id: "init-headless", what: "The same without a question", lines: [typed(...gen1InitWords(developer))] },
      { id: "push", what: "Deploy it", lines: [typed("amplify", "push")] },
      { id: "push-headless", what: "Deploy it without a question", lines: [typed("amplify", "push", "--yes")] },
    ],
  };
}

/** What goes from the environment of others into one's own, and back. */
export function mergedEnvironments(developer: Gen1Developer): DayGroup {
  const { environment } = developer;
  const shared = sharedEnvironment(developer);
  return {
    id: "merge",
    title: "Changes from one environment to another",
    commands: [
      {
        id: "merge-from-others",
        what: "What others have pushed, into your environment",
        lines: [typed("git", "pull"), typed("amplify", "env", "checkout", environment), typed("amplify", "push")],
        note: "It makes their resources in your environment, not their environment in your account.",
      },
      {
        id: "merge-to-shared",
        what: `What you have made, into ${shared}`,
        lines: [
          typed("git", "checkout", shared),
          typed("amplify", "env", "checkout", shared),
          typed("git", "merge", "YOUR_BRANCH"),
          typed("amplify", "push"),
          typed("git", "push"),
        ],
        note: `Branch and environment go by the same name where the team keeps to it. It needs a profile for the account that ${shared} is in.`,
      },
    ],
  };
}

/** Which environments there are, and what is in them. */
export function listedEnvironments({ environment }: Gen1Developer): DayGroup {
  const env = (...words: readonly string[]) => typed("amplify", "env", ...words);
  return {
    id: "look",
    title: "Where things stand",
    commands: [
      { id: "status", what: "What a push would change", lines: [typed("amplify", "status")] },
      {
        id: "env-list",
        what: "All environments",
        lines: [env("list", "--details"), env("get", "--name", environment)],
        note: "Both take --json.",
      },
      { id: "env-checkout", what: "Go to another one", lines: [env("checkout", "NAME")] },
    ],
  };
}

/** What goes when the work is done. */
export function removedEnvironment(developer: Gen1Developer): DayGroup {
  const { environment } = developer;
  return {
    id: "clean-up",
    title: "Clean up",
    commands: [
      {
        id: "env-remove",
        what: "Delete your own environment, with what it has in AWS; it asks first",
        lines: [
          typed("amplify", "env", "checkout", sharedEnvironment(developer)),
          typed("amplify", "env", "remove", environment),
        ],
        note: "The one that you are in cannot be removed.",
      },
    ],
  };
}

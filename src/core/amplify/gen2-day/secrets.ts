import { type DayGroup, typed } from "../day.ts";
import { sandbox } from "./ampx-words.ts";
import type { Gen2Developer } from "./gen2-developer.ts";

/** Secrets, which each sandbox has its own of. */
export function sandboxSecrets(developer: Gen2Developer): DayGroup {
  const secret = (...words: readonly string[]) => [typed(...sandbox(developer, ["secret", ...words]))];
  return {
    id: "secrets",
    title: "Secrets of your sandbox",
    commands: [
      {
        id: "secret-set",
        what: "Set one; it asks for the value",
        lines: secret("set", "NAME"),
        note: "From a pipe it takes the last line break along: use printf, not echo. Each sandbox has its own secrets.",
      },
      { id: "secret-list", what: "List their names", lines: secret("list") },
      {
        id: "secret-get",
        what: "Show one, in plain text",
        lines: secret("get", "NAME"),
        note: "Never where output is kept, as in CI.",
      },
      { id: "secret-remove", what: "Remove one", lines: secret("remove", "NAME") },
      { id: "secret-remove-all", what: "Remove all of them", lines: secret("remove", "--all") },
    ],
  };
}

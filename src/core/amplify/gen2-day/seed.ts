import { type DayGroup, typed } from "../day.ts";
import { sandbox } from "./ampx-words.ts";
import type { Gen2Developer } from "./gen2-developer.ts";

/** Data to try the app with. */
export function sampleData(developer: Gen2Developer): DayGroup {
  const note = developer.hasSeed ? {} : { note: "It runs amplify/seed/seed.ts, which the project does not have yet." };
  return {
    id: "seed",
    title: "Sample data",
    commands: [
      { id: "seed", what: "Fill your sandbox", lines: [typed(...sandbox(developer, ["seed"]))], ...note },
      {
        id: "seed-policy",
        what: "Print the rights that seeding needs",
        lines: [typed(...sandbox(developer, ["seed", "generate-policy"]))],
      },
    ],
  };
}

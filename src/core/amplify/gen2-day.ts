import { type DayGroup, signInGroup } from "./day.ts";
import { removedSandboxes } from "./gen2-day/clean-up.ts";
import { gen2GeneratedCode } from "./gen2-day/codegen.ts";
import type { Gen2Developer } from "./gen2-day/gen2-developer.ts";
import { outputsFile } from "./gen2-day/outputs.ts";
import { ownSandbox } from "./gen2-day/sandbox.ts";
import { sandboxSecrets } from "./gen2-day/secrets.ts";
import { sampleData } from "./gen2-day/seed.ts";
import { withRun } from "./gen2-day/with-run.ts";

/**
 * Everything that a developer types in a Gen 2 project on a day, with their own names in it.
 * https://docs.amplify.aws/react/reference/cli-commands/
 */
export function gen2Day(developer: Gen2Developer): readonly DayGroup[] {
  return [
    withRun(signInGroup(developer.signIn), developer.signIn),
    ownSandbox(developer),
    sandboxSecrets(developer),
    outputsFile(developer),
    gen2GeneratedCode(developer),
    sampleData(developer),
    removedSandboxes(developer),
  ];
}

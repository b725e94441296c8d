import { type DayGroup, signInGroup } from "./day.ts";
import { gen1GeneratedCode } from "./gen1-day/codegen.ts";
import { listedEnvironments, mergedEnvironments, ownEnvironment, removedEnvironment } from "./gen1-day/environments.ts";
import type { Gen1Developer } from "./gen1-day/gen1-developer.ts";
import { MIGRATION } from "./gen1-day/migration.ts";
import { deployingProfile } from "./gen1-day/profile.ts";
import { pulledEnvironment } from "./gen1-day/pull.ts";

/**
 * Everything that a developer types in a Gen 1 project on a day, with their own names in it.
 * https://docs.amplify.aws/gen1/react/tools/cli/teams/ and …/usage/headless/
 */
export function gen1Day(developer: Gen1Developer): readonly DayGroup[] {
  return [
    signInGroup(developer.signIn),
    ownEnvironment(developer),
    gen1GeneratedCode(developer),
    mergedEnvironments(developer),
    pulledEnvironment(developer),
    listedEnvironments(developer),
    deployingProfile(developer),
    removedEnvironment(developer),
    MIGRATION,
  ];
}

import type { ProjectOfDay } from "../../../core/amplify/day-document.ts";
import { gen1InitWords } from "../../../core/amplify/gen1-day/headless.ts";
import { usualGen1Frontend } from "../../../core/amplify/gen1-frontend.ts";
import { gen1Profile } from "../../../core/amplify/gen1-profile.ts";
import { sandboxWords } from "../../../core/amplify/gen2-day/ampx-words.ts";
import { roleOf } from "../../../core/aws/role-rules.ts";
import { SIGN_IN_WORDS } from "../../../core/aws/sign-in-words.ts";
import type { ChosenAccess } from "../../../core/handover/chosen-access.ts";
import { gen1Environment } from "../../../core/handover/gen1-environment.ts";
import type { HandoverAccess, HandoverRole } from "../../../core/handover/handover.ts";
import { sandboxIdentifier } from "../../../core/handover/sandbox-identifier.ts";
import { commandForCaller, lineForCaller } from "../../../core/text/command-line.ts";

/** What a developer types once the machine is set up, with their own names in it. */
export interface NextSteps {
  readonly chosen: ChosenAccess;
  /** Under the profiles' final names. */
  readonly profiles: readonly HandoverAccess[];
  readonly roles: readonly HandoverRole[];
  readonly gen1: boolean;
  readonly ready: boolean;
  /** The project around, if there is one. */
  readonly facts?: Pick<ProjectOfDay, "frontend" | "gen1Frontend">;
}

/** A profile of the person's, and where it leads. */
interface Place {
  readonly profile: string;
  readonly accountId: string;
  readonly region: string;
  /** As it is told: `in eu-west-1`. */
  readonly where: string;
}

/** The first commands of the day, and how to see the others; `onboard day` prints them all. */
export function renderNextSteps(steps: NextSteps): readonly string[] {
  const { chosen, gen1, ready, facts } = steps;
  const project = gen1 ? "Amplify Gen 1 project" : "Amplify project";
  const [first] = placesOf(steps);
  return [
    "",
    ready ? `Next, in your ${project}:` : `Once that is settled, in your ${project}:`,
    ...placesOf(steps).flatMap((place) => [
      `  ${place.where}:`,
      ...(gen1 ? gen1Lines(steps, place) : [`    ${gen2Line(steps, place)}`]),
    ]),
    ...(gen1 ? [`  then, to deploy it: ${lineForCaller(["amplify", "push"])}`] : []),
    `Everything else that you type there: ${commandForCaller("day")}${facts === undefined ? ", in the project" : ""}`,
    `To sign in again tomorrow: run this command again, or ${lineForCaller(SIGN_IN_WORDS.session(chosen.handover.session))}`,
    "",
    `Next: ${ready && first !== undefined ? firstCommand(steps, first) : commandForCaller("doctor")}`,
  ];
}

function placesOf({ profiles, roles }: NextSteps): readonly Place[] {
  return [
    ...profiles.map(({ profile, accountId, region }) => ({ profile, accountId, region, where: `in ${region}` })),
    ...roles.map(({ profile, roleArn, region }) => {
      const { accountId } = roleOf(roleArn);
      return { profile, accountId, region, where: `in ${region}, account ${accountId}` };
    }),
  ];
}

function firstCommand(steps: NextSteps, place: Place): string {
  return steps.gen1 ? lineForCaller(["amplify", "init"]) : gen2Line(steps, place);
}

/** Their sandbox, as this profile and nobody else: `run` signs in where that is needed. */
function gen2Line({ chosen: { people, person }, facts }: NextSteps, place: Place): string {
  const identifier = sandboxIdentifier({ people }, person, place);
  const words = sandboxWords({
    frontend: facts?.frontend ?? "web",
    ...(identifier === undefined ? {} : { identifier }),
  });
  return commandForCaller("run", "--profile", place.profile, "--", ...words);
}

/** An environment of one's own: asked for by `amplify init`, or made without a question. */
function gen1Lines({ chosen: { people, person }, facts }: NextSteps, place: Place): readonly string[] {
  const environment = gen1Environment({ people }, person, place);
  const signIn = { profile: place.profile };
  const frontend = facts?.gen1Frontend ?? usualGen1Frontend("web");
  return [
    `    ${lineForCaller(["amplify", "init"])}`,
    `  where you make a new environment, call it ${environment}, choose “AWS profile”, then ${gen1Profile(place.profile)}; or, without a question:`,
    `    ${lineForCaller(gen1InitWords({ environment, signIn, frontend }))}`,
  ];
}

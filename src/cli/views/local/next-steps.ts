import { roleOf } from "../../../core/aws/role-rules.ts";
import type { ChosenAccess } from "../../../core/handover/chosen-access.ts";
import { gen1Environment, gen1Profile } from "../../../core/handover/gen1-environment.ts";
import type { HandoverAccess, HandoverRole } from "../../../core/handover/handover.ts";
import { sandboxIdentifier } from "../../../core/handover/sandbox-identifier.ts";
import { argumentForCaller } from "../../../core/text/command-line.ts";

/** What a developer types once the machine is set up, with their own names in it. */
export interface NextSteps {
  readonly chosen: ChosenAccess;
  /** Under the profiles' final names. */
  readonly profiles: readonly HandoverAccess[];
  readonly roles: readonly HandoverRole[];
  readonly gen1: boolean;
  readonly ready: boolean;
}

/** The commands that come next, and how to sign in again tomorrow. */
export function renderNextSteps({ chosen, profiles, roles, gen1, ready }: NextSteps): readonly string[] {
  const project = gen1 ? "Amplify Gen 1 project" : "Amplify project";
  return [
    "",
    ready ? `Next, in your ${project}:` : `Once that is settled, in your ${project}:`,
    ...profiles.flatMap((access) => (gen1 ? gen1Commands(chosen, access) : sandboxCommand(chosen, access))),
    ...roles.flatMap(({ profile, region, roleArn }) => [
      `  in ${region}, account ${roleOf(roleArn).accountId}:`,
      `    npx ampx sandbox --profile ${argumentForCaller(profile)}`,
    ]),
    `To sign in again tomorrow: run this command again, or aws sso login --sso-session ${argumentForCaller(chosen.handover.session)}`,
  ];
}

function sandboxCommand({ people, person }: ChosenAccess, access: HandoverAccess): readonly string[] {
  const identifier = sandboxIdentifier({ people }, person, access);
  const apart = identifier === undefined ? "" : `--identifier ${identifier} `;
  return [`  in ${access.region}:`, `    npx ampx sandbox ${apart}--profile ${argumentForCaller(access.profile)}`];
}

/** An environment of one's own: asked for by `amplify env add`, or made headless. */
function gen1Commands({ people, person }: ChosenAccess, access: HandoverAccess): readonly string[] {
  const environment = gen1Environment({ people }, person, access);
  const profileName = gen1Profile(access.profile);
  const providers = { awscloudformation: { configLevel: "project", useProfile: true, profileName } };
  return [
    "  amplify env add",
    `where you call it ${environment}, choose “AWS profile”, then ${profileName}; or, without a question:`,
    `  amplify init --amplify ${json({ envName: environment })} --providers ${json(providers)} --yes`,
  ];
}

function json(value: object): string {
  return argumentForCaller(JSON.stringify(value));
}

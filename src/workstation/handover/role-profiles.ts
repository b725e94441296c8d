import { gen1Profile } from "../../core/amplify/gen1-profile.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { HandoverAccess, HandoverRole } from "../../core/handover/handover.ts";
import { quoted } from "../../core/text/visible-text.ts";
import type { SectionEdit } from "../aws-config/section-edit.ts";
import { type SharedFiles, writtenUnder } from "../credentials/client-view.ts";
import { type CredentialWay, waysIn } from "../credentials/ways.ts";
import { type ConfigTemplate, fillTemplate } from "./config-template.ts";

/** A profile that signs in, under the name that it got on this machine. */
interface NamedProfile {
  readonly name: string;
  readonly access: HandoverAccess;
}

/** The role with the name that its source profile got. Throws an `OnboardError` when that is none of the person's. */
export function roleBehind(role: HandoverRole, profiles: readonly NamedProfile[]): HandoverRole {
  const source = profiles.find(({ access }) => access.profile === role.sourceProfile);
  if (source !== undefined) return { ...role, sourceProfile: source.name };
  throw new OnboardError({
    kind: "invalid-input",
    message: `The role's profile ${quoted(role.profile)} names ${quoted(role.sourceProfile)} as its source, which is none of the person's.`,
    remedy: "Have the handover corrected.",
  });
}

/** The profile of a role. One of that name which assumes another role, or signs in in another way, is somebody's own. */
export function roleEdit(
  template: ConfigTemplate,
  role: HandoverRole,
  profiles: readonly NamedProfile[],
  files: SharedFiles,
): SectionEdit {
  const set = {
    ...fillTemplate(template.role, { ...role }),
    ...(role.externalId === undefined ? {} : { external_id: role.externalId }),
    ...(role.mfaSerial === undefined ? {} : { mfa_serial: role.mfaSerial }),
  };
  const isTaken =
    profiles.some(({ name }) => name === role.profile) ||
    isSomebodysOwn(role.profile, ["role", "role_arn", role.roleArn], files);
  if (isTaken) throw inUse(role.profile, "Rename that one, or have the role's profile renamed in the handover.");
  return { section: { type: "profile", name: role.profile }, set };
}

/** The bridge for the CLI of Amplify Gen 1, which reads neither `sso_session` nor, from 14.2.2 on, `role_arn`. A profile of that name that gets its credentials in another way is somebody's own. */
export function gen1Edit(
  template: ConfigTemplate,
  { region }: Pick<HandoverAccess, "region">,
  profile: string,
  files: SharedFiles,
): SectionEdit {
  const name = gen1Profile(profile);
  const set = fillTemplate(template.gen1Profile, { region, profile });
  const isTaken = isSomebodysOwn(name, ["process", "credential_process", set.credential_process], files);
  if (isTaken) throw inUse(name, "Choose another name: --profile NAME.");
  return { section: { type: "profile", name }, set };
}

function inUse(profile: string, remedy: string): OnboardError {
  const message = `The profile ${quoted(profile)} is in use for something else.`;
  return new OnboardError({ kind: "failed", message, remedy });
}

/** Whether a profile of that name gets its credentials in another way than ours, or in the same way from elsewhere. */
function isSomebodysOwn(
  name: string,
  [way, key, value]: readonly [way: CredentialWay, key: string, value: string | undefined],
  files: SharedFiles,
): boolean {
  const { inConfig, inCredentials } = writtenUnder(name, files);
  return [...inConfig, ...inCredentials].some((settings) => {
    const isAnother = [...waysIn(settings.keys())].some((one) => one !== way);
    return isAnother || (settings.has(key) && settings.get(key) !== value);
  });
}

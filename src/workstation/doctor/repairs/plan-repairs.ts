import { chmod, stat } from "node:fs/promises";
import { explainFileError } from "../../../files/file-error.ts";
import { type ConfigPlan, planChange, readBeside } from "../../aws-config/file/config-file.ts";
import { type NamedSection, namedSections, openText } from "../../inspection/opened-inspection.ts";
import { meaningOf, type OutlineSection, sessionWithBlanks } from "../../inspection/outline.ts";
import type { LooseMode } from "../examinations/file-modes.ts";
import { repairConfig, repairCredentials } from "./repair-text.ts";

/** The shared files, and the one profile that repairs are limited to, if they are. */
export interface RepairTargets {
  readonly config: string;
  readonly credentials: string;
  readonly profile: string | undefined;
}

/** Works out the repair of the config file as it is now, without making it. */
export async function planConfigRepair({ config, credentials, profile }: RepairTargets): Promise<ConfigPlan> {
  const beside = await readBeside(credentials);
  return plan(config, (text) => {
    const { profiles } = namedSections(openText(config, text).outline);
    return repairConfig(text, concerning(profile, profiles), beside).text;
  });
}

/** Works out the repair of the credentials file beside the config file as both are now, without making it. */
export async function planCredentialsRepair({ config, credentials, profile }: RepairTargets): Promise<ConfigPlan> {
  const beside = await readBeside(config);
  const includes = (section: OutlineSection) => profile === undefined || section.header === profile;
  return plan(credentials, (text) => repairCredentials(text, includes, beside).text);
}

/** Takes from others what they may do with a file; what its owner may do stays. */
export async function tightenMode({ file }: LooseMode): Promise<void> {
  try {
    const { mode } = await stat(file);
    await chmod(file, mode & 0o7700);
  } catch (error) {
    throw explainFileError(error, "change the mode of", file);
  }
}

function plan(file: string, repair: (text: string) => string): Promise<ConfigPlan> {
  return planChange(file, (before) => before && repair(before));
}

function concerning(
  profile: string | undefined,
  profiles: ReadonlyMap<string, NamedSection>,
): (section: OutlineSection) => boolean {
  if (profile === undefined) return () => true;
  const session = profiles.get(profile)?.values.get("sso_session");
  return (section) => {
    if (session !== undefined && sessionWithBlanks(section) === session) return true;
    const name = meaningOf(section);
    return name?.name === (name?.type === "sso-session" ? session : profile) && name?.type !== "services";
  };
}

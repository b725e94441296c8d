import { isSamePortal } from "../../core/aws/start-url.ts";
import type { BothReadings } from "../aws-config/check-outcome.ts";
import type { SectionSettings } from "../aws-config/reading.ts";

/** What a profile shall sign in to. */
export interface Wish {
  readonly startUrl: string;
  readonly session: string;
  readonly accountId: string;
  readonly permissionSet: string;
}

/**
 * What a profile name is used for: for no sign-in yet, for this very account and role, for others through SSO, or for
 * credentials that come in another way.
 */
export type Claim = "free" | "ours" | "other-sso" | "other-credentials";

const OTHER_CREDENTIALS: readonly string[] = [
  "role_arn",
  "source_profile",
  "credential_source",
  "web_identity_token_file",
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "login_session",
];

/** Tells by its name and content whose a profile is. Comments can't tell: other tools rewrite the file without them. */
export function claimOn(name: string, wish: Wish, readings: BothReadings): Claim {
  const present = [readings.awsCli, readings.jsSdk].map(({ profiles }) => profiles.get(name));
  const seen = present.filter((settings) => settings !== undefined);
  const keys = new Set(seen.flatMap((settings) => [...settings.keys()].map((key) => key.toLowerCase())));
  if (OTHER_CREDENTIALS.some((key) => keys.has(key))) return "other-credentials";
  if (seen.some((settings) => isFor(wish, settings, readings))) return "ours";
  if (keys.has("credential_process")) return "other-credentials";
  return [...keys].some((key) => key.startsWith("sso_")) ? "other-sso" : "free";
}

function isFor(
  { startUrl, session, accountId, permissionSet }: Wish,
  settings: SectionSettings,
  readings: BothReadings,
): boolean {
  if (settings.get("sso_account_id") !== accountId || settings.get("sso_role_name") !== permissionSet) return false;
  const itsSession = settings.get("sso_session");
  if (itsSession === session) return true;
  const url =
    typeof itsSession === "string"
      ? readings.awsCli.ssoSessions.get(itsSession)?.get("sso_start_url")
      : settings.get("sso_start_url");
  return typeof url === "string" && isSamePortal(url, startUrl);
}

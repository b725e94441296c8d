import { isSamePortal } from "../../core/aws/start-url.ts";
import type { SectionSettings } from "../aws-config/reading.ts";
import { type SharedFiles, writtenUnder } from "./client-view.ts";
import { credentialsIn } from "./credentials-in.ts";

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

/**
 * Tells by name and content whose a profile is, in both files. Comments can't tell: other tools rewrite the file without
 * them. A way to get credentials that is only half written is somebody's, too.
 */
export function claimOn(name: string, wish: Wish, files: SharedFiles): Claim {
  const { inConfig, inCredentials } = writtenUnder(name, files);
  if (saysOtherCredentials(inConfig)) return "other-credentials";
  if (inConfig.some((settings) => isFor(wish, settings, files))) return "ours";
  const answers = Object.values(credentialsIn(files)(name));
  const isOther = answers.some(({ kind }) => kind !== "none" && kind !== "sso");
  if (isOther || saysOtherCredentials(inCredentials)) return "other-credentials";
  return [...keysOf(inConfig)].some((key) => key.startsWith("sso_")) ? "other-sso" : "free";
}

function saysOtherCredentials(sections: readonly SectionSettings[]): boolean {
  const keys = keysOf(sections);
  return OTHER_CREDENTIALS.some((key) => keys.has(key));
}

function keysOf(sections: readonly SectionSettings[]): ReadonlySet<string> {
  return new Set(sections.flatMap((settings) => [...settings.keys()].map((key) => key.toLowerCase())));
}

function isFor(
  { startUrl, session, accountId, permissionSet }: Wish,
  settings: SectionSettings,
  { config: { awsCli } }: SharedFiles,
): boolean {
  if (settings.get("sso_account_id") !== accountId || settings.get("sso_role_name") !== permissionSet) return false;
  const itsSession = settings.get("sso_session");
  if (itsSession === session) return true;
  const sessions = awsCli.readable ? awsCli.ssoSessions : undefined;
  const portal = typeof itsSession === "string" ? sessions?.get(itsSession) : settings;
  const url = portal?.get("sso_start_url");
  return typeof url === "string" && isSamePortal(url, startUrl);
}

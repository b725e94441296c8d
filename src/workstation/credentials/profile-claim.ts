import { isSamePortal } from "../../core/aws/start-url.ts";
import type { SectionSettings } from "../aws-config/reading.ts";
import { type SharedFiles, writtenUnder } from "./client-view.ts";
import { credentialsIn } from "./credentials-in.ts";
import { type CredentialWay, waysIn } from "./ways.ts";

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

/** A profile of ours may have a program beside its sign-in: Amplify Gen 1 needs one. */
const OTHER_WAYS: readonly CredentialWay[] = ["keys", "role", "web-identity", "login"];

/**
 * Tells by name and content whose a profile is, in both files. Comments can't tell: other tools rewrite the file without
 * them. A way to get credentials that is only half written is somebody's, too.
 */
export function claimOn(name: string, wish: Wish, files: SharedFiles): Claim {
  const { inConfig, inCredentials } = writtenUnder(name, files);
  const [ways, waysBeside] = [waysOf(inConfig), waysOf(inCredentials)];
  if (OTHER_WAYS.some((way) => ways.has(way))) return "other-credentials";
  if (inConfig.some((settings) => isFor(wish, settings, files))) return "ours";
  const answers = Object.values(credentialsIn(files)(name));
  const isOther = answers.some(({ kind }) => kind !== "none" && kind !== "sso");
  if (isOther || OTHER_WAYS.some((way) => waysBeside.has(way))) return "other-credentials";
  return ways.has("sso") || waysBeside.has("sso") ? "other-sso" : "free";
}

function waysOf(sections: readonly SectionSettings[]): ReadonlySet<CredentialWay> {
  return waysIn(sections.flatMap((settings) => [...settings.keys()]));
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

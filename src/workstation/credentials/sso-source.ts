import type { SectionSettings } from "../aws-config/reading.ts";
import { textOf, theProfile } from "./client-view.ts";
import { type CredentialAnswer, noCredentials } from "./credential-source.ts";

/** A complete sign-in, or what it lacks. */
export function ssoOf(name: string, session: string | undefined, settings: SectionSettings): CredentialAnswer {
  const wanted = ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name"] as const;
  const [startUrl = "", ssoRegion = "", accountId = "", roleName = ""] = wanted.map((key) => textOf(settings, key));
  const missing = wanted.filter((key) => textOf(settings, key) === undefined);
  if (missing.length > 0) return noCredentials(`${theProfile(name)} lacks ${missing.join(" and ")}`);
  return { kind: "sso", session, startUrl, ssoRegion, accountId, roleName };
}

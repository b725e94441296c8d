import { CLIENTS, type Client, EACH_CLIENT } from "../aws-config/readings.ts";
import { profilesOf, type SharedFiles } from "./client-view.ts";
import { type CredentialSource, describeSource } from "./credential-source.ts";
import { credentialsIn } from "./credentials-in.ts";
import { flawOf } from "./flaw.ts";
import { identityOf } from "./identity.ts";

/** A client that is somebody else with a profile than before. */
export interface SwitchedCredentials {
  readonly profile: string;
  /** As messages call it. */
  readonly client: (typeof CLIENTS)[Client]["name"];
  /** What it used, and what it would use, to go behind "uses". */
  readonly from: string;
  readonly to: string;
}

/**
 * The clients that were somebody with a profile, and are somebody else or nobody after the files change. Credentials that AWS could not
 * take made nobody of anybody.
 */
export function switchedCredentials(before: SharedFiles, after: SharedFiles): readonly SwitchedCredentials[] {
  const [had, has] = [credentialsIn(before), credentialsIn(after)];
  return [...new Set([...profilesOf(before), "default"])].flatMap((profile) => {
    const [old, now] = [had(profile), has(profile)];
    return EACH_CLIENT.flatMap((client) => {
      const [from, to] = [old[client], now[client]];
      if (from.kind === "none" || flawOf(from) !== undefined) return [];
      if (to.kind !== "none" && identityOf(from, had) === identityOf(to, has)) return [];
      return [{ profile, client: CLIENTS[client].name, from: describeSource(from), to: wordsOf(to) }];
    });
  });
}

function wordsOf(source: CredentialSource | { readonly kind: "none" }): string {
  return source.kind === "none" ? "nothing" : describeSource(source);
}

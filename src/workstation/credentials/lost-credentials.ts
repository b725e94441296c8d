import { isDeepStrictEqual } from "node:util";
import { CLIENTS, type Client, EACH_CLIENT } from "../aws-config/readings.ts";
import { profilesOf, type SharedFiles } from "./client-view.ts";
import { credentialsIn } from "./credentials-in.ts";
import { workingClients } from "./working-clients.ts";

/** A client that gets nothing usable from a profile any more. */
export interface LostCredentials {
  readonly profile: string;
  /** As messages call it. */
  readonly client: (typeof CLIENTS)[Client]["name"];
}

/**
 * The clients for which a profile works before the files change and not afterwards. Empty: no profile has fewer working clients than
 * before, and the change may be offered.
 */
export function lostCredentials(before: SharedFiles, after: SharedFiles): readonly LostCredentials[] {
  const [worked, works] = [workingClients(before), workingClients(after)];
  return [...profilesOf(before)].flatMap((profile) => {
    const [old, now] = [worked(profile), works(profile)];
    const lost = EACH_CLIENT.filter((client) => old[client] && !now[client]);
    return lost.map((client) => ({ profile, client: CLIENTS[client].name }));
  });
}

/** The profiles from which both clients get the same credentials before the files change, and different ones after. */
export function partedCredentials(before: SharedFiles, after: SharedFiles): readonly string[] {
  const [had, has] = [credentialsIn(before), credentialsIn(after)];
  return [...profilesOf(before)].filter((profile) => {
    const [old, now] = [had(profile), has(profile)];
    const isOne = old.awsCli.kind !== "none" && isDeepStrictEqual(old.awsCli, old.jsSdk);
    return isOne && !isDeepStrictEqual(now.awsCli, now.jsSdk);
  });
}

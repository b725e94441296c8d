import { CLIENTS, readable } from "../aws-config/readings.ts";
import type { SharedFiles } from "./client-view.ts";
import { credentialsIn } from "./credentials-in.ts";

/** The clients that get no more credentials from a profile from which they got some before the files change. */
export function lostCredentials(before: SharedFiles, after: SharedFiles) {
  const [had, has] = [credentialsIn(before), credentialsIn(after)];
  return [...profilesOf(before)].flatMap((profile) => {
    const [old, now] = [had(profile), has(profile)];
    const lost = (["awsCli", "jsSdk"] as const).filter(
      (client) => old[client].kind !== "none" && now[client].kind === "none",
    );
    return lost.map((client) => ({ profile, client: CLIENTS[client].name }));
  });
}

/** The names that one of the clients sees in one of the files. */
function profilesOf({ config, credentials }: SharedFiles): ReadonlySet<string> {
  return new Set([
    ...readable(config).flatMap(({ profiles }) => [...profiles.keys()]),
    ...readable(credentials).flatMap(({ sections }) => [...sections.keys()]),
  ]);
}

import type { SharedFiles } from "./client-view.ts";
import { credentialsIn } from "./credentials-in.ts";

/** A client that gets no more credentials from a profile from which it got some before. */
export interface LostCredentials {
  readonly profile: string;
  readonly client: "the AWS CLI" | "the AWS SDK for JavaScript";
}

/** Who loses credentials when the files change, whichever profile it is. */
export function lostCredentials(before: SharedFiles, after: SharedFiles): readonly LostCredentials[] {
  const [had, has] = [credentialsIn(before), credentialsIn(after)];
  return [...profilesOf(before)].flatMap((profile) => {
    const [old, now] = [had(profile), has(profile)];
    return [
      ...(old.awsCli.kind !== "none" && now.awsCli.kind === "none"
        ? [{ profile, client: "the AWS CLI" } as const]
        : []),
      ...(old.jsSdk.kind !== "none" && now.jsSdk.kind === "none"
        ? [{ profile, client: "the AWS SDK for JavaScript" } as const]
        : []),
    ];
  });
}

/** The names that one of the clients sees in one of the files. */
function profilesOf({ config, credentials }: SharedFiles): ReadonlySet<string> {
  const readable = [config.awsCli, config.jsSdk].filter((reading) => reading.readable);
  const sections = [credentials.awsCli, credentials.jsSdk].filter((reading) => reading.readable);
  return new Set([
    ...readable.flatMap(({ profiles }) => [...profiles.keys()]),
    ...sections.flatMap(({ sections: named }) => [...named.keys()]),
  ]);
}

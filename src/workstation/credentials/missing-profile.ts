import { clientView, type SharedFiles, textOf } from "./client-view.ts";

/** A profile that is named and is in neither shared file. */
export interface MissingProfile {
  readonly name: string;
  /** The profile whose `source_profile` names it; absent where it is the one that was asked for. */
  readonly sourceOf: string | undefined;
  /** Those that are there, and lead to no missing one. */
  readonly others: readonly string[];
}

/**
 * Where a profile, or what its `source_profile` leads to, is not there for the AWS SDK for JavaScript. `default` never counts as
 * missing: clients take it for an empty one.
 */
export function missingProfile(profile: string, files: SharedFiles): MissingProfile | undefined {
  const { profiles } = clientView("jsSdk", files);
  const found = endOf(profile);
  if (found === undefined) return undefined;
  return { ...found, others: [...profiles.keys()].filter((name) => endOf(name) === undefined) };

  function endOf(start: string): Omit<MissingProfile, "others"> | undefined {
    const visited = new Set<string>();
    let sourceOf: string | undefined;
    for (let name: string | undefined = start; name !== undefined && name !== "default" && !visited.has(name); ) {
      const settings = profiles.get(name);
      if (settings === undefined) return { name, sourceOf };
      visited.add(name);
      sourceOf = name;
      name = settings.has("role_arn") ? textOf(settings, "source_profile") : undefined;
    }
    return undefined;
  }
}

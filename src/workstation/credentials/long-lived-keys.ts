import type { NamedSection, OpenedInspection } from "../inspection/opened-inspection.ts";

/** Where a key stands: a line of a file, or the environment of this shell. */
export type KeyPlace =
  | { readonly kind: "file"; readonly file: string; readonly line: number }
  | { readonly kind: "environment" };

/** A long-lived access key as found, with its secret: for signing one question at most, never for showing. */
export interface FoundKey {
  readonly place: KeyPlace;
  /** The section's name; `undefined` in the environment. */
  readonly profile: string | undefined;
  readonly id: string;
  readonly secret: string;
  /** The profile's Region, where it names one. */
  readonly region: string | undefined;
}

/**
 * The long-lived keys of the shared files and the environment: ids of an IAM user (AKIA…) with a secret and without a
 * session token. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export function longLivedKeys(inspection: OpenedInspection): readonly FoundKey[] {
  const { credentials, config, credentialSections, profiles, env } = inspection;
  const inCredentials = [...credentialSections.values()].flatMap((section) =>
    keyOf(section, credentials.file, profiles.get(section.name)?.values.get("region")),
  );
  const inConfig =
    config.file === credentials.file ? [] : [...profiles.values()].flatMap((section) => keyOf(section, config.file));
  return [...inCredentials, ...inConfig, ...inEnvironment(env)];
}

function keyOf({ name, section, values }: NamedSection, file: string, region?: string): readonly FoundKey[] {
  const pair = pairOf(
    values.get("aws_access_key_id"),
    values.get("aws_secret_access_key"),
    values.get("aws_session_token"),
  );
  if (pair === undefined) return [];
  const place = { kind: "file", file, line: section.line + 1 } as const;
  return [{ place, profile: name, ...pair, region: values.get("region") ?? region }];
}

function inEnvironment(env: OpenedInspection["env"]): readonly FoundKey[] {
  const pair = pairOf(env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN);
  if (pair === undefined) return [];
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined;
  return [{ place: { kind: "environment" }, profile: undefined, ...pair, region }];
}

function pairOf(id: string | undefined, secret: string | undefined, token: string | undefined) {
  if (!id?.startsWith("AKIA") || !secret || token) return undefined;
  return { id, secret };
}

import type { DrawnOn } from "../../core/aws/rival-variables.ts";
import { exportedProfile } from "../aws-config/exported-profile.ts";
import { readable } from "../aws-config/readings.ts";
import { type SharedFiles, textOf } from "./client-view.ts";
import type { CredentialAnswer, CredentialSource } from "./credential-source.ts";
import { credentialsIn } from "./credentials-in.ts";

/** A sign-in at Identity Center that a profile rests on; `profile` is the one of the chain that names it. */
export interface SsoBehind {
  readonly profile: string;
  readonly source: Extract<CredentialSource, { kind: "sso" }>;
}

/** What an answer rests on in the end, behind the roles that are assumed with it. */
export function restsOn(profile: string, answer: CredentialAnswer): { profile: string; answer: CredentialAnswer } {
  if (answer.kind !== "role") return { profile, answer };
  return restsOn(answer.sourceProfile ?? profile, answer.source);
}

/**
 * The sign-in behind a profile, with either kind of client: its own, its source's, or that of the profile from which the AWS
 * CLI hands on credentials where a client knows no sessions (`credential_process = aws configure export-credentials`).
 */
export function ssoBehind(profile: string, files: SharedFiles, visited: readonly string[] = []): SsoBehind | undefined {
  const { jsSdk, awsCli } = credentialsIn(files)(profile);
  for (const answer of [jsSdk, awsCli]) {
    const end = restsOn(profile, answer);
    if (end.answer.kind === "sso") return { profile: end.profile, source: end.answer };
    const handedOn = end.answer.kind === "process" ? exportedProfile(end.answer.command) : undefined;
    if (handedOn === undefined || visited.includes(handedOn)) continue;
    const behind = ssoBehind(handedOn, files, [...visited, profile]);
    if (behind !== undefined) return behind;
  }
  return undefined;
}

/** The profiles that sign in at Identity Center themselves, with both kinds of client; one beside `default` that is the same counts once. */
export function signInProfiles(files: SharedFiles): readonly string[] {
  const credentials = credentialsIn(files);
  const names = files.config.jsSdk.readable ? [...files.config.jsSdk.profiles.keys()] : [];
  const found = names.flatMap((name) => {
    const { jsSdk, awsCli } = credentials(name);
    return jsSdk.kind === "sso" && awsCli.kind === "sso" ? [{ name, what: JSON.stringify(jsSdk) }] : [];
  });
  const isTwin = ({ name, what }: (typeof found)[number]) =>
    name === "default" && found.some((other) => other.name !== name && other.what === what);
  return found.filter((one) => !isTwin(one)).map(({ name }) => name);
}

const ORIGINS: Readonly<Record<string, DrawnOn>> = { Environment: "environment", EcsContainer: "container" };

/** What a profile, or one whose role it assumes, draws on outside the files by `credential_source`. */
export function drawsOn(profile: string, { config, credentials }: SharedFiles): DrawnOn | undefined {
  const settingOf = (name: string, key: string) =>
    [
      ...readable(config).map(({ profiles }) => profiles.get(name)),
      ...readable(credentials).map(({ sections }) => sections.get(name)),
    ]
      .map((settings) => textOf(settings, key))
      .find((value) => value !== undefined);
  const visited = new Set<string>();
  for (let name: string | undefined = profile; name !== undefined && !visited.has(name); ) {
    visited.add(name);
    const origin = settingOf(name, "credential_source");
    if (origin !== undefined) return Object.hasOwn(ORIGINS, origin) ? ORIGINS[origin] : undefined;
    name = settingOf(name, "source_profile");
  }
  return undefined;
}

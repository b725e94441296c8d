import type { SectionSettings } from "../aws-config/reading.ts";
import { absentSession } from "./absent-session.ts";
import { type ClientView, clientView, type SharedFiles, textOf, theProfile } from "./client-view.ts";
import {
  absentSource,
  type CredentialAnswer,
  type CredentialSource,
  noCredentials,
  ssoOf,
  unclearSource,
} from "./credential-source.ts";
import type { ProfileChoice } from "./profile-choice.ts";

/**
 * What the AWS CLI and boto3 use for a profile. Mirrors `create_credential_resolver` of botocore: the first provider that
 * finds something answers, and one that finds half of it stops them all.
 * https://github.com/boto/botocore/blob/develop/botocore/credentials.py
 */
export function awsCliCredentials(files: SharedFiles): (choice: ProfileChoice) => CredentialAnswer {
  if (!files.config.awsCli.readable) return () => noCredentials("it refuses the config file");
  if (!files.credentials.awsCli.readable) return () => noCredentials("it refuses the credentials file");
  const view = clientView("awsCli", files);
  return ({ by, profile }) => {
    if (by !== "nobody" && !view.profiles.has(profile)) return noCredentials(`${theProfile(profile)} is not there`);
    const readsEnvironment = by !== "argument";
    return (
      (readsEnvironment ? ofEnvironment(view) : undefined) ??
      ofRole(profile, view, [profile]) ??
      ofProfile(profile, view, { readsEnvironment }) ??
      ofContainer(view) ??
      noCredentials(`nothing in ${theProfile(profile)} leads to credentials`)
    );
  };
}

/** A provider's answer; `undefined` leaves it to the next one. */
type Found = CredentialAnswer | undefined;

function ofEnvironment({ env }: ClientView): Found {
  const { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secret } = env;
  if (!keyId) return undefined;
  return secret ? { kind: "keys", from: "environment", keyId } : noCredentials("AWS_SECRET_ACCESS_KEY is not set");
}

function ofContainer({ env }: ClientView): Found {
  const isOne =
    env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI !== undefined || env.AWS_CONTAINER_CREDENTIALS_FULL_URI !== undefined;
  return isOne ? { kind: "container" } : undefined;
}

function ofInstance({ env }: ClientView): Found {
  return env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === "true" ? undefined : { kind: "instance" };
}

const CREDENTIAL_SOURCES: Readonly<Record<string, (view: ClientView) => Found>> = {
  Environment: ofEnvironment,
  EcsContainer: ofContainer,
  Ec2InstanceMetadata: ofInstance,
};

function assumesRole(settings: SectionSettings | undefined): boolean {
  return settings?.has("role_arn") === true && !settings.has("web_identity_token_file");
}

function hasKeys(settings: SectionSettings | undefined): boolean {
  return settings?.has("aws_access_key_id") === true || settings?.has("aws_secret_access_key") === true;
}

/** `visited`: the profiles on the way here, this one last. */
function ofRole(name: string, view: ClientView, visited: readonly string[]): Found {
  const settings = view.profiles.get(name);
  if (!assumesRole(settings)) return undefined;
  const [sourceProfile, origin] = [settings?.get("source_profile"), settings?.get("credential_source")];
  if ((sourceProfile === undefined) === (origin === undefined)) {
    return noCredentials(unclearSource(name, origin !== undefined));
  }
  const source =
    origin === undefined
      ? ofSource(String(sourceProfile), name, view, visited)
      : ofNamedSource(String(origin), name, view);
  if (source.kind === "none") return source;
  const roleArn = textOf(settings, "role_arn") ?? "";
  return { kind: "role", roleArn, sourceProfile: textOf(settings, "source_profile"), source };
}

function ofNamedSource(origin: string, name: string, view: ClientView): CredentialAnswer {
  const find = Object.hasOwn(CREDENTIAL_SOURCES, origin) ? CREDENTIAL_SOURCES[origin] : undefined;
  return find?.(view) ?? noCredentials(`credential_source of ${theProfile(name)} gives nothing`);
}

function ofSource(source: string, name: string, view: ClientView, visited: readonly string[]): CredentialAnswer {
  const settings = view.profiles.get(source);
  if (settings === undefined) return noCredentials(absentSource(name, source));
  if (visited.includes(source) && (source !== name || !hasKeys(settings))) {
    return noCredentials(`source_profile of ${theProfile(name)} leads in a circle`);
  }
  if (assumesRole(settings) && !hasKeys(settings)) {
    return ofRole(source, view, [...visited, source]) ?? noCredentials(`${theProfile(source)} has no credentials`);
  }
  return (
    ofProfile(source, view, { readsEnvironment: false }) ?? noCredentials(`${theProfile(source)} has no credentials`)
  );
}

/** What `ProfileProviderBuilder` builds, in its order. */
function ofProfile(
  name: string,
  view: ClientView,
  { readsEnvironment }: { readonly readsEnvironment: boolean },
): Found {
  const settings = view.profiles.get(name);
  return (
    ofWebIdentity(settings, readsEnvironment ? view.env : {}) ??
    ofSso(name, settings, view) ??
    ofKeys(view.inCredentials.get(name), "credentials") ??
    ofValue(settings, "login_session", (session): CredentialSource => ({ kind: "login", session })) ??
    ofValue(settings, "credential_process", (command): CredentialSource => ({ kind: "process", command })) ??
    ofKeys(view.inConfig.get(name), "config")
  );
}

function ofWebIdentity(settings: SectionSettings | undefined, env: ClientView["env"]): Found {
  const token = env.AWS_WEB_IDENTITY_TOKEN_FILE ?? textOf(settings, "web_identity_token_file");
  if (!token) return undefined;
  const roleArn = env.AWS_ROLE_ARN ?? textOf(settings, "role_arn");
  return roleArn
    ? { kind: "web-identity", roleArn }
    : noCredentials("there is a web identity token, and no role_arn for it");
}

function ofSso(name: string, settings: SectionSettings | undefined, { ssoSessions, config }: ClientView): Found {
  if (settings === undefined || !(settings.has("sso_account_id") || settings.has("sso_role_name"))) return undefined;
  const reference = settings.get("sso_session");
  const session = reference === undefined ? new Map() : ssoSessions.get(String(reference));
  if (session === undefined) return noCredentials(absentSession(String(reference), name, config, "awsCli"));
  const contrary = [...session].find(([key, value]) => settings.has(key) && settings.get(key) !== value);
  if (contrary !== undefined)
    return noCredentials(`${contrary[0]} of ${theProfile(name)} is not that of its sso-session`);
  const all = new Map([...settings, ...session]);
  return ssoOf(name, textOf(all, "sso_session"), all);
}

function ofKeys(settings: SectionSettings | undefined, from: "credentials" | "config"): Found {
  if (settings === undefined || !settings.has("aws_access_key_id")) return undefined;
  const keyId = textOf(settings, "aws_access_key_id");
  const isWhole = keyId !== undefined && textOf(settings, "aws_secret_access_key") !== undefined;
  return isWhole ? { kind: "keys", from, keyId } : noCredentials(`the ${from} file has half a pair of access keys`);
}

function ofValue(settings: SectionSettings | undefined, key: string, make: (value: string) => CredentialSource): Found {
  if (settings?.has(key) !== true) return undefined;
  const value = textOf(settings, key);
  return value === undefined ? noCredentials(`${key} is empty`) : make(value);
}

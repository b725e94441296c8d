import type { SectionSettings } from "../aws-config/reading.ts";
import { absentSession } from "./absent-session.ts";
import { type ClientView, clientView, type SharedFiles, textOf, theProfile } from "./client-view.ts";
import {
  absentSource,
  type CredentialAnswer,
  type CredentialSource,
  type NoCredentials,
  noCredentials,
  ssoOf,
  unclearSource,
} from "./credential-source.ts";
import type { ProfileChoice } from "./profile-choice.ts";
import { WAYS } from "./ways.ts";

/**
 * What the AWS SDK for JavaScript, and so ampx, uses for a profile: `fromNodeProviderChain` with AWS_PROFILE.
 * https://github.com/aws/aws-sdk-js-v3/tree/main/packages/credential-provider-ini
 */
export function jsSdkCredentials(files: SharedFiles): (choice: ProfileChoice) => CredentialAnswer {
  const view = clientView("jsSdk", files);
  return ({ by, profile }) => {
    // Where no profile is named, keys of the environment come first; where one is, they are left out.
    const answer = (by === "nobody" ? ofEnvironment(view) : undefined) ?? ofProfile(profile, view, new Set());
    return answer.kind === "none" ? orNextProvider(answer, profile, view) : answer;
  };
}

/** What the SDK goes on to when a profile leads nowhere, unless that stops it. */
function orNextProvider({ isFinal, reason }: Failed, profile: string, view: ClientView): CredentialAnswer {
  if (isFinal) return noCredentials(reason);
  const command = textOf(view.profiles.get(profile), "credential_process");
  if (command !== undefined) return { kind: "process", command };
  const { AWS_WEB_IDENTITY_TOKEN_FILE: token, AWS_ROLE_ARN: roleArn } = view.env;
  if (token && roleArn) return { kind: "web-identity", roleArn };
  return ofContainer(view) ?? noCredentials(reason);
}

/** After a failure that is not final the SDK tries the next provider. */
interface Failed extends NoCredentials {
  readonly isFinal: boolean;
}

type Found = CredentialSource | Failed;

function passed(reason: string): Found {
  return { kind: "none", reason, isFinal: false };
}

function stopped(reason: string): Found {
  return { kind: "none", reason, isFinal: true };
}

function ofEnvironment({ env }: ClientView): CredentialSource | undefined {
  const { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secret } = env;
  return keyId && secret ? { kind: "keys", from: "environment", keyId } : undefined;
}

function ofContainer({ env }: ClientView): CredentialSource | undefined {
  const isOne = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  return isOne ? { kind: "container" } : undefined;
}

const CREDENTIAL_SOURCES: Readonly<Record<string, (view: ClientView) => CredentialSource | undefined>> = {
  Environment: ofEnvironment,
  EcsContainer: ofContainer,
  Ec2InstanceMetadata: () => ({ kind: "instance" }),
};

/** In the order of `resolveProfileData`; `visited` are the source profiles on the way here. */
function ofProfile(name: string, view: ClientView, visited: ReadonlySet<string>): Found {
  const settings = view.profiles.get(name);
  const text = (key: string) => textOf(settings, key);
  const keys = ofKeys(name, view);
  if (visited.size > 0 && keys !== undefined) return keys;
  const [roleArn, source, origin] = [text("role_arn"), text("source_profile"), text("credential_source")];
  const isSource = visited.size > 0 && roleArn === undefined && origin !== undefined;
  if (isSource || (roleArn !== undefined && (source === undefined) !== (origin === undefined))) {
    return ofRole(name, view, visited);
  }
  if (keys !== undefined) return keys;
  if (roleArn !== undefined && text("web_identity_token_file") !== undefined) return { kind: "web-identity", roleArn };
  const [command, login] = [text("credential_process"), text("login_session")];
  if (command !== undefined) return { kind: "process", command };
  if (settings !== undefined && WAYS.sso.some((key) => settings.has(key))) return ofSso(name, settings, view);
  if (login !== undefined) return { kind: "login", session: login };
  if (settings === undefined) return passed(`${theProfile(name)} is not there`);
  if (roleArn !== undefined) return passed(unclearSource(name, source !== undefined));
  return passed(`nothing in ${theProfile(name)} leads to credentials`);
}

function ofKeys(name: string, view: ClientView): CredentialSource | undefined {
  const settings = view.profiles.get(name);
  const keyId = textOf(settings, "aws_access_key_id");
  if (keyId === undefined || textOf(settings, "aws_secret_access_key") === undefined) return undefined;
  const from = view.inCredentials.get(name)?.has("aws_access_key_id") ? "credentials" : "config";
  return { kind: "keys", from, keyId };
}

function ofRole(name: string, view: ClientView, visited: ReadonlySet<string>): Found {
  const settings = view.profiles.get(name);
  const [roleArn, sourceProfile] = [textOf(settings, "role_arn"), textOf(settings, "source_profile")];
  if (sourceProfile !== undefined && visited.has(sourceProfile)) {
    return passed(`source_profile of ${theProfile(name)} leads in a circle`);
  }
  if (roleArn !== undefined && textOf(settings, "mfa_serial") !== undefined) {
    return stopped(`${theProfile(name)} asks for the code of a device (mfa_serial), which it does not`);
  }
  if (sourceProfile !== undefined && !view.profiles.has(sourceProfile))
    return passed(absentSource(name, sourceProfile));
  const source =
    sourceProfile === undefined
      ? ofNamedSource(textOf(settings, "credential_source") ?? "", name, view)
      : ofProfile(sourceProfile, view, new Set([...visited, sourceProfile]));
  if (source.kind === "none" || roleArn === undefined) return source;
  return { kind: "role", roleArn, sourceProfile, source };
}

function ofNamedSource(origin: string, name: string, view: ClientView): Found {
  const find = Object.hasOwn(CREDENTIAL_SOURCES, origin) ? CREDENTIAL_SOURCES[origin] : undefined;
  return find?.(view) ?? passed(`credential_source of ${theProfile(name)} gives nothing`);
}

/** What the SDK takes for a Region, being part of a host's name. */
const HOST_LABEL = /^(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/;

/** Of an sso-session the SDK takes the portal, whatever the profile says about it. */
function ofSso(name: string, settings: SectionSettings, { ssoSessions, config }: ClientView): Found {
  const reference = textOf(settings, "sso_session");
  const session = reference === undefined ? settings : ssoSessions.get(reference);
  if (session === undefined) return stopped(absentSession(reference ?? "", name, config, "jsSdk"));
  const portal = ["sso_start_url", "sso_region"].map((key) => [key, session.get(key) ?? ""] as const);
  const answer = ssoOf(name, reference, new Map([...settings, ...portal]));
  if (answer.kind === "none") return stopped(answer.reason);
  if (answer.kind === "sso" && !HOST_LABEL.test(answer.ssoRegion)) {
    return stopped(`sso_region of ${theProfile(name)} is no Region`);
  }
  return answer;
}

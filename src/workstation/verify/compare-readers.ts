import { commandForCaller } from "../../core/text/command-line.ts";
import type { ConfigReading } from "../aws-config/reading.ts";
import { readLikeBoth, readLikeEach } from "../aws-config/readings.ts";
import { type CredentialAnswer, describeSource } from "../credentials/credential-source.ts";
import { credentialsIn } from "../credentials/credentials-in.ts";
import { isSignInFor } from "../credentials/identity.ts";
import { type Expected, failedCheck, type ProfileCheck } from "./profile-check.ts";
import { rivalChecks } from "./shell-checks.ts";

export interface ReaderInput {
  readonly profile: string;
  readonly expected: Expected;
  readonly config: string;
  readonly credentials: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * What the files and the environment mean to the AWS CLI and to the AWS SDK for JavaScript, which ampx uses. They differ
 * on purpose in places: static keys of the same name win in the SDK and lose in the AWS CLI.
 */
export function compareReaders({ profile, expected, config, credentials, env }: ReaderInput): readonly ProfileCheck[] {
  const both = readLikeBoth(config);
  if ("readable" in both) {
    const message = `The AWS CLI cannot read the config file (line ${both.line}): ${both.message}`;
    return [failedCheck("readers", message, both.remedy)];
  }
  const of = credentialsIn({ config: both, credentials: readLikeEach(credentials), env: {} });
  const { awsCli, jsSdk } = of(profile);
  const isShadowed = awsCli.kind === "sso" && jsSdk.kind === "keys" && jsSdk.from === "credentials";
  const differences = [...faultsOf("AWS CLI", both.awsCli, awsCli), ...faultsOf("AWS SDK", both.jsSdk, jsSdk)];
  return [...readers(), ...rivalChecks(env, expected.region)];

  function readers(): readonly ProfileCheck[] {
    if (isShadowed) {
      const message = `The credentials file holds access keys under [${profile}]: ampx would use those, the AWS CLI would use SSO.`;
      const remedy = `Run ${commandForCaller("doctor", "--fix")}, which renames that section, or take another name with --profile.`;
      return [failedCheck("readers", message, remedy)];
    }
    if (differences.length > 0) {
      const [local, doctor] = [commandForCaller("local"), commandForCaller("doctor", "--profile", profile)];
      return [failedCheck("readers", differences.join(" "), `Run ${local} again; if it stays so, ${doctor} says why.`)];
    }
    return [{ name: "readers", state: "ok", message: "The AWS CLI and the AWS SDK read the profile the same way." }];
  }

  function faultsOf(client: string, reading: ConfigReading, answer: CredentialAnswer): readonly string[] {
    const settings = reading.profiles.get(profile);
    if (settings === undefined) return [`The ${client} does not see the profile ${profile}.`];
    const wanted = {
      sso_account_id: expected.accountId,
      sso_role_name: expected.permissionSet,
      region: expected.region,
    };
    const wrong = Object.entries(wanted).filter(([key, value]) => settings.get(key) !== value);
    const session = settings.get("sso_session");
    const hasSession = typeof session === "string" && reading.ssoSessions.has(session);
    const faults = [
      ...wrong.map(([key, value]) => `The ${client} reads another ${key} than ${value}.`),
      ...(hasSession ? [] : [`The ${client} does not see the profile's sso-session.`]),
    ];
    if (faults.length > 0) return faults;
    if (answer.kind === "none") return [`The ${client} gets no credentials: ${answer.reason}.`];
    // Either file may send a sign-in elsewhere.
    return isSignInFor(expected, answer, of) ? [] : [`The ${client} would use ${describeSource(answer)}.`];
  }
}

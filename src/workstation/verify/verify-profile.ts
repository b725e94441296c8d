import { timeLimits } from "../../aws/time-limits.ts";
import { actingAs } from "../../core/aws/rival-variables.ts";
import { packagedFile } from "../../files/packaged.ts";
import { readIfThere } from "../../files/read-file.ts";
import { locateAwsFiles } from "../aws-config/file/config-location.ts";
import { awsProgram } from "../inspection/find-aws-cli.ts";
import { runProgram } from "../inspection/run-program.ts";
import { compareReaders } from "./compare-readers.ts";
import { amplifyCheck, awsCliCheck, bootstrapCheck, gen1Check, sdkCheck } from "./identity-checks.ts";
import type { Expected, ProfileCheck } from "./profile-check.ts";
import type { Identity } from "./resolve-identity.ts";

export interface Verification {
  readonly profile: string;
  readonly expected: Expected;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where calls go instead of AWS. */
  readonly endpoint?: string;
  readonly signal?: AbortSignal;
}

/**
 * Proves a profile: what both kinds of client read in the files, who each of them really is (in fresh processes with a
 * clean environment), an Amplify permission, and the CDK bootstrap that `npx ampx sandbox` needs.
 */
export async function verifyProfile(verification: Verification): Promise<readonly ProfileCheck[]> {
  const { expected } = verification;
  // What is compared are the keys of a sign-in; a role behind one has none.
  const readers = expected.roleName === undefined ? await readProfile(verification) : [];
  const clean = cleanEnvironment(verification);
  const [identity, cli] = await Promise.all([askSdk(clean, verification.signal), askAwsCli(clean, verification)]);
  verification.signal?.throwIfAborted();
  return [
    ...readers,
    sdkCheck(identity.arn, expected),
    ...(cli === undefined ? [] : [cli]),
    ...(identity.amplify === undefined ? [] : [amplifyCheck(identity.amplify, expected)]),
    ...(identity.bootstrap === undefined ? [] : [bootstrapCheck(identity.bootstrap, expected)]),
  ];
}

/** What both kinds of client read in the files, and what of the shell counts more: nobody has to be signed in for it. */
export async function readProfile({
  profile,
  expected,
  home,
  env,
}: Omit<Verification, "endpoint" | "signal">): Promise<readonly ProfileCheck[]> {
  const files = locateAwsFiles({ env, platform: process.platform, systemHome: home, cwd: process.cwd() });
  const [config = "", credentials = ""] = await Promise.all([
    readIfThere(files.config),
    readIfThere(files.credentials),
  ]);
  return compareReaders({ profile, expected, config, credentials, env });
}

/**
 * Proves a profile for Amplify Gen 1's CLI: its `credential_process` is run as that CLI runs it, and who it gives is asked of AWS.
 * `carried` is the profile whose credentials it hands on.
 */
export async function verifyGen1Profile(verification: Verification, carried: string): Promise<readonly ProfileCheck[]> {
  const { expected, signal } = verification;
  const env = cleanEnvironment(verification);
  const { arn } = await askSdk(env, signal);
  signal?.throwIfAborted();
  if ("value" in arn) return [gen1Check(arn, expected)];
  const words = ["configure", "export-credentials", "--profile", carried, "--format", "process"];
  const aws = await awsProgram(env, process.platform);
  const handed = aws === undefined ? NOT_THERE : await runProgram(aws, words, env, signal);
  return [gen1Check(arn, expected, handed)];
}

const NOT_THERE = { code: null, stderr: "" };

/** How the network is reached, and where the files are: what is needed, and cannot change who the profile is. */
const KEPT =
  /^(PATH|SystemRoot|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|AWS_CA_BUNDLE|AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|AWS_ENDPOINT_URL.*|AWS_IGNORE_CONFIGURED_ENDPOINT_URLS|AWS_USE_(FIPS|DUALSTACK)_ENDPOINT|ONBOARD_CALL_SECONDS|(https?|no|all)_proxy)$/i;

/** AWS's tools refuse an address of ours together with these, which choose among AWS's own. */
const AWS_HOSTS_OF_NO_KIND = { AWS_USE_FIPS_ENDPOINT: "false", AWS_USE_DUALSTACK_ENDPOINT: "false" };

/** Keys, Regions and profiles of the shell are left out: they would decide instead of the profile. */
function cleanEnvironment({ profile, home, env, endpoint }: Verification): NodeJS.ProcessEnv {
  return {
    ...actingAs(
      Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name))),
      { profile },
      process.platform,
    ),
    HOME: home,
    USERPROFILE: home,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    AWS_PAGER: "",
    AWS_MAX_ATTEMPTS: "2",
    ...(endpoint === undefined ? {} : { AWS_ENDPOINT_URL: endpoint, ...AWS_HOSTS_OF_NO_KIND }),
  };
}

async function askSdk(env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<Identity> {
  const { stdout, stderr } = await runProgram(
    process.execPath,
    [packagedFile("dist/workstation/verify/resolve-identity.js")],
    env,
    signal,
  );
  try {
    return JSON.parse(stdout) as Identity;
  } catch {
    return { arn: { error: "Error", message: stderr.split("\n")[0] || "it gave no answer in time" } };
  }
}

async function askAwsCli(
  env: NodeJS.ProcessEnv,
  { profile, expected, signal }: Verification,
): Promise<ProfileCheck | undefined> {
  const aws = await awsProgram(env, process.platform);
  if (aws === undefined) return undefined;
  const version = await runProgram(aws, ["--version"], env, signal);
  if (version.code !== 0) return undefined;
  const { connection, firstByte } = timeLimits(env);
  const limits = ["--cli-connect-timeout", seconds(connection), "--cli-read-timeout", seconds(firstByte)];
  const args = ["sts", "get-caller-identity", "--profile", profile, "--output", "json", ...limits];
  return awsCliCheck(version.stdout + version.stderr, await runProgram(aws, args, env, signal), expected);
}

/** As the AWS CLI takes it: whole, and 0 would be no limit. */
function seconds(milliseconds: number): string {
  return String(Math.max(1, Math.round(milliseconds / 1000)));
}

import { devNull } from "node:os";
import { machineProgram } from "../../files/search-path.ts";
import { runProgram } from "./run-program.ts";

/** The AWS CLI on the search path: its version, or that it did not answer, or that there is none. */
type InspectedAwsCli =
  | { readonly state: "found"; readonly version: readonly [major: number, minor: number, patch: number] }
  | { readonly state: "silent" }
  | { readonly state: "absent" };

/** The AWS CLI answers within a second or two, on a slow machine within some. Milliseconds. */
const LONGEST_WAIT = 8_000;
const KEPT = ["PATH", "Path", "HOME", "USERPROFILE", "SYSTEMROOT", "SystemRoot", "LANG"];

/**
 * Asks the AWS CLI on the search path for its version. It sees none of the user's files, which could have it load plugins,
 * and no variable that could send it anywhere.
 */
export async function findAwsCli(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  longestWait = LONGEST_WAIT,
): Promise<InspectedAwsCli> {
  const program = await awsProgram(env, platform);
  if (program === undefined) return { state: "absent" };
  const kept = Object.fromEntries(KEPT.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  const { stdout, stderr } = await runProgram(
    program,
    ["--version"],
    { ...kept, AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull, AWS_EC2_METADATA_DISABLED: "true" },
    AbortSignal.timeout(longestWait),
  );
  // Before 1.17 or so it answered on stderr.
  const [, major, minor, patch] = /\baws-cli\/(\d{1,4})\.(\d{1,4})\.(\d{1,4})/.exec(`${stdout}\n${stderr}`) ?? [];
  if (major === undefined) return { state: "silent" };
  return { state: "found", version: [Number(major), Number(minor), Number(patch)] };
}

/** The AWS CLI's program on the search path, as an absolute path: pip's is `aws.cmd` on Windows. */
export function awsProgram(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  return machineProgram("aws", env, platform);
}

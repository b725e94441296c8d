import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { devNull } from "node:os";
import path from "node:path";
import { runProgram } from "./run-program.ts";

/** The AWS CLI on the search path: its version, or that it did not answer, or that there is none. */
type InspectedAwsCli =
  | { readonly state: "found"; readonly version: readonly [major: number, minor: number, patch: number] }
  | { readonly state: "silent" }
  | { readonly state: "absent" };

/** The AWS CLI answers within a second or two, on a slow machine within some. Milliseconds. */
const LONGEST_WAIT = 8_000;
const KEPT = ["PATH", "Path", "HOME", "USERPROFILE", "SYSTEMROOT", "LANG"];

/**
 * Asks the AWS CLI on the search path for its version. It sees none of the user's files, which could have it load plugins,
 * and no variable that could send it anywhere.
 */
export async function findAwsCli(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  longestWait = LONGEST_WAIT,
): Promise<InspectedAwsCli> {
  const program = await onSearchPath(env, platform);
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

/** Folders that depend on where one stands are left out: a cloned repository must not bring its own `aws`. */
async function onSearchPath(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  const paths = platform === "win32" ? path.win32 : path.posix;
  const name = platform === "win32" ? "aws.exe" : "aws";
  const folders = (env.PATH ?? env.Path ?? "").split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
  for (const file of folders.map((folder) => paths.join(folder, name))) {
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

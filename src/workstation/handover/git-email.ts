import { execFile } from "node:child_process";
import { emailFault } from "../../core/aws/email-address.ts";
import { machineProgram } from "../../files/search-path.ts";

const TIME_LIMIT = 5000;

/** Where git is asked, and from where it is started. */
export interface GitPlace {
  readonly cwd: string;
  /** Git is started here: what it starts in turn is not to come from a repository either. */
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The address that git writes into commits made in this folder (`git config user.email`): the repository's, else the
 * user's. `undefined` without git, without a setting, after five seconds, or when it is no address.
 */
export async function readGitEmail({ cwd, home, env }: GitPlace): Promise<string | undefined> {
  const git = await machineProgram("git", env, process.platform);
  if (git === undefined) return undefined;
  const patience = { timeout: TIME_LIMIT, killSignal: "SIGKILL", maxBuffer: 4096 } as const;
  return new Promise((resolve) => {
    execFile(
      git,
      ["-C", cwd, "config", "--get", "user.email"],
      { ...patience, cwd: home, env, encoding: "utf8", windowsHide: true },
      (error, stdout) => {
        const address = stdout.trim();
        resolve(error === null && emailFault(address) === undefined ? address : undefined);
      },
    );
  });
}

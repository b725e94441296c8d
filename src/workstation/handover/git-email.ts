import { execFile } from "node:child_process";
import { emailFault } from "../../core/aws/email-address.ts";

const TIME_LIMIT = 5000;

/** Where git is asked, and from where it is started. */
export interface GitPlace {
  readonly cwd: string;
  /** Git is started here: Windows looks for programs in the working directory first, and a repository may hold one. */
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The address that git writes into commits made in this folder (`git config user.email`): the repository's, else the
 * user's. `undefined` without git, without a setting, after five seconds, or when it is no address.
 */
export function readGitEmail({ cwd, home, env }: GitPlace): Promise<string | undefined> {
  const patience = { timeout: TIME_LIMIT, killSignal: "SIGKILL", maxBuffer: 4096 } as const;
  return new Promise((resolve) => {
    execFile(
      "git",
      ["-C", cwd, "config", "--get", "user.email"],
      { ...patience, cwd: home, env, encoding: "utf8", windowsHide: true },
      (error, stdout) => {
        const address = stdout.trim();
        resolve(error === null && emailFault(address) === undefined ? address : undefined);
      },
    );
  });
}

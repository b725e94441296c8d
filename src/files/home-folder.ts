import os from "node:os";
import { OnboardError } from "../core/errors/onboard-error.ts";

/**
 * The home folder that an environment names, else the one that the system knows for this user. Throws an `OnboardError` where
 * neither does: a container may run as a user that its system has never heard of, and the AWS SDK stops there.
 */
export function homeFolder(env: NodeJS.ProcessEnv): string {
  try {
    return env.HOME || os.homedir();
  } catch (cause) {
    throw new OnboardError(
      {
        kind: "failed",
        message: "Your home folder is not known: HOME is not set, and the system does not know this user.",
        remedy: "Set HOME to a folder of yours, then run the same command again.",
      },
      { cause },
    );
  }
}

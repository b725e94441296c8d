import { pause } from "../../../aws/backoff.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { type Lock, takeLock } from "../../../files/lock.ts";

/** How long to wait for others, and when a lock is taken for abandoned; milliseconds. A write takes far less than these. */
export interface LockPatience {
  readonly waitMs: number;
  readonly staleMs: number;
}

const USUAL: LockPatience = { waitMs: 45_000, staleMs: 30_000 };

/** Takes the lock beside a config file. Throws when others keep it for longer than `waitMs`. */
export function lockConfig(file: string, { waitMs, staleMs }: LockPatience = USUAL): Promise<Lock> {
  const lockFile = `${file}.onboard-lock`;
  const until = Date.now() + waitMs;
  const wait = async (milliseconds: number) => {
    if (Date.now() > until) throw heldByOthers(lockFile);
    await pause(milliseconds);
  };
  return takeLock(lockFile, { staleAfter: staleMs, wait });
}

function heldByOthers(lockFile: string): OnboardError {
  return new OnboardError({
    kind: "failed",
    message: `Another run of onboard holds ${quoted(lockFile, 200)}.`,
    remedy: "Wait for it to end; if there is none, remove that file.",
  });
}

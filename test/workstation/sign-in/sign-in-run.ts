import { readdir } from "node:fs/promises";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { cacheFolder } from "../../../src/workstation/sign-in/cache-files.ts";
import { type Clock, systemClock } from "../../../src/workstation/sign-in/clock.ts";
import type { SignInOptions } from "../../../src/workstation/sign-in/flow.ts";
import { type SignedIn, signIn } from "../../../src/workstation/sign-in/sign-in.ts";
import type { SignInEvent } from "../../../src/workstation/sign-in/sign-in-event.ts";
import type { StubAws } from "./stub-aws.ts";
import { session, surroundings } from "./temporary-home.ts";

/** One sign-in against the stub: how it ended, and all that a person could have seen of it. */
export interface SignInRun {
  readonly result: SignedIn | OnboardError;
  readonly events: readonly SignInEvent[];
  /** What the browser showed in the end, if it came back. */
  readonly page: string;
}

export type RunOptions = Partial<SignInOptions> & Pick<SignInOptions, "home">;

/** Signs in with a browser that follows redirects at once, as someone who always agrees. */
export async function runSignIn(stub: Pick<StubAws, "url">, options: RunOptions): Promise<SignInRun> {
  const events: SignInEvent[] = [];
  const pages: Promise<string>[] = [];
  const result = await signIn({
    session,
    env: {},
    flow: "pkce",
    surroundings: surroundings(),
    endpoint: stub.url,
    show: (event) => void events.push(event),
    openBrowser: async (url) => {
      pages.push(
        fetch(url).then(
          (response) => response.text(),
          () => "",
        ),
      );
      return true;
    },
    ...options,
  }).catch((error: unknown) => {
    if (error instanceof OnboardError) return error;
    throw error;
  });
  return { result, events, page: (await Promise.all(pages)).join("\n") };
}

/** Everything a run could print or log: events, page, and the error with all that hangs on it. */
export function printed({ result, events, page }: SignInRun): string {
  const causes: unknown[] = [];
  for (let error: unknown = result; error instanceof Error; error = error.cause) {
    causes.push(error.name, error.message, error.stack, { ...error });
  }
  return JSON.stringify([events, causes]) + page;
}

/** The files of the cache, without the token's and the registration's: what a sign-in left lying about. */
export async function leftovers(home: string): Promise<readonly string[]> {
  const files = await readdir(cacheFolder(home)).catch(() => []);
  return files.filter((name) => !/^[0-9a-f]{40}\.json$/.test(name));
}

/** A clock that jumps ahead instead of waiting, and remembers how long it was asked to wait. */
export function jumpingClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  let ahead = 0;
  return {
    waits,
    now: () => systemClock.now() + ahead,
    wait: async (milliseconds, signal) => {
      waits.push(milliseconds);
      ahead += milliseconds;
      await systemClock.wait(0, signal);
    },
  };
}

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { certificatesWith, findCaBundle } from "../../aws/certificates.ts";
import type { Environment } from "../../core/aws/cdk-bootstrap.ts";
import { ACCOUNT_ID } from "../../core/aws/ids.ts";
import { regionFault } from "../../core/aws/regions.ts";
import { OnboardError } from "../../core/errors/onboard-error.ts";
import type { Variables } from "../../files/search-path.ts";
import type { Keys } from "../accounts/enter-account.ts";
import { inProgress } from "../calls/in-progress.ts";
import { explainBootstrap, placeOf } from "./explain-bootstrap.ts";
import { findToolkit } from "./find-toolkit.ts";
import { toolkitEnvironment, withAccess } from "./toolkit-environment.ts";
import { runProcess } from "./toolkit-process.ts";
import { isBeginning, lastWords, progressIn, withoutNames } from "./toolkit-words.ts";

export interface BootstrapInput {
  /** An administrator's keys in the account. They should last an hour. */
  readonly credentials: Keys;
  /** Where calls go instead of AWS; without it, where AWS_ENDPOINT_URL says. */
  readonly endpoint?: string | undefined;
  readonly environment: Environment;
  /** Other qualifiers that are known to be there: the default one then gets a stack of its own. */
  readonly besides?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told how many of the stack's resources are made. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly env?: Variables;
}

const QUALIFIER = "hnb659fds";
const STACK = "CDKToolkit";
/** A stack takes a minute; nothing is gained by waiting longer than the keys last. Milliseconds. */
const LONGEST_WAIT = 55 * 60_000;

/**
 * Bootstraps the CDK in one Region of an account with the CDK's own toolkit, as `cdk bootstrap` does, and resolves when
 * CloudFormation is done. Throws an OnboardError with the CDK's or AWS's own reason; when it is interrupted after
 * CloudFormation has begun, one that says so, as CloudFormation goes on by itself.
 * https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-bootstrap.html
 */
export async function bootstrapEnvironment(input: BootstrapInput): Promise<void> {
  const { environment, signal, env = process.env } = input;
  signal?.throwIfAborted();
  check(environment);
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-cdk-"));
  try {
    await settle(folder);
    const kept = { ...toolkitEnvironment(env, process.platform, folder), ...(await trusting(env, folder)) };
    const program = await findToolkit(env, folder, kept);
    signal?.throwIfAborted();
    await run(input, folder, program, kept);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * The folder has an `app` of its own, which is none: without it the toolkit runs the one that ~/.cdk.json names. And npm
 * takes the first folder upwards with a package.json for the project, whose programs it would prefer.
 */
async function settle(folder: string): Promise<void> {
  await writeFile(path.join(folder, "cdk.json"), JSON.stringify({ app: "" }));
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ private: true }));
}

/**
 * The toolkit takes a bundle for all that it trusts, reads no profile, and npm does not know the variable: both get a file with
 * everything that we trust.
 */
async function trusting(env: Variables, folder: string): Promise<Record<string, string>> {
  const bundle = await findCaBundle(env);
  if (bundle === undefined) return {};
  const file = path.join(folder, "certificates.pem");
  await writeFile(file, `${(await certificatesWith(bundle, env)).join("\n")}\n`);
  return { AWS_CA_BUNDLE: file, NODE_EXTRA_CA_CERTS: file };
}

async function run(
  input: BootstrapInput,
  folder: string,
  program: Awaited<ReturnType<typeof findToolkit>>,
  kept: Readonly<Record<string, string>>,
) {
  const { credentials, endpoint, environment, signal, onProgress } = input;
  let hasBegun = false;
  let most = 0;
  const isBeside = (input.besides ?? []).length > 0;
  const { code, lines } = await runProcess({
    program,
    args: argumentsFor(environment, isBeside),
    env: withAccess(kept, credentials, environment.region, endpoint),
    folder,
    longestWait: LONGEST_WAIT,
    signal,
    onLine: (line) => {
      hasBegun ||= isBeginning(line);
      const progress = progressIn(line);
      if (progress === undefined || progress.done <= most) return;
      most = progress.done;
      onProgress?.(progress.done, progress.total);
    },
  });
  if (code === 0) return;
  if (signal?.aborted) throw hasBegun ? inProgress(undefined, interruption(signal.reason, environment)) : signal.reason;
  const secrets = [credentials.secretAccessKey, credentials.sessionToken, credentials.accessKeyId];
  const stack = isBeside ? `${STACK}-${QUALIFIER}` : STACK;
  const reason = lastWords(lines, secrets.filter((secret) => secret !== undefined && secret !== "") as string[]);
  const error = explainBootstrap({ environment, stack, reason });
  throw hasBegun && (code === null || lostSight(reason)) ? inProgress(undefined, error) : error;
}

/** Nothing here comes from a file or from AWS unchecked: on Windows a shell reads it. */
function argumentsFor({ accountId, region }: Environment, isBeside: boolean): readonly string[] {
  const beside = ["--qualifier", QUALIFIER, "--toolkit-stack-name", `${STACK}-${QUALIFIER}`];
  const quiet = ["--ci", "--no-color", "--no-notices"];
  return ["bootstrap", `aws://${accountId}/${region}`, ...(isBeside ? beside : []), ...quiet];
}

function check({ accountId, region }: Environment): void {
  if (ACCOUNT_ID.test(accountId) && regionFault(region) === undefined) return;
  throw new Error(`aws://${accountId}/${region} is no environment`);
}

/** The toolkit stopped looking while CloudFormation may still be at it. */
function lostSight(reason: string): boolean {
  const said = withoutNames(reason);
  return /\b(ExpiredToken(Exception)?|token included in the request is expired|ENOTFOUND|ECONN[A-Z]+|ETIMEDOUT|EAI_AGAIN|socket hang up)\b/.test(
    said,
  );
}

function interruption(reason: unknown, environment: Environment): OnboardError {
  if (reason instanceof OnboardError) return reason;
  return new OnboardError({
    kind: "interrupted",
    message: `Interrupted while the CDK was bootstrapped in ${placeOf(environment)}.`,
    remedy: "Run the same command again: it finishes the job.",
  });
}

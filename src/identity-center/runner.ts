import { OnboardError } from "../core/errors/onboard-error.ts";
import type { Change } from "../core/state/change.ts";
import { describeChange, describeResource } from "../core/state/describe.ts";
import { dependenciesOf } from "../core/state/kinds.ts";
import type { ResourceKey } from "../core/state/resource.ts";
import { type ChangeResult, failedResult } from "../core/state/result.ts";
import type { Done } from "./calls/done.ts";
import { explain } from "./calls/explain.ts";
import { isStillOpen } from "./calls/in-progress.ts";

export interface Run {
  /** Makes one change, and resolves when AWS has done it. */
  readonly apply: (change: Change) => Promise<Done>;
  /** Told each result as it comes. */
  readonly onResult?: (result: ChangeResult) => void;
  /** Ends the run: nothing new starts. Called by us, too, when credentials turn out to be expired. */
  readonly stop: AbortController;
}

/**
 * Makes every change as soon as the changes it depends on are done: there is no barrier between kinds. One that fails
 * takes its dependants with it and nothing else. Results come back in the order of the changes, and not before
 * everything that was started has ended.
 */
export async function runChanges(changes: readonly Change[], run: Run): Promise<readonly ChangeResult[]> {
  const results = new Map<ResourceKey, Promise<ChangeResult>>();
  for (const change of inDependencyOrder(changes)) {
    const awaited = dependenciesOf(change.after).flatMap((key) => results.get(key) ?? []);
    results.set(change.key, runAfter(change, awaited, run));
  }
  const running = changes.flatMap((change) => results.get(change.key) ?? []);
  await Promise.allSettled(running);
  return Promise.all(running);
}

async function runAfter(change: Change, awaited: readonly Promise<ChangeResult>[], run: Run): Promise<ChangeResult> {
  const dependencies = await Promise.all(awaited);
  const result = await runOne(change, dependencies, run);
  run.onResult?.(result);
  return result;
}

async function runOne(change: Change, dependencies: readonly ChangeResult[], run: Run): Promise<ChangeResult> {
  if (change.blocked !== undefined) return failedResult(change, change.blocked.reason, change.blocked.remedy);
  const missing = dependencies.find((dependency) => dependency.outcome !== "applied");
  if (missing !== undefined) {
    return {
      outcome: "skipped",
      change,
      reason: `it needs ${describeResource(missing.change.after)}: ${missing.outcome}`,
    };
  }
  if (run.stop.signal.aborted) return skipped(change, run.stop.signal.reason);
  try {
    return { outcome: "applied", change, ...(await run.apply(change)) };
  } catch (error) {
    return resultOf(change, explain(error, describeChange(change)), run.stop);
  }
}

/**
 * Without credentials nothing else can succeed, so the run stops; so it does at anything unexpected, which is a bug.
 * What gave up waiting for its turn because the run stopped was never started.
 */
function resultOf(change: Change, error: Error, stop: AbortController): ChangeResult {
  if (stop.signal.aborted && error === stop.signal.reason) return skipped(change, error);
  if (!(error instanceof OnboardError)) {
    stop.abort(error);
    throw error;
  }
  if (error.kind === "signed-out") stop.abort(isStillOpen(error) ? error.cause : error);
  if (isStillOpen(error)) {
    const requestId = error.aws?.requestId;
    return { outcome: "outstanding", change, reason: error.message, ...(requestId === undefined ? {} : { requestId }) };
  }
  if (error.kind === "interrupted") return skipped(change, error);
  return failedResult(change, error.message, error.remedy, error.aws);
}

function skipped(change: Change, reason: unknown): ChangeResult {
  return { outcome: "skipped", change, reason: reason instanceof Error ? reason.message : "the run was interrupted" };
}

/** Plans come in dependency order already; a change that waits for a later one is moved behind it. */
function inDependencyOrder(changes: readonly Change[]): readonly Change[] {
  const byKey = new Map(changes.map((change) => [change.key, change]));
  const ordered = new Set<Change>();
  const place = (change: Change) => {
    for (const key of dependenciesOf(change.after)) {
      const dependency = byKey.get(key);
      if (dependency !== undefined && !ordered.has(dependency)) place(dependency);
    }
    ordered.add(change);
  };
  for (const change of changes) place(change);
  return [...ordered];
}

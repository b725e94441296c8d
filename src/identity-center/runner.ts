import { OnboardError } from "../core/errors/onboard-error.ts";
import { type Change, resourceOf } from "../core/state/change.ts";
import { describeChange, describeResource } from "../core/state/describe.ts";
import type { Instance } from "../core/state/observation.ts";
import { isDeletion, obstaclesToTaking, prerequisitesOf } from "../core/state/order.ts";
import type { Resource } from "../core/state/resource.ts";
import { type ChangeResult, failedResult } from "../core/state/result.ts";
import type { Done } from "./calls/done.ts";
import { explain } from "./calls/explain.ts";
import { KnownRefusal } from "./calls/known-refusals.ts";
import type { Site } from "./calls/remedies.ts";

export interface Run {
  /** Makes one change, and resolves when AWS has done it. */
  readonly apply: (change: Change) => Promise<Done>;
  /** The Identity Center that is changed, for remedies that hold for who acts on it. */
  readonly instance?: Instance;
  /** Told each change just before it is sent; may stop the run, and the change with it. */
  readonly onStart?: (change: Change) => void;
  /** Told each result as it comes. */
  readonly onResult?: (result: ChangeResult) => void;
  /** Ends the run: nothing new starts. Called by us, too, when credentials turn out to be expired. */
  readonly stop: AbortController;
}

/**
 * Makes every change as soon as those that come before it are done: there is no barrier between kinds. One that fails
 * takes its dependants with it and nothing else. Nothing is deleted before everything that the plan gives has ended, and
 * nothing of somebody who did not get all of it. Results come back in the order of the changes, and not before everything
 * that was started has ended.
 */
export async function runChanges(changes: readonly Change[], run: Run): Promise<readonly ChangeResult[]> {
  const prerequisites = prerequisitesOf(changes);
  const results = new Map<Change, Promise<ChangeResult>>();
  const start = (change: Change): Promise<ChangeResult> => {
    const started = results.get(change);
    if (started !== undefined) return started;
    const awaited = (prerequisites.get(change) ?? []).map(start);
    const result = isDeletion(change) ? takeAfter(change, awaited) : runAfter(change, awaited, run);
    results.set(change, result);
    return result;
  };
  const givenFirst = async () => {
    const ended = await Promise.all(changes.filter((change) => !isDeletion(change)).map(start));
    const missing = new Map(ended.flatMap((one) => (one.outcome === "applied" ? [] : [[one.change, one] as const])));
    const obstacleTo = obstaclesToTaking(changes, (change) => missing.has(change));
    return (change: Change) => missing.get(obstacleTo(change) ?? change);
  };
  let given: ReturnType<typeof givenFirst> | undefined;
  const takeAfter = async (change: Change, awaited: readonly Promise<ChangeResult>[]) => {
    given ??= givenFirst();
    const obstacle = (await given)(change);
    return runAfter(change, obstacle === undefined ? awaited : [Promise.resolve(obstacle), ...awaited], run);
  };
  const running = changes.map(start);
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
  if (missing !== undefined) return { outcome: "skipped", change, reason: reasonFor(change, missing) };
  if (!run.stop.signal.aborted) run.onStart?.(change);
  if (run.stop.signal.aborted) return skipped(change, run.stop.signal.reason);
  try {
    return { outcome: "applied", change, ...(await run.apply(change)) };
  } catch (error) {
    return resultOf(change, explain(error, describeChange(change), siteOf(change, run.instance)), run.stop);
  }
}

/** Where a change is aimed at. */
function siteOf(change: Change, instance: Instance | undefined): Site {
  const resource = resourceOf(change);
  return { place: placeOf(resource), isInAccount: false, ...(instance === undefined ? {} : { instance }) };
}

function placeOf(resource: Resource): Site["place"] {
  switch (resource.kind) {
    case "AccountAssignment": {
      const { accountId, permissionSet, principal } = resource;
      return { accountId, permissionSet, principal };
    }
    case "PermissionSetProvisioning":
      return { permissionSet: resource.permissionSet };
    case "PermissionSet":
      return { permissionSet: resource.name };
    default:
      return {};
  }
}

function reasonFor(waiting: Change, { change, outcome }: ChangeResult): string {
  if (isDeletion(waiting)) return `${describeChange(change)} comes first: ${outcome}`;
  return `it needs ${describeResource(resourceOf(change))}: ${outcome}`;
}

/**
 * Without credentials nothing else can succeed, so the run stops; so it does at anything unexpected, which is a bug.
 * What gave up waiting for its turn because the run stopped was never started.
 */
function resultOf(change: Change, error: Error, stop: AbortController): ChangeResult {
  if (stop.signal.aborted && error === stop.signal.reason) return skipped(change, error);
  if (error instanceof KnownRefusal) return notTriedAgain(change, error.refusal);
  if (!(error instanceof OnboardError)) {
    stop.abort(error);
    throw error;
  }
  const { kind, requestId } = error;
  const reason = kind === "in-progress" ? error.cause : error;
  if (reason instanceof OnboardError && reason.kind === "signed-out") stop.abort(reason);
  if (kind === "in-progress") {
    return { outcome: "outstanding", change, reason: error.message, ...(requestId === undefined ? {} : { requestId }) };
  }
  if (kind === "interrupted") return skipped(change, error);
  return failedResult(change, error.message, error.remedy, error.aws, error.failureCause);
}

/** What would meet a cause for which AWS has refused something else is not sent. */
function notTriedAgain(change: Change, { message, remedy, failureCause }: OnboardError): ChangeResult {
  const reason = `Not tried, since another was refused for the same reason: ${message}`;
  return { outcome: "skipped", change, reason, remedy, ...(failureCause === undefined ? {} : { cause: failureCause }) };
}

function skipped(change: Change, reason: unknown): ChangeResult {
  return { outcome: "skipped", change, reason: reason instanceof Error ? reason.message : "the run was interrupted" };
}

import type * as z from "zod";
import { BOOTSTRAP_NEEDED } from "../aws/cdk-bootstrap.ts";
import type { State } from "../state/resource.ts";
import { commandForCaller } from "../text/command-line.ts";
import type { Immutable } from "../text/immutable.ts";
import type { foundBootstrapSchema } from "./plan-schema.ts";

/** What was read of the CDK's bootstrap in one account and Region. */
export type FoundBootstrap = Immutable<z.output<typeof foundBootstrapSchema>>;

/** What a plan that bootstraps has read: the stacks that are there. What is not there is among its changes. */
export function foundBootstraps(observed: State): readonly FoundBootstrap[] {
  return [...observed.values()].flatMap((resource): FoundBootstrap[] => {
    if (resource.kind !== "Bootstrap") return [];
    const { accountId, region, version } = resource;
    return [{ accountId, region, answer: { kind: "version", version } }];
  });
}

/**
 * The same at a later time, when nobody has looked again: what was there may be gone, and somebody may have bootstrapped what
 * was not. Nothing is known any more, and what was missing is told with that.
 */
export function asOfThen(found: readonly FoundBootstrap[]): readonly FoundBootstrap[] {
  return found.flatMap(({ answer, ...environment }): FoundBootstrap[] => {
    if (answer.kind === "unknown") return [{ ...environment, answer }];
    if (answer.kind === "version" && answer.version >= BOOTSTRAP_NEEDED) return [];
    const was = answer.kind === "missing" ? "not bootstrapped" : `bootstrapped in version ${answer.version}`;
    const remedy = `${commandForCaller("status", "--emails", "FILE")} looks.`;
    const reason = `It was ${was} when the plan was made, and apply does not look again.`;
    return [{ ...environment, answer: { kind: "unknown", reason, remedy } }];
  });
}

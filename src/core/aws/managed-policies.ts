import type { Fault } from "../errors/fault.ts";
import { closest, isSlip } from "../text/did-you-mean.ts";
import { quoted } from "../text/visible-text.ts";
import bundled from "./managed-policies.json" with { type: "json" };

/** Where AWS's own policies were on the day of the list, by their names: no two have one name. */
const PATHS: ReadonlyMap<string, string> = new Map(
  Object.entries(bundled.paths).flatMap(([path, names]) => names.split(" ").map((name) => [name, path] as const)),
);

/**
 * What is odd about the ARN of a managed policy that AWS did not have on the day of the list, in whatever partition. AWS
 * adds some every week: only AWS can say that there is none.
 */
export function unlistedPolicyFault(arn: string): Fault | undefined {
  const [, partition = "aws", path = "", name = ""] =
    /^arn:([a-z-]+):iam::aws:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  if (PATHS.get(name) === path) return partition === "aws" ? undefined : elsewhere(arn, partition);
  const meant = closest(name, PATHS.keys());
  return {
    message: `${quoted(arn, 200)} was not among AWS's managed policies on ${bundled.asOf}.`,
    remedy:
      meant === undefined
        ? "Correct it, if it is not newer."
        : `Did you mean "arn:${partition}:iam::aws:policy${PATHS.get(meant)}${meant}"?`,
  };
}

/** The list is of the usual partition: others have fewer, and no page says which. */
function elsewhere(arn: string, partition: string): Fault {
  return {
    message: `${quoted(arn, 200)} may not be among AWS's managed policies of the partition ${partition}: only those of aws are listed anywhere.`,
    remedy:
      "Name what is there (`aws iam list-policies --scope AWS` prints it), or an inlinePolicy, under permissionSets in onboard.json.",
  };
}

/** Whether the ARN is that of one of AWS's policies but for a slip in its name. What AWS has added since then is seldom so near to another. */
export function isMisspeltPolicy(arn: string): boolean {
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const meant = PATHS.has(name) ? undefined : closest(name, PATHS.keys());
  return meant !== undefined && isSlip(name, meant);
}

import { canonicalJson } from "../text/canonical-json.ts";
import { patternCovers } from "./glob.ts";
import { readPolicy, type Statement, textsIn } from "./policy-document.ts";
import { asAnything, narrowest, resourcesCover } from "./resource-pattern.ts";

/**
 * Whether a policy certainly allows nothing that the one before did not: each of its Allow statements is within one
 * that was there, and every Deny was kept. Anything subtler counts as not narrower, since only IAM can tell.
 */
export function isPlainlyNarrower(after: string, before: string | undefined): boolean {
  if (after === before) return true;
  const now = readPolicy(after);
  const then = before === undefined ? { version: now?.version, statements: [] } : readPolicy(before);
  if (now === undefined || then === undefined || now.version !== then.version) return false;
  const had = then.statements.filter(({ Effect }) => Effect === "Allow");
  const denies = new Set(now.statements.map(textOf));
  return (
    now.statements
      .filter(({ Effect }) => Effect === "Allow")
      .every((statement) => had.some((one) => isWithin(statement, one))) &&
    then.statements.filter(({ Effect }) => Effect === "Deny").every((statement) => denies.has(textOf(statement)))
  );
}

/** A Sid says nothing about what is allowed. */
function textOf({ Sid: _, ...rest }: Statement): string {
  return canonicalJson(rest);
}

/** Whether a statement says the same as another one of fewer actions, of fewer resources, or under a condition more. */
function isWithin(now: Statement, then: Statement): boolean {
  const { Action, Resource, Condition, ...rest } = now;
  const { Action: actions, Resource: resources, Condition: condition, ...others } = then;
  return (
    textOf(rest) === textOf(others) &&
    (condition === undefined || canonicalJson(Condition ?? null) === canonicalJson(condition)) &&
    areCovered(Action, actions, (pattern, other) => patternCovers(pattern.toLowerCase(), other.toLowerCase())) &&
    areCovered(Resource, resources, isResourceWithin)
  );
}

function areCovered(now: unknown, then: unknown, covers: (pattern: string, other: string) => boolean): boolean {
  if (now === undefined || then === undefined) return now === then;
  return textsIn(now).every((one) => textsIn(then).some((pattern) => pattern === one || covers(pattern, one)));
}

function isResourceWithin(pattern: string, other: string): boolean {
  return narrowest(pattern).some((one) => asAnything(other).every((text) => resourcesCover(one, text)));
}

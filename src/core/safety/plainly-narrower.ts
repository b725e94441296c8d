import { canonicalJson } from "../text/canonical-json.ts";
import { type Policy, readPolicy } from "./policy-document.ts";

/**
 * Whether a policy certainly allows nothing that the one before did not: it has no new Allow statement and has kept
 * every Deny. Anything subtler counts as not narrower, since only IAM can tell.
 */
export function isPlainlyNarrower(after: string, before: string | undefined): boolean {
  if (after === before) return true;
  const now = readPolicy(after);
  const then = before === undefined ? { version: now?.version, statements: [] } : readPolicy(before);
  if (now === undefined || then === undefined || now.version !== then.version) return false;
  const had = new Set(textsOf(then, "Allow"));
  const denies = new Set(textsOf(now, "Deny"));
  return (
    textsOf(now, "Allow").every((text) => had.has(text)) && textsOf(then, "Deny").every((text) => denies.has(text))
  );
}

/** Statements of one effect; a Sid says nothing about what is allowed. */
function textsOf({ statements }: Policy, effect: "Allow" | "Deny"): readonly string[] {
  return statements.filter(({ Effect }) => Effect === effect).map(({ Sid: _, ...rest }) => canonicalJson(rest));
}

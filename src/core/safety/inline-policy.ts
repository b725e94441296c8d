import { canonicalJson } from "../text/canonical-json.ts";

type Statement = Readonly<Record<string, unknown>>;

interface Policy {
  readonly version: unknown;
  readonly statements: readonly Statement[];
}

/**
 * Whether a policy certainly allows nothing that the one before did not: it has no new Allow statement and has kept
 * every Deny. Anything subtler counts as not narrower, since only IAM can tell.
 */
export function isPlainlyNarrower(after: string, before: string | undefined): boolean {
  if (after === before) return true;
  const now = read(after);
  const then = before === undefined ? { version: now?.version, statements: [] } : read(before);
  if (now === undefined || then === undefined || now.version !== then.version) return false;
  const had = new Set(textsOf(then, "Allow"));
  const denies = new Set(textsOf(now, "Deny"));
  return (
    textsOf(now, "Allow").every((text) => had.has(text)) && textsOf(then, "Deny").every((text) => denies.has(text))
  );
}

/** Whether a statement of the policy allows every action, or all of IAM, or all but some, on every resource. */
export function allowsEverything(policy: string): boolean {
  return (read(policy)?.statements ?? []).some((statement) => {
    const actions = listOf(statement.Action);
    const isWide = actions.some((action) => /^(\*+|\*:\*|iam:\*)$/i.test(action)) || statement.NotAction !== undefined;
    const isEverywhere = listOf(statement.Resource).includes("*") || statement.NotResource !== undefined;
    return statement.Effect === "Allow" && isWide && isEverywhere;
  });
}

/** Statements of one effect; a Sid says nothing about what is allowed. */
function textsOf({ statements }: Policy, effect: "Allow" | "Deny"): readonly string[] {
  return statements.filter(({ Effect }) => Effect === effect).map(({ Sid: _, ...rest }) => canonicalJson(rest));
}

/** What AWS has may be anything; what cannot be read is not judged. */
function read(text: string): Policy | undefined {
  try {
    const document: unknown = JSON.parse(text);
    if (!isRecord(document)) return undefined;
    const statements = [document.Statement ?? []].flat();
    return statements.every(isRecord) ? { version: document.Version, statements } : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Statement {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly string[] {
  return [value].flat().filter((item) => typeof item === "string");
}

import { PARTITIONS } from "../aws/partition-table.ts";
import { isRecord } from "../text/json-record.ts";
import { patternCovers, patternsMeet } from "./glob.ts";
import { ASSUMING, CODE_RUNNERS, LEVERS, type Lever, NOBODYS_ROLES, PASSING } from "./levers.ts";
import { readPolicy, type Statement, textsIn } from "./policy-document.ts";
import { asAnything, narrowest, resourcesCover, resourcesMeet } from "./resource-pattern.ts";

/** What a policy lets its holder do that a reviewer must not read past. */
export type PolicyPower =
  /** All actions. */
  | { readonly kind: "everything" }
  /** All actions but some that it names, and IAM's are among these. */
  | { readonly kind: "everything-but" }
  /** To give themselves what they were not given, by these actions. */
  | { readonly kind: "raise"; readonly by: readonly string[] };

/** An action of no service there is: whoever is allowed that was given every service. */
const ANYTHING: Lever = { action: "any-service:AnyAction", on: ["arn:aws:any-service:*:*:*"] };

/** A policy that a person who may attach it would attach to themselves. */
const BEST_POLICIES = ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/IAMFullAccess"];

/**
 * The most that a policy document lets its holder do. It is read as IAM reads it where that is certain, and as the
 * wider of two readings where it is not: a Deny counts when it has no condition and covers all that is allowed, a
 * condition of an Allow when it is one that is known to take the power away. So neither a Deny more nor a narrower
 * resource ever makes a policy more powerful.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function powerOf(policy: string): PolicyPower | undefined {
  const statements = readPolicy(policy)?.statements ?? [];
  const isAllowed = (lever: Lever) => grantsOf(statements, lever).length > 0;
  const by = raisingActions(statements);
  if (isAllowed(ANYTHING))
    return { kind: by.some((action) => action.startsWith("iam:")) ? "everything" : "everything-but" };
  return by.length > 0 ? { kind: "raise", by } : undefined;
}

function raisingActions(statements: readonly Statement[]): readonly string[] {
  const single = LEVERS.filter((lever) => grantsOf(statements, lever).some((grant) => !isBounded(grant)));
  const assumes = grantsOf(statements, ASSUMING).length > 0;
  const passing = grantsOf(statements, PASSING);
  const runners = CODE_RUNNERS.filter(({ principals }) => passing.some((grant) => isPassedTo(grant, principals)));
  const run = runners.flatMap(({ levers }) => levers).find((lever) => grantsOf(statements, lever).length > 0);
  return [
    ...new Set([
      ...single.map(({ action }) => action),
      ...(assumes ? [ASSUMING.action] : []),
      ...(run === undefined ? [] : [`${PASSING.action} with ${run.action}`]),
    ]),
  ];
}

/** The Allow statements that give the action on one of its resources, as far as no Deny takes it away again. */
function grantsOf(statements: readonly Statement[], { action, on }: Lever): readonly Statement[] {
  const denies = statements.filter(
    (statement) => statement.Effect === "Deny" && !hasCondition(statement) && isAbout(statement, action),
  );
  const isDenied = (resource: string) =>
    resourcesCover(NOBODYS_ROLES, resource) || denies.some((deny) => denyCovers(deny, resource));
  return statements.filter(
    (statement) =>
      statement.Effect === "Allow" &&
      isAbout(statement, action) &&
      on.some((resource) => !isDenied(resource) && reached(statement, resource).some((one) => !isDenied(one))),
  );
}

/** Whether a statement is about an action, whose case IAM does not mind. */
function isAbout({ Action, NotAction }: Statement, action: string): boolean {
  const isNamed = (patterns: unknown) =>
    textsIn(patterns).some((pattern) => patternCovers(pattern.toLowerCase(), action.toLowerCase()));
  return NotAction === undefined ? isNamed(Action) : !isNamed(NotAction);
}

/** The patterns of a statement that meet a resource; all of it where the statement names what it is not about. */
function reached({ Resource, NotResource }: Statement, resource: string): readonly string[] {
  if (NotResource === undefined) {
    return textsIn(Resource)
      .flatMap(widest)
      .filter((pattern) => resourcesMeet(pattern, resource));
  }
  return textsIn(NotResource)
    .flatMap(narrowest)
    .some((pattern) => resourcesCover(pattern, resource))
    ? []
    : [resource];
}

function denyCovers({ Resource, NotResource }: Statement, resource: string): boolean {
  if (NotResource === undefined) {
    return textsIn(Resource)
      .flatMap(narrowest)
      .some((pattern) => resourcesCover(pattern, resource));
  }
  return !textsIn(NotResource)
    .flatMap(asAnything)
    .some((pattern) => resourcesMeet(pattern, resource));
}

/** All that a pattern may stand for. Whoever comes through Identity Center has a role, and no aws:username. */
function widest(pattern: string): readonly string[] {
  return /\$\{aws:username\}/i.test(pattern) ? [] : asAnything(pattern);
}

function hasCondition({ Condition }: Statement): boolean {
  return Condition !== undefined && !(isRecord(Condition) && Object.keys(Condition).length === 0);
}

/** Conditions that take the power from a write, unless their values let through the one thing that gives it. */
const BOUNDS: Readonly<Record<string, readonly string[]>> = {
  "iam:permissionsboundary": BEST_POLICIES,
  "iam:policyarn": BEST_POLICIES,
  // A delegated administrator of Identity Center is as good as its administrator; one of another service is not.
  "organizations:serviceprincipal": ["sso.amazonaws.com"],
};

/** Whether a statement gives only what stays within a boundary, or what comes from a short list. */
function isBounded(statement: Statement): boolean {
  return Object.entries(BOUNDS).some(([key, best]) => {
    const values = valuesOf(statement, key)?.flatMap(asAnything);
    return values !== undefined && !values.some((value) => best.some((one) => patternsMeet(value, one)));
  });
}

function isPassedTo(statement: Statement, principals: readonly string[]): boolean {
  const values = valuesOf(statement, "iam:passedtoservice");
  if (values === undefined) return true;
  const wanted = values.map(inUsualPartition);
  return principals.some((principal) => wanted.some((value) => patternsMeet(value, principal)));
}

/** Services of other partitions may have another suffix: `lambda.amazonaws.com.cn`. */
function inUsualPartition(principal: string): string {
  const suffix = OTHER_SUFFIXES.find((one) => principal.toLowerCase().endsWith(`.${one}`));
  return suffix === undefined ? principal : `${principal.slice(0, -suffix.length)}amazonaws.com`;
}

const OTHER_SUFFIXES = Object.values(PARTITIONS)
  .map(({ dnsSuffix }) => dnsSuffix)
  .filter((suffix) => suffix !== "amazonaws.com");

/** Operators that let through what has one of the values, and nothing that has none. */
const POSITIVE = /^(foranyvalue:)?(string|arn)(equals|equalsignorecase|like)$/;
/** Keys that no request is without, so that "if it exists" is always. */
const ALWAYS_THERE = ["iam:passedtoservice", "organizations:serviceprincipal"];

/** The values that a key must have for the statement to hold; `undefined` where it need have none of them. */
function valuesOf({ Condition }: Statement, key: string): readonly string[] | undefined {
  if (!isRecord(Condition)) return undefined;
  for (const [written, keys] of Object.entries(Condition)) {
    const operator = written.toLowerCase().replace(ALWAYS_THERE.includes(key) ? /ifexists$/ : /^$/, "");
    if (!POSITIVE.test(operator) || !isRecord(keys)) continue;
    const found = Object.entries(keys).find(([name]) => name.toLowerCase() === key);
    if (found !== undefined) return textsIn(found[1]);
  }
  return undefined;
}

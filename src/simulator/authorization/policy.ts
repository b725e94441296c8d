import * as z from "zod";
import { InputRefused } from "../input-refused.ts";
import { type ConditionKeys, conditionSchema, isMet, matches } from "./condition.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Action: names.optional(),
    NotAction: names.optional(),
    Resource: names.optional(),
    NotResource: names.optional(),
    Condition: conditionSchema.optional(),
  })
  .refine((one) => (one.Action === undefined) !== (one.NotAction === undefined), {
    message: "needs either Action or NotAction",
  })
  .refine((one) => (one.Resource === undefined) !== (one.NotResource === undefined), {
    message: "needs either Resource or NotResource",
  });

const policy = z.strictObject({
  Version: z.literal("2012-10-17"),
  Id: z.string().optional(),
  Statement: z.union([statement.transform((one) => [one]), z.array(statement).min(1)]),
});

/** An IAM identity policy. Of conditions those on tags are simulated, and a policy that has others is refused. */
export type Policy = z.infer<typeof policy>;
type Statement = Policy["Statement"][number];

/** Reads a policy document. Throws {@link InputRefused} with every problem, each with its place. */
export function parsePolicy(text: string, source: string): Policy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputRefused(`${source} is not JSON.`, [`${source}: ${(error as Error).message}`]);
  }
  const parsed = policy.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputRefused(
    `${source} is no IAM policy that can be simulated.`,
    parsed.error.issues.map(({ path, message }) => `${source}: ${path.join(".") || "the document"}: ${message}`),
  );
}

/**
 * Whether a policy lets somebody do this to all of these resources: an explicit deny counts above every allow, and what
 * nothing allows is denied. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(
  { Statement }: Policy,
  action: string,
  resources: readonly string[],
  keysOn: (resource: string) => ConditionKeys = () => new Map(),
): Decision {
  for (const resource of resources) {
    const keys = keysOn(resource);
    const matching = Statement.filter((one) => covers(one, action, resource) && isMet(one.Condition, keys));
    if (matching.some(({ Effect }) => Effect === "Deny")) return { allowed: false, resource, explicitly: true };
    if (matching.length === 0) return { allowed: false, resource, explicitly: false };
  }
  return { allowed: true };
}

export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly resource: string; readonly explicitly: boolean };

function covers({ Action, NotAction, Resource, NotResource }: Statement, action: string, resource: string): boolean {
  const isAction = Action === undefined ? !matchesAny(NotAction, action, "i") : matchesAny(Action, action, "i");
  return (
    isAction && (Resource === undefined ? !matchesAny(NotResource, resource, "") : matchesAny(Resource, resource, ""))
  );
}

/** Actions are compared without regard to case, resources with it. */
function matchesAny(patterns: string | readonly string[] = [], text: string, flags: "i" | ""): boolean {
  return [patterns].flat().some((pattern) => matches(pattern, text, flags));
}

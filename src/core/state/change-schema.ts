import * as z from "zod";
import {
  descriptionFault,
  relayStateFault,
  sessionDurationFault,
  tagKeyFault,
  tagValueFault,
} from "../aws/permission-set-rules.ts";
import { managedPolicyFault, policyDocumentFault, policyNameFault, policyPathFault } from "../aws/policy-rules.ts";
import type { Fault } from "../errors/fault.ts";
import { boundedText, reportFault } from "../text/ruled-text.ts";
import { keyOf, type PermissionSet, type Resource } from "./resource.ts";
import { resourceSchema } from "./resource-schema.ts";

const key = boundedText(4096, "Identifies the resource by its names");

const blocked = z
  .strictObject({
    reason: boundedText(20_000, "Why it cannot be made"),
    remedy: boundedText(20_000, "What must be done first"),
  })
  .meta({ id: "Blocker", description: "There when the change cannot be made; it is never sent to AWS" });

const creation = z.strictObject({
  action: z.literal("create"),
  key,
  before: z.null(),
  after: resourceSchema,
  blocked: blocked.exactOptional(),
});

const update = z.strictObject({
  action: z.literal("update"),
  key,
  before: resourceSchema,
  after: resourceSchema,
  blocked: blocked.exactOptional(),
});

/** One thing that AWS lacks or has differently. What it adds keeps to the rules that the settings keep to. */
export const changeSchema = z
  .discriminatedUnion("action", [creation, update])
  .superRefine((change, context) => {
    const { before, after } = change;
    reportFault(identityFault(change), context);
    if (after.kind !== "PermissionSet") return;
    const had = before?.kind === "PermissionSet" ? before : undefined;
    for (const fault of additionFaults(had, after)) reportFault(fault, context, ["after"]);
  })
  .meta({ id: "Change", description: "One thing to create or update" });

interface AnyChange {
  readonly action: "create" | "update";
  readonly key: string;
  readonly before: Resource | null;
  readonly after: Resource;
}

/** What would be another change than it says it is. */
function identityFault({ action, key: written, before, after }: AnyChange): Fault | undefined {
  const remedy = "Plan again: this is not as onboard wrote it.";
  if (written !== keyOf(after)) return { message: "The key of a change is not that of its resource.", remedy };
  if (before !== null && keyOf(before) !== written) {
    return { message: "A change is about one resource before and another one after.", remedy };
  }
  const updates = ["Account", "PermissionSet", "PermissionSetProvisioning", "Bootstrap"].includes(after.kind);
  const possible = action === "create" ? after.kind !== "PermissionSetProvisioning" : updates;
  return possible ? undefined : { message: `A ${after.kind} is never ${PAST[action]}.`, remedy };
}

const PAST = { create: "created", update: "updated" } as const;

function additionFaults(had: PermissionSet | undefined, after: PermissionSet): readonly Fault[] {
  const fresh = <Value>(
    value: Value | undefined,
    before: Value | undefined,
    rule: (value: Value) => Fault | undefined,
  ) => (value === undefined || JSON.stringify(value) === JSON.stringify(before) ? undefined : rule(value));
  const tags = Object.entries(after.tags).filter(([name, value]) => had?.tags[name] !== value);
  const policies = after.managedPolicies.filter((arn) => !had?.managedPolicies.includes(arn));
  const customer = after.customerManagedPolicies.filter(
    ({ name, path }) => !had?.customerManagedPolicies.some((one) => one.name === name && one.path === path),
  );
  return [
    fresh(after.sessionDuration, had?.sessionDuration, sessionDurationFault),
    fresh(after.description, had?.description, descriptionFault),
    fresh(after.relayState, had?.relayState, relayStateFault),
    fresh(after.inlinePolicy, had?.inlinePolicy, policyTextFault),
    fresh(after.permissionsBoundary, had?.permissionsBoundary, boundaryFault),
    ...policies.map(managedPolicyFault),
    ...customer.map(customerPolicyFault),
    ...tags.map(([name, value]) => tagKeyFault(name) ?? tagValueFault(value)),
  ].filter((fault) => fault !== undefined);
}

function boundaryFault(boundary: NonNullable<PermissionSet["permissionsBoundary"]>): Fault | undefined {
  return "managedPolicyArn" in boundary
    ? managedPolicyFault(boundary.managedPolicyArn)
    : customerPolicyFault(boundary.customerManagedPolicy);
}

function customerPolicyFault({ name, path }: PermissionSet["customerManagedPolicies"][number]): Fault | undefined {
  return policyNameFault(name) ?? policyPathFault(path);
}

function policyTextFault(text: string): Fault | undefined {
  const document = jsonOf(text);
  if (document === null || typeof document !== "object" || Array.isArray(document)) {
    return { message: "An inline policy is not a JSON object.", remedy: "Plan again." };
  }
  return policyDocumentFault(document as Readonly<Record<string, unknown>>);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

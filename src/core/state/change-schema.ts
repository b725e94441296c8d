import * as z from "zod";
import type { Fault } from "../errors/fault.ts";
import { boundedText, reportFault } from "../text/ruled-text.ts";
import { type Action, type Change, resourceOf } from "./change.ts";
import { keyOf, kindOf } from "./kinds.ts";
import { resourceSchema } from "./resource-schema.ts";

const key = boundedText(4096, "Identifies the resource by its names");

const blocked = z
  .strictObject({
    reason: boundedText(20_000, "Why it cannot be made"),
    remedy: boundedText(20_000, "What must be done first"),
    command: boundedText(4096, "What to type for it, where it is one command").exactOptional(),
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

const deletion = z.strictObject({
  action: z.literal("delete"),
  key,
  before: resourceSchema,
  after: z.null(),
  blocked: blocked.exactOptional(),
});

/** One thing that AWS lacks, has differently, or has and should not. What it adds keeps to the rules that the settings keep to. */
export const changeSchema = z
  .discriminatedUnion("action", [creation, update, deletion])
  .superRefine((change, context) => {
    reportFault(identityFault(change), context);
    for (const fault of additionFaults(change)) reportFault(fault, context, ["after"]);
  })
  .meta({ id: "Change", description: "One thing to create, update or delete" });

/** What would be another change than it says it is. */
function identityFault(change: Change): Fault | undefined {
  const { action, key: written, before } = change;
  const resource = resourceOf(change);
  const remedy = "Plan again: this is not as onboard wrote it.";
  if (written !== keyOf(resource)) return { message: "The key of a change is not that of its resource.", remedy };
  if (before !== null && keyOf(before) !== written) {
    return { message: "A change is about one resource before and another one after.", remedy };
  }
  const isPossible = kindOf(resource).actions.includes(action);
  return isPossible ? undefined : { message: `A ${resource.kind} is never ${PAST[action]}.`, remedy };
}

const PAST = { create: "created", update: "updated", delete: "deleted" } as const satisfies Record<Action, string>;

function additionFaults({ before, after }: Change): readonly Fault[] {
  if (after === null) return [];
  return kindOf(after).additionFaults?.(before ?? undefined, after) ?? [];
}

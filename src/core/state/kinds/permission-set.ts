import { canonicalJson } from "../../text/canonical-json.ts";
import type { Change } from "../change.ts";
import { doingTo } from "../doing.ts";
import { keyFrom } from "../key-parts.ts";
import type { KindOf } from "../kind.ts";
import { creationTags, WRITTEN_TAG } from "../ownership.ts";
import type { PermissionSet, Resource, ResourceKey } from "../resource.ts";
import { replacedSet } from "./compare-permission-sets.ts";
import { mergePermissionSet } from "./merge-permission-set.ts";
import { additionFaults } from "./permission-set-additions.ts";
import { contentOf, differencesOf } from "./permission-set-words.ts";

/** Calls that make one: create, then one for each part of it. */
const CALLS = 4;

/** The key of the permission set with this name. IAM minds the case of its roles' names. */
export function permissionSetKey(name: string): ResourceKey {
  return keyFrom("PermissionSet", name);
}

/** Whether accounts that already have the permission set must be provisioned again: tags alone never reach a role. */
export function changesRole(change: Change): boolean {
  if (change.action !== "update" || change.before.kind !== "PermissionSet") return false;
  const withoutTags = (resource: Resource) => canonicalJson({ ...resource, tags: {} });
  return withoutTags(change.before) !== withoutTags(change.after);
}

/**
 * Whether nothing of a permission set changes but whose sessions it ends: everybody else who holds it can do what they could.
 */
export function endsSessionsOnly(change: Change): boolean {
  if (!changesRole(change) || change.before?.kind !== "PermissionSet") return false;
  const theRest = (resource: Resource | null) => canonicalJson({ ...resource, tags: {}, endedSessions: [] });
  return theRest(change.before) === theRest(change.after);
}

export const permissionSet: KindOf<PermissionSet> = {
  actions: ["create", "update", "delete"],
  rank: 3,
  rankOfDeletion: 4,
  keyOf: ({ name }) => permissionSetKey(name),
  dependenciesOf: () => [],
  created: (desired) => ({ ...desired, tags: creationTags(desired) }),
  merged: mergePermissionSet,
  replaced: replacedSet,
  // The tag that records who wrote it tells how far the writing is.
  outcomeOf: (one) => {
    const { [WRITTEN_TAG]: _, ...tags } = one.tags;
    return { ...one, tags };
  },
  additionFaults,
  timeFor: (count) => ({ ssoAdminCalls: CALLS * (count.create + count.update) + count.delete }),
  describe: ({ name }) => `permission set ${name}`,
  subject: ({ name }) => `Permission set ${name}`,
  doing: (action, { name }) => `${doingTo(action)} permission set ${name}`,
  tell: ({ before, after }) => {
    if (after === null) return { concerns: "all", words: `permission set ${before.name}` };
    const what = before === null ? contentOf(after) : differencesOf(before, after);
    return { concerns: "all", words: `permission set ${after.name}: ${what.join(", ")}` };
  },
  redact: (one, { screen }) => ({
    ...one,
    name: screen(one.name),
    ...(one.description === undefined ? {} : { description: screen(one.description) }),
    ...(one.inlinePolicy === undefined ? {} : { inlinePolicy: screen(one.inlinePolicy) }),
  }),
};

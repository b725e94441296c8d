import type { AccessPermissionSet } from "../access/access.ts";
import { DEFAULT_PERMISSION_SET, permissionSetOf } from "../settings/settings.ts";
import { readSettings } from "../settings/settings-file.ts";
import { SETTINGS_FILE } from "../settings/settings-name.ts";
import type { WrittenSettings } from "../settings/settings-schema.ts";
import { mergePermissionSet } from "../state/kinds/merge-permission-set.ts";
import { OWNER_TAG, WRITTEN_TAG } from "../state/ownership.ts";
import type { PermissionSet } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { recordIn } from "../text/json-record.ts";

type WrittenSets = NonNullable<WrittenSettings["permissionSets"]>;
type WrittenSet = NonNullable<WrittenSets[string]>;
type Content = NonNullable<AccessPermissionSet["content"]>;

/**
 * The permission sets of which the settings say something: those that onboard made are described as AWS has them, so that they stay its
 * own to keep, each so that the next run changes nothing of it, or not at all. All others are somebody else's, and only rows
 * name them: of the one that has a description even if nobody wrote one, the settings say so.
 */
export function adoptedSets(sets: readonly AccessPermissionSet[], partition: string): WrittenSets {
  const adopted = sets.flatMap(({ name, ours, content }): readonly (readonly [string, WrittenSet | null])[] => {
    const written = ours === "yes" && content !== undefined ? writtenSet(content) : undefined;
    if (content !== undefined && written !== undefined && changesNothing(content, written, partition))
      return [[name, written]];
    return name === DEFAULT_PERMISSION_SET ? [[name, null]] : [];
  });
  return Object.fromEntries(adopted);
}

function writtenSet(content: Content): WrittenSet {
  const { managedPolicies, customerManagedPolicies, inlinePolicy, permissionsBoundary, sessionDuration } = content;
  const { description, relayState, tags } = content;
  const { [OWNER_TAG.key]: owner = OWNER_TAG.value, [WRITTEN_TAG]: _, ...others } = tags;
  const ownTags = owner === OWNER_TAG.value ? others : { [OWNER_TAG.key]: owner, ...others };
  return {
    managedPolicies,
    ...(customerManagedPolicies.length === 0 ? {} : { customerManagedPolicies }),
    // A document that cannot be read is none that settings could hold: it is refused with them.
    ...(inlinePolicy === undefined ? {} : { inlinePolicy: recordIn(inlinePolicy) ?? {} }),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    sessionDuration,
    ...(description === undefined ? {} : { description }),
    ...(relayState === undefined ? {} : { relayState }),
    ...(Object.keys(ownTags).length === 0 ? {} : { tags: ownTags }),
  };
}

/** Read from the settings and merged into what AWS has, it is what AWS has. */
function changesNothing(content: Content, written: WrittenSet, partition: string): boolean {
  const present: PermissionSet = { kind: "PermissionSet", ...content };
  const { name } = content;
  const text = JSON.stringify({ permissionSets: Object.fromEntries([[name, written]]) });
  const { settings, problems } = readSettings(text, { kind: "file", file: SETTINGS_FILE });
  const read = settings.permissionSets.get(name);
  if (problems.length > 0 || !read) return false;
  return canonicalJson(mergePermissionSet(present, permissionSetOf(name, read, partition))) === canonicalJson(present);
}

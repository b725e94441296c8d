import { pathAndName } from "../aws/policy-name.ts";
import { fingerprintOf } from "../text/canonical-json.ts";
import { durationSeconds } from "../text/duration.ts";
import type { PermissionSet } from "./resource.ts";

/** The tag that says a permission set was made by this tool; what does not carry it belongs to somebody else. */
export const OWNER_TAG = { key: "managed-by", value: "amplify-onboard" } as const;

/**
 * The tag that says what a permission set of ours held when it was last written: a digest of each of its parts. It is
 * what changes behind our back are told by, without a state file. It proves nothing against whoever may tag.
 */
export const WRITTEN_TAG = "amplify-onboard:written";

/** Stands in {@link WRITTEN_TAG} while a set is being written, so that half a write is not taken for somebody's change. */
export const UNFINISHED = "unfinished";

/** What of a permission set is recorded, each by itself. Tags are not: they never reach a role. */
export type Part = "duration" | "description" | "relayState" | "managed" | "customer" | "inline" | "boundary";

const PARTS = ["duration", "description", "relayState", "managed", "customer", "inline", "boundary"] as const;
const RECORD = new RegExp(`^${PARTS.map((part) => `${part}=[0-9a-f]{8}`).join(" ")}$`);

/** Whether this tool made the permission set, even if the settings give the owner tag another value. */
export function isOurs({ tags }: PermissionSet): boolean {
  return tags[OWNER_TAG.key] === OWNER_TAG.value || tags[WRITTEN_TAG] !== undefined;
}

/** The tags of ours with which a permission set is created. */
export function creationTags(after: PermissionSet): Readonly<Record<string, string>> {
  return { [OWNER_TAG.key]: OWNER_TAG.value, ...after.tags, [WRITTEN_TAG]: recordOf(digestsOf(after)) };
}

/**
 * A permission set at an endpoint that tells no tags, as AWS never is: it is taken for ours and as the settings want it tagged. Nothing
 * could be done about the opposite there.
 */
export function withAssumedTags(set: PermissionSet, wanted: PermissionSet["tags"] = {}): PermissionSet {
  return { ...set, tags: creationTags({ ...set, tags: wanted }) };
}

/**
 * The tags of `after` when it takes the place of `before`: a set of ours has its record renewed for the parts that
 * change, so that what somebody else changed in the others stays visible; a foreign set gets none of our tags.
 */
export function updateTags(before: PermissionSet, after: PermissionSet): Readonly<Record<string, string>> {
  const { [WRITTEN_TAG]: _, ...tags } = after.tags;
  if (!isOurs(before)) return tags;
  const [had, has, recorded] = [digestsOf(before), digestsOf(after), readRecord(before)];
  const digests = PARTS.map((part) => [part, had[part] === has[part] ? (recorded?.[part] ?? has[part]) : has[part]]);
  return { ...tags, [WRITTEN_TAG]: recordOf(Object.fromEntries(digests) as Digests) };
}

/**
 * The parts of a permission set of ours that AWS has otherwise than we left them, those left out that are as the
 * settings want them by now. None for a foreign set, and where the record is missing, unfinished or somebody's own.
 */
export function partsChangedBehind(present: PermissionSet, wanted: PermissionSet): readonly Part[] {
  const recorded = readRecord(present);
  if (recorded === undefined) return [];
  const [has, wants] = [digestsOf(present), digestsOf(wanted)];
  return PARTS.filter((part) => has[part] !== recorded[part] && has[part] !== wants[part]);
}

/** Whether the part was like this one's when it was last written. */
export function wasLeftLike(present: PermissionSet, part: Part, other: PermissionSet): boolean {
  return readRecord(present)?.[part] === digestsOf(other)[part];
}

/** Whether anything but tags differs. */
export function differsBeyondTags(before: PermissionSet, after: PermissionSet): boolean {
  const [had, has] = [digestsOf(before), digestsOf(after)];
  return PARTS.some((part) => had[part] !== has[part]);
}

type Digests = Readonly<Record<Part, string>>;

function digestsOf(set: PermissionSet): Digests {
  const parts = partsOf(set);
  return Object.fromEntries(PARTS.map((part) => [part, fingerprintOf(parts[part]).slice(0, 8)])) as Digests;
}

/** The parts of a permission set as they are compared: lists have no order, and durations go by their value. */
export function partsOf(set: PermissionSet) {
  return {
    duration: durationSeconds(set.sessionDuration) ?? set.sessionDuration,
    description: set.description ?? null,
    relayState: set.relayState ?? null,
    managed: [...set.managedPolicies].sort(),
    customer: set.customerManagedPolicies.map(pathAndName).sort(),
    inline: set.inlinePolicy ?? null,
    boundary: set.permissionsBoundary ?? null,
  } satisfies Record<Part, unknown>;
}

/** At most 256 characters, of those that a tag's value may have. */
function recordOf(digests: Digests): string {
  return PARTS.map((part) => `${part}=${digests[part]}`).join(" ");
}

function readRecord({ tags }: PermissionSet): Digests | undefined {
  const written = tags[WRITTEN_TAG] ?? "";
  if (!RECORD.test(written)) return undefined;
  return Object.fromEntries(written.split(" ").map((entry) => entry.split("="))) as Digests;
}

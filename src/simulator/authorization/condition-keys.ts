import type { World } from "../world/world.ts";
import type { ConditionKeys } from "./condition.ts";

type Tags = Readonly<Record<string, string>>;

/** The condition keys of a call on one of its resources. */
export function conditionKeysOf(input: unknown, resource: string, world: World): ConditionKeys {
  return new Map([
    ...keysFor("aws:requesttag", requestTags(input)),
    ...keysFor("aws:resourcetag", resourceTags(resource, world)),
  ]);
}

function keysFor(prefix: string, tags: Tags): readonly (readonly [string, string])[] {
  return Object.entries(tags).map(([key, value]) => [`${prefix}/${key.toLowerCase()}`, value]);
}

function requestTags(input: unknown): Tags {
  const { Tags } = (input ?? {}) as { readonly Tags?: unknown };
  if (!Array.isArray(Tags)) return {};
  return Object.fromEntries(Tags.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]));
}

/** An account and an identity store have no tags for Identity Center; what Organizations tags is named by the ARN's end. */
function resourceTags(arn: string, { permissionSets, instances, accounts, organizationalUnits }: World): Tags {
  const id = arn.includes(":organizations:") ? (arn.split("/").at(-1) ?? "") : "";
  const found = permissionSets.get(arn) ?? instances.get(arn) ?? accounts.get(id) ?? organizationalUnits.get(id);
  return found?.tags ?? {};
}

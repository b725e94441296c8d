import { type Change, resourceOf } from "./change.ts";
import { kindOf } from "./kinds.ts";
import type { Resource } from "./resource.ts";

/** A resource in a few words, for sentences: `user ana@example.com`. */
export function describeResource(resource: Resource): string {
  return kindOf(resource).describe(resource);
}

/** What making a change is called, for errors: "creating user ana@example.com". */
export function describeChange(change: Change): string {
  const resource = resourceOf(change);
  return kindOf(resource).doing(change.action, resource);
}

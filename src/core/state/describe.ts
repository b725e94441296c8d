import type { Change } from "./change.ts";
import { kindOf } from "./kinds.ts";
import type { Resource } from "./resource.ts";

/** A resource in a few words, for sentences: `user ana@example.com`. */
export function describeResource(resource: Resource): string {
  return kindOf(resource).describe(resource);
}

/** What making a change is called, for errors: "creating user ana@example.com". */
export function describeChange({ action, after }: Change): string {
  return kindOf(after).doing(action, after);
}

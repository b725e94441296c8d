import type { Kind, ResourceKey } from "./resource.ts";

/** A key of these parts, joined by a character that {@link folded} names do not hold. */
export function keyFrom(kind: Kind, ...parts: readonly string[]): ResourceKey {
  return [kind, ...parts].join("|") as ResourceKey;
}

/** User and group names are told apart without regard to case, as the directory does. A `|` in a name is escaped. */
export function folded(name: string): string {
  return name.toLowerCase().replaceAll("%", "%25").replaceAll("|", "%7C");
}

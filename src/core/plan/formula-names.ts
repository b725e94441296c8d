import { formulaFault } from "../aws/name-rules.ts";
import type { Blocker } from "../state/change.ts";
import type { Resource } from "../state/resource.ts";

/**
 * Why nothing is made under this name: exports for spreadsheets would hold it. What AWS has already may be called so
 * (`@developers`, as identity providers name groups). People's names are looked at where the team file is read.
 */
export function formulaBlocker(resource: Resource): Blocker | undefined {
  const fault = formulaFault(newNameOf(resource) ?? "");
  if (fault === undefined) return undefined;
  const { message, remedy } = fault;
  return {
    reason: `AWS has none of this name, and it is not made: ${message}`,
    remedy: `${remedy} Or name one that is there.`,
  };
}

function newNameOf(resource: Resource): string | undefined {
  switch (resource.kind) {
    case "Group":
      return resource.displayName;
    case "PermissionSet":
    case "Account":
      return resource.name;
    default:
      return undefined;
  }
}

import type { Change } from "../state/change.ts";
import { dependenciesOf, keyOf, kindOf } from "../state/kinds.ts";
import type { Resource } from "../state/resource.ts";
import { fingerprintOf } from "../text/canonical-json.ts";
import { quoted } from "../text/visible-text.ts";
import { keysBehind, type Person } from "./person.ts";
import type { SavedPlan } from "./saved-plan.ts";

/** Something that cannot stand where it stands, and the path to it. */
export interface Inconsistency {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What a document that has the right shape says in contradiction to itself. */
export function inconsistencies({ plan, desired, absent }: SavedPlan): readonly Inconsistency[] {
  const { purpose, instance, people, changes, fingerprint } = plan;
  const keys = new Set(desired.map(keyOf));
  const isPlans = fingerprint === fingerprintOf({ purpose, instance, people, changes });
  const message = "The fingerprint of the plan is not that of its purpose, instance, people and changes.";
  return [
    ...(isPlans ? [] : [{ path: ["plan", "fingerprint"], message }]),
    ...desiredFaults(desired),
    ...absentFaults(absent, keys),
    ...deletionFaults(changes, absent),
    ...accountFaults(desired, keys),
    ...people.flatMap((person, index) => personFaults(person, ["plan", "people", index, "access"], keys)),
  ];
}

function desiredFaults(desired: readonly Resource[]): readonly Inconsistency[] {
  const seen = new Set<string>();
  return desired.flatMap((resource, index) => {
    const key = keyOf(resource);
    const path = ["desired", index];
    // What is never made follows from what AWS has.
    if (!kindOf(resource).actions.includes("create")) {
      return [{ path, message: `A ${resource.kind} is never desired.` }];
    }
    if (seen.has(key)) return [{ path, message: `${quoted(key)} is desired twice.` }];
    seen.add(key);
    return [];
  });
}

/** What is to be gone is named once, can go, and is not asked for as well. */
function absentFaults(absent: readonly Resource[], desired: ReadonlySet<string>): readonly Inconsistency[] {
  const seen = new Set<string>();
  return absent.flatMap((resource, index) => {
    const key = keyOf(resource);
    const path = ["absent", index];
    if (!kindOf(resource).actions.includes("delete")) {
      return [{ path, message: `A ${resource.kind} is never deleted.` }];
    }
    if (desired.has(key)) return [{ path, message: `${quoted(key)} is desired, and to be absent.` }];
    if (seen.has(key)) return [{ path, message: `${quoted(key)} is to be absent twice.` }];
    seen.add(key);
    return [];
  });
}

/** Nothing is deleted that nobody asked to be gone. */
function deletionFaults(changes: readonly Change[], absent: readonly Resource[]): readonly Inconsistency[] {
  const asked = new Set<string>(absent.map(keyOf));
  return changes.flatMap(({ action, key }, index) =>
    action !== "delete" || asked.has(key)
      ? []
      : [{ path: ["plan", "changes", index], message: `${quoted(key)} is deleted, and is not to be absent.` }],
  );
}

/** AWS gives a root address to one account only, and nothing can be put into an account that nobody asks for. */
function accountFaults(desired: readonly Resource[], keys: ReadonlySet<string>): readonly Inconsistency[] {
  const addresses = new Set<string>();
  return desired.flatMap((resource, index) => {
    const path = ["desired", index];
    const missing = dependenciesOf(resource).find((key) => key.startsWith("Account|") && !keys.has(key));
    if (missing !== undefined) return [{ path, message: `It rests on ${quoted(missing)}, which is not desired.` }];
    if (resource.kind !== "Account") return [];
    const address = resource.email.toLowerCase();
    if (addresses.has(address))
      return [{ path, message: `${quoted(address)} is the root address of another account.` }];
    addresses.add(address);
    return [];
  });
}

/**
 * What is handed over to a person must be what the plan sees to. A permission set may be one that nobody describes, and
 * bootstrapping is asked for or not.
 */
function personFaults(
  person: Person,
  path: readonly PropertyKey[],
  desired: ReadonlySet<string>,
): readonly Inconsistency[] {
  return person.access.flatMap((access, index) => {
    const missing = keysBehind(person, access).find(
      (key) => !/^(PermissionSet|Bootstrap)\|/.test(key) && !desired.has(key),
    );
    if (missing === undefined) return [];
    return [{ path: [...path, index], message: `It rests on ${quoted(missing)}, which is not desired.` }];
  });
}

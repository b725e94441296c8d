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
export function inconsistencies({ plan, desired }: SavedPlan): readonly Inconsistency[] {
  const { instance, people, changes, fingerprint } = plan;
  const keys = new Set(desired.map(keyOf));
  const isPlans = fingerprint === fingerprintOf({ instance, people, changes });
  const message = "The fingerprint of the plan is not that of its instance, people and changes.";
  return [
    ...(isPlans ? [] : [{ path: ["plan", "fingerprint"], message }]),
    ...desiredFaults(desired),
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

import type { Change } from "../state/change.ts";
import { extraPolicies } from "../state/extra-policies.ts";
import { endsSessionsOnly, permissionSetKey } from "../state/kinds/permission-set.ts";
import type { Observation } from "../state/observation.ts";
import type { PermissionSet } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Danger } from "./danger-schema.ts";
import {
  customerPolicyWords,
  inlinePolicyWords,
  managedPolicyWords,
  powersOf,
  unknownPolicyWords,
} from "./permission-set-power.ts";
import { isPlainlyNarrower } from "./plainly-narrower.ts";
import { powerOf } from "./policy-power.ts";

interface Input {
  readonly changes: readonly Change[];
  readonly observation: Observation;
}

/** Whether somebody may hold the permission set. One that is provisioned nowhere is as good as new. */
export function isSetInUse({ state, provisioned }: Observation, { name }: Pick<PermissionSet, "name">): boolean {
  return state.has(permissionSetKey(name)) && (provisioned.get(name)?.accountIds.length ?? 0) > 0;
}

/**
 * People who have access would get more of it, or a new permission set would be powerful. A set that is provisioned
 * nowhere is as good as new: nobody has it, as after a run that ended while it was being made.
 */
export function widerPermissionsDanger({ changes, observation }: Input): Danger | undefined {
  const found = changes.flatMap((change) => {
    const { before, after } = change;
    // What ends sessions gives nobody anything, when it comes and when it goes.
    if (after?.kind !== "PermissionSet" || endsSessionsOnly(change)) return [];
    const accounts = observation.provisioned.get(after.name)?.accountIds.length ?? 0;
    const isUsed = before?.kind === "PermissionSet" && isSetInUse(observation, after);
    const grants = isUsed ? widenings(before, after) : powersOf(after);
    if (grants.length === 0) return [];
    const where = isUsed ? `, in use in ${accounts === 1 ? "1 account" : `${accounts} accounts`},` : "";
    return [{ grants, words: `${after.name}${where} would get ${shownList(grants, 3)}${forWhom(after, changes)}` }];
  });
  if (found.length === 0) return undefined;
  const words = found.map((one) => one.words);
  const more = words.length > 3 ? `; and ${words.length - 3} more permission sets` : "";
  return {
    name: "wider-permissions",
    count: found.reduce((sum, { grants }) => sum + grants.length, 0),
    message: `More would be allowed than before: permission set ${words.slice(0, 3).join("; ")}${more}.${unknownPolicyWords(found.flatMap(({ grants }) => grants))}`,
  };
}

/** Those to whom the plan gives the permission set. */
function forWhom({ name }: PermissionSet, changes: readonly Change[]): string {
  const holders = changes.flatMap(({ action, after }) =>
    action === "create" && after.kind === "AccountAssignment" && after.permissionSet === name
      ? [visibleText(after.principal.name)]
      : [],
  );
  return holders.length === 0 ? "" : `, for ${shownList([...new Set(holders)], 3)}`;
}

function widenings(before: PermissionSet, after: PermissionSet): readonly string[] {
  const { managed } = extraPolicies(after, before);
  const had = new Set(before.customerManagedPolicies.map(customerPolicyWords));
  const inline = after.inlinePolicy;
  const hadBoundary = before.permissionsBoundary;
  const isOtherBoundary =
    hadBoundary !== undefined && canonicalJson(hadBoundary) !== canonicalJson(after.permissionsBoundary ?? null);
  return [
    ...managed.map(managedPolicyWords),
    ...after.customerManagedPolicies.map(customerPolicyWords).filter((policy) => !had.has(policy)),
    ...(inline !== undefined && !isPlainlyNarrower(inline, before.inlinePolicy) ? [inlineWords(before, inline)] : []),
    ...(isOtherBoundary ? ["another permissions boundary"] : []),
  ];
}

function inlineWords({ inlinePolicy }: PermissionSet, inline: string): string {
  const power = powerOf(inline);
  if (power !== undefined) return inlinePolicyWords(power);
  return inlinePolicy === undefined ? "an inline policy" : "an inline policy that is not plainly narrower";
}

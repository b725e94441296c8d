import type { Change } from "../state/change.ts";
import { extraPolicies } from "../state/extra-policies.ts";
import type { Observation } from "../state/observation.ts";
import type { PermissionSet } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Danger } from "./danger-schema.ts";
import { allowsEverything, isPlainlyNarrower } from "./inline-policy.ts";

/** AWS managed policies whose name a reviewer must not read past, and what they let somebody do. */
const BROAD: Readonly<Record<string, string>> = {
  AdministratorAccess: "everything",
  IAMFullAccess: "whoever has it can give themselves everything",
  PowerUserAccess: "everything but users and roles",
};
/** Those that are remarkable in a new permission set, too. */
const UNLIMITED = ["AdministratorAccess", "IAMFullAccess"];

interface Input {
  readonly changes: readonly Change[];
  readonly observation: Observation;
}

/**
 * People who have access would get more of it, or a new permission set would let its holders do everything. A set that
 * is provisioned nowhere is as good as new: nobody has it, as after a run that ended while it was being made.
 */
export function widerPermissionsDanger({ changes, observation }: Input): Danger | undefined {
  const found = changes.flatMap(({ before, after }) => {
    if (after?.kind !== "PermissionSet") return [];
    const accounts = observation.provisioned.get(after.name)?.accountIds.length ?? 0;
    const isInUse = before?.kind === "PermissionSet" && accounts > 0;
    const grants = isInUse ? widenings(before, after) : unlimitedGrants(after);
    if (grants.length === 0) return [];
    const where = isInUse ? `, in use in ${accounts === 1 ? "1 account" : `${accounts} accounts`},` : "";
    return [{ grants, words: `${after.name}${where} would get ${shownList(grants, 3)}` }];
  });
  if (found.length === 0) return undefined;
  const words = found.map((one) => one.words);
  const more = words.length > 3 ? `; and ${words.length - 3} more permission sets` : "";
  return {
    name: "wider-permissions",
    count: found.reduce((sum, { grants }) => sum + grants.length, 0),
    message: `More would be allowed than before: permission set ${words.slice(0, 3).join("; ")}${more}.`,
  };
}

function widenings(before: PermissionSet, after: PermissionSet): readonly string[] {
  const { managed, customer } = extraPolicies(after, before);
  const inline = after.inlinePolicy;
  const hadBoundary = before.permissionsBoundary;
  const isOtherBoundary =
    hadBoundary !== undefined && canonicalJson(hadBoundary) !== canonicalJson(after.permissionsBoundary ?? null);
  return [
    ...managed.map(policyWords),
    ...customer.map((policy) => `the customer managed policy ${visibleText(policy)}`),
    ...(inline !== undefined && !isPlainlyNarrower(inline, before.inlinePolicy) ? [inlineWords(before, inline)] : []),
    ...(isOtherBoundary ? ["another permissions boundary"] : []),
  ];
}

function unlimitedGrants(after: PermissionSet): readonly string[] {
  const managed = after.managedPolicies.filter((arn) => UNLIMITED.includes(nameOf(arn)));
  const inline = after.inlinePolicy;
  return [
    ...managed.map(policyWords),
    ...(inline !== undefined && allowsEverything(inline) ? ["an inline policy that allows everything"] : []),
  ];
}

function policyWords(arn: string): string {
  const name = nameOf(arn);
  const reach = Object.hasOwn(BROAD, name) ? ` (${BROAD[name]})` : "";
  return `${visibleText(name)}${reach}`;
}

function inlineWords({ inlinePolicy }: PermissionSet, inline: string): string {
  if (allowsEverything(inline)) return "an inline policy that allows everything";
  return inlinePolicy === undefined ? "an inline policy" : "an inline policy that is not plainly narrower";
}

function nameOf(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}

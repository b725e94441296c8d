import { policyName } from "../aws/policy-name.ts";
import type { Change } from "../state/change.ts";
import { extraPolicies } from "../state/extra-policies.ts";
import { isOurs, OWNER_TAG } from "../state/ownership.ts";
import type { PermissionSet } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { durationSeconds } from "../text/duration.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Danger } from "./danger-schema.ts";

/** A permission set that somebody else made would be changed: their other tool, or they, may count on it as it is. */
export function foreignPermissionSetDanger({ changes }: { readonly changes: readonly Change[] }): Danger | undefined {
  const foreign = changes.flatMap(({ before, after }) =>
    before?.kind === "PermissionSet" && after?.kind === "PermissionSet" && !isOurs(before)
      ? [`${after.name} (${differences(before, after).join(", ")})`]
      : [],
  );
  if (foreign.length === 0) return undefined;
  const whose = `onboard did not make (no tag ${OWNER_TAG.key}=${OWNER_TAG.value})`;
  const what = foreign.length === 1 ? "A permission set" : `${foreign.length} permission sets`;
  return {
    name: "foreign-permission-set",
    count: foreign.length,
    message: `${what} that ${whose} would change: ${shownList(foreign, 3)}.`,
  };
}

function differences(before: PermissionSet, after: PermissionSet): readonly string[] {
  const { managed, customer } = extraPolicies(after, before);
  const isOther = (member: "description" | "relayState" | "inlinePolicy" | "permissionsBoundary" | "tags") =>
    canonicalJson(before[member] ?? null) !== canonicalJson(after[member] ?? null);
  const isAnotherTime = durationSeconds(before.sessionDuration) !== durationSeconds(after.sessionDuration);
  return [
    ...(isAnotherTime ? [`session ${visibleText(before.sessionDuration)} → ${after.sessionDuration}`] : []),
    ...managed.map((arn) => `+ ${visibleText(policyName(arn))}`),
    ...customer.map((policy) => `+ customer managed policy ${visibleText(policy)}`),
    ...(isOther("inlinePolicy") ? ["inline policy"] : []),
    ...(isOther("permissionsBoundary") ? ["permissions boundary"] : []),
    ...(isOther("description") ? ["description"] : []),
    ...(isOther("relayState") ? ["relay state"] : []),
    ...(isOther("tags") ? ["tags"] : []),
  ];
}

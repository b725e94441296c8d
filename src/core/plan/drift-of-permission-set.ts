import { pathAndName } from "../aws/policy-name.ts";
import { extraPolicies } from "../state/extra-policies.ts";
import { type Part, partsChangedBehind, wasLeftLike } from "../state/ownership.ts";
import type { PermissionSet } from "../state/resource.ts";
import { shownList } from "../text/shown-list.ts";
import { quoted, visibleText } from "../text/visible-text.ts";

/** What somebody changed in a permission set of ours since it was last written, each in a few words. */
export function changesBehind(present: PermissionSet, wanted: PermissionSet): readonly string[] {
  return partsChangedBehind(present, wanted).map((part) => wordsFor(part, present, wanted));
}

function wordsFor(part: Part, present: PermissionSet, wanted: PermissionSet): string {
  switch (part) {
    case "duration":
      return `its sessions last ${visibleText(present.sessionDuration)}, not ${wanted.sessionDuration}`;
    case "description":
      return textWords("its description", present.description);
    case "relayState":
      return textWords("its relay state", present.relayState);
    case "managed":
    case "customer":
      return policyWords(part, present, wanted);
    case "inline":
      return documentWords("inline policy", part, present, present.inlinePolicy);
    case "boundary":
      return documentWords("permissions boundary", part, present, present.permissionsBoundary);
    default:
      return part satisfies never;
  }
}

function textWords(what: string, text: string | undefined): string {
  return text === undefined ? `${what} is gone` : `${what} is ${quoted(text)}`;
}

const NOTHING: PermissionSet = {
  kind: "PermissionSet",
  name: "",
  sessionDuration: "",
  managedPolicies: [],
  customerManagedPolicies: [],
  tags: {},
};

function documentWords(what: string, part: Part, present: PermissionSet, document: unknown): string {
  if (document === undefined) return `its ${what} is gone`;
  return wasLeftLike(present, part, NOTHING)
    ? `it has ${what === "inline policy" ? "an" : "a"} ${what}, and had none`
    : `its ${what} is another one`;
}

/**
 * What is missing and what is new are told where the record leaves no doubt: it is that of the settings, or that of the
 * settings and what is there. Elsewhere the settings changed, too, and a missing policy may be one they newly name.
 */
function policyWords(part: "managed" | "customer", present: PermissionSet, wanted: PermissionSet): string {
  const lost = extraPolicies(wanted, present)[part];
  const extra = extraPolicies(present, wanted)[part];
  const what = part === "managed" ? "policy" : "customer managed policy";
  const lacks = `it lost the ${what} ${visibleText(shownList(lost))}`;
  if (wasLeftLike(present, part, wanted)) {
    const has = `it has the ${what} ${visibleText(shownList(extra))} besides`;
    return [...(lost.length > 0 ? [lacks] : []), ...(extra.length > 0 ? [has] : [])].join("; ");
  }
  if (lost.length > 0 && wasLeftLike(present, part, together(present, wanted))) return lacks;
  const all = extraPolicies(present, NOTHING)[part];
  return `its ${what.replace(/y$/, "ies")} are others by now: ${all.length === 0 ? "none" : visibleText(shownList(all))}`;
}

function together(one: PermissionSet, other: PermissionSet): PermissionSet {
  const has = extraPolicies(one, NOTHING).customer;
  return {
    ...NOTHING,
    managedPolicies: [...new Set([...one.managedPolicies, ...other.managedPolicies])],
    customerManagedPolicies: [
      ...one.customerManagedPolicies,
      ...other.customerManagedPolicies.filter((policy) => !has.includes(pathAndName(policy))),
    ],
  };
}

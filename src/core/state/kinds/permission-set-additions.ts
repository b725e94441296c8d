import {
  descriptionFault,
  relayStateFault,
  sessionDurationFault,
  tagKeyFault,
  tagValueFault,
} from "../../aws/permission-set-rules.ts";
import { policyCharacterFaults } from "../../aws/policy-characters.ts";
import { managedPolicyFault, policyDocumentFault, policyNameFault, policyPathFault } from "../../aws/policy-rules.ts";
import type { Fault } from "../../errors/fault.ts";
import { recordIn } from "../../text/json-record.ts";
import { inlineText } from "../ended-sessions.ts";
import type { PermissionSet } from "../resource.ts";

/** What a change would add to a permission set against the rules that the settings keep to. */
export function additionFaults(had: PermissionSet | undefined, after: PermissionSet): readonly Fault[] {
  const fresh = <Value>(
    value: Value | undefined,
    before: Value | undefined,
    rule: (value: Value) => Fault | undefined,
  ) => (value === undefined || JSON.stringify(value) === JSON.stringify(before) ? undefined : rule(value));
  const tags = Object.entries(after.tags).filter(([name, value]) => had?.tags[name] !== value);
  const policies = after.managedPolicies.filter((arn) => !had?.managedPolicies.includes(arn));
  const customer = after.customerManagedPolicies.filter(
    ({ name, path }) => !had?.customerManagedPolicies.some((one) => one.name === name && one.path === path),
  );
  return [
    fresh(after.sessionDuration, had?.sessionDuration, sessionDurationFault),
    fresh(after.description, had?.description, descriptionFault),
    fresh(after.relayState, had?.relayState, relayStateFault),
    fresh(inlineText(after), had === undefined ? undefined : inlineText(had), policyTextFault),
    fresh(after.permissionsBoundary, had?.permissionsBoundary, boundaryFault),
    ...policies.map(managedPolicyFault),
    ...customer.map(customerPolicyFault),
    ...tags.map(([name, value]) => tagKeyFault(name) ?? tagValueFault(value)),
  ].filter((fault) => fault !== undefined);
}

function boundaryFault(boundary: NonNullable<PermissionSet["permissionsBoundary"]>): Fault | undefined {
  return "managedPolicyArn" in boundary
    ? managedPolicyFault(boundary.managedPolicyArn)
    : customerPolicyFault(boundary.customerManagedPolicy);
}

function customerPolicyFault({ name, path }: PermissionSet["customerManagedPolicies"][number]): Fault | undefined {
  return policyNameFault(name) ?? policyPathFault(path);
}

function policyTextFault(text: string): Fault | undefined {
  const policy = recordIn(text);
  if (policy === undefined) return { message: "An inline policy is not a JSON object.", remedy: "Plan again." };
  return policyCharacterFaults(policy)[0]?.fault ?? policyDocumentFault(policy);
}

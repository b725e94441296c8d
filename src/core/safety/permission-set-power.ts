import { pathAndName, policyName } from "../aws/policy-name.ts";
import type { CustomerManagedPolicy, PermissionSet } from "../state/resource.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";
import { type PolicyPower, powerOf } from "./policy-power.ts";

const RAISES = "whoever has it can give themselves everything";
const HANDS_ROLES = `${RAISES}: it hands any role to what its holder makes`;

/**
 * AWS managed policies whose name a reviewer must not read past, and what they let somebody do, by their documents of
 * early 2026. The others are taken for what their names say.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const POWERFUL_POLICIES: Readonly<Record<string, string>> = {
  AdministratorAccess: "everything",
  PowerUserAccess: "everything but IAM, Organizations and account settings",
  IAMFullAccess: RAISES,
  "AdministratorAccess-Amplify": RAISES,
  AWSOrganizationsFullAccess: RAISES,
  AWSSSODirectoryAdministrator: RAISES,
  AWSSSOMasterAccountAdministrator: RAISES,
  AWSSSOMemberAccountAdministrator: RAISES,
  "AdministratorAccess-AWSElasticBeanstalk": HANDS_ROLES,
  AmazonECS_FullAccess: HANDS_ROLES,
  AmazonEventBridgeFullAccess: HANDS_ROLES,
  AmazonEventBridgeSchedulerFullAccess: HANDS_ROLES,
  AmazonSageMakerFullAccess: HANDS_ROLES,
  AWSAppRunnerFullAccess: HANDS_ROLES,
  AWSLambda_FullAccess: HANDS_ROLES,
  DataScientist: HANDS_ROLES,
};

/** What a permission set gives that a reviewer must not read past, each in a few words; empty where there is none. */
export function powersOf(set: PermissionSet): readonly string[] {
  const managed = set.managedPolicies.filter((arn) => Object.hasOwn(POWERFUL_POLICIES, policyName(arn)));
  const power = set.inlinePolicy === undefined ? undefined : powerOf(set.inlinePolicy);
  return [
    ...managed.map(managedPolicyWords),
    ...(power === undefined ? [] : [inlinePolicyWords(power)]),
    ...set.customerManagedPolicies.map(customerPolicyWords),
  ];
}

/** AWS managed policies whose holder is an administrator of the account, by name or by what they can give themselves. */
const ADMINISTRATORS = ["AdministratorAccess", "IAMFullAccess"];

/**
 * Whether the holder of a permission set is an administrator of the account: by AdministratorAccess, IAMFullAccess, or an
 * inline policy that allows everything. Each account has its own text of a customer managed policy, so with one nobody can say no.
 */
export function isAdministrator(set: PermissionSet): "yes" | "no" | "unknown" {
  if (set.managedPolicies.some((arn) => ADMINISTRATORS.includes(policyName(arn)))) return "yes";
  if (set.inlinePolicy !== undefined && powerOf(set.inlinePolicy)?.kind === "everything") return "yes";
  return set.customerManagedPolicies.length > 0 ? "unknown" : "no";
}

/** An AWS managed policy, with what it gives where that is much. */
export function managedPolicyWords(arn: string): string {
  const name = policyName(arn);
  const reach = Object.hasOwn(POWERFUL_POLICIES, name) ? ` (${POWERFUL_POLICIES[name]})` : "";
  return `${visibleText(name)}${reach}`;
}

/** An inline policy that is powerful. */
export function inlinePolicyWords(power: PolicyPower): string {
  if (power.kind === "everything") return "an inline policy that allows everything";
  if (power.kind === "everything-but") return "an inline policy that allows everything but what it names";
  return `an inline policy that lets its holders give themselves more (${shownList(power.by, 3)})`;
}

const CUSTOMER_MANAGED = "the customer managed policy ";

/** A policy that each account has its own of, under one name. */
export function customerPolicyWords(policy: CustomerManagedPolicy): string {
  return `${CUSTOMER_MANAGED}${visibleText(pathAndName(policy))}`;
}

/** A sentence about customer managed policies where one is among what was told, after a blank. */
export function unknownPolicyWords(powers: readonly string[]): string {
  if (!powers.some((words) => words.startsWith(CUSTOMER_MANAGED))) return "";
  return " What a customer managed policy allows is not known here: each account has its own.";
}

import { type ConditionKeys, isMet } from "./authorization/condition.ts";
import type { Service } from "./operation.ts";
import { provisionedKey } from "./world/identity-center-tables.ts";
import type { Caller, World } from "./world/world.ts";

/**
 * Actions of the simulator's services that AWS's managed policies allow, by the policy's name. Resources and conditions
 * are left out. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const managedPolicies: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ["*"],
  PowerUserAccess: ["amplify:*", "cloudformation:*", "identitystore:*", "sso:*", "ssm:*", "sts:*"],
  ReadOnlyAccess: ["*:Describe*", "*:Get*", "*:List*"],
  ViewOnlyAccess: ["amplify:List*", "cloudformation:Describe*", "cloudformation:List*"],
  "AdministratorAccess-Amplify": ["amplify:*", "cloudformation:*", "ssm:GetParameter"],
  AmplifyBackendDeployFullAccess: [
    "amplify:ListApps",
    "cloudformation:DescribeStacks",
    "cloudformation:ListStacks",
    "ssm:GetParameter",
    "ssm:GetParametersByPath",
  ],
};

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly Condition?: unknown;
}

/**
 * Whether a caller may call an operation. Everybody may, but for the role of a permission set: it needs one of its
 * managed policies or its inline policy, as the account was last provisioned with it, to allow the action, and no inline
 * statement to deny it: also one that denies it to one person, by condition. A session policy has to allow it as well.
 */
export function mayCall(
  world: World,
  caller: Caller,
  service: Pick<Service, "signingName">,
  operation: string,
): boolean {
  const { permissionSetArn, sessionPolicy } = caller;
  const action = `${service.signingName}:${operation}`;
  if (operation === "GetCallerIdentity") return true;
  if (sessionPolicy !== undefined) {
    const allowed = statementsOf(sessionPolicy).filter(({ Effect }) => Effect === "Allow");
    if (!allowed.some((statement) => covers(statement, action))) return false;
  }
  if (permissionSetArn === undefined) return true;
  const permissionSet = world.permissionSets.get(permissionSetArn);
  if (permissionSet === undefined) return false;
  const { inlinePolicy } = world.provisioned.get(provisionedKey(caller.accountId, permissionSetArn)) ?? permissionSet;
  const inline = inlinePolicy === undefined ? [] : statementsOf(inlinePolicy);
  const keys = conditionKeysOf(caller);
  const denies = ({ Effect, Condition, ...statement }: Statement) =>
    Effect === "Deny" && covers(statement, action) && isMet(Condition, keys);
  if (inline.some(denies)) return false;
  if (inline.some((statement) => statement.Effect === "Allow" && covers(statement, action))) return true;
  return permissionSet.managedPolicies.some(({ Name }) => allows(managedPolicies[Name] ?? [], action));
}

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/prereqs-revoking-user-permissions.html */
function conditionKeysOf({ userId, directoryUserId, issuedAt }: Caller): ConditionKeys {
  return new Map([
    ["aws:userid", userId],
    ...(directoryUserId === undefined ? [] : [["identitystore:userid", directoryUserId] as const]),
    ...(issuedAt === undefined ? [] : [["aws:tokenissuetime", new Date(issuedAt).toISOString()] as const]),
  ]);
}

function statementsOf(policy: string): readonly Statement[] {
  const { Statement: statements = [] } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
  return [statements].flat();
}

function covers({ Action }: Statement, action: string): boolean {
  const patterns = [Action].flat().filter((pattern) => typeof pattern === "string");
  return allows(patterns, action);
}

/** Actions are compared without their case; `*` and `?` stand for any characters and for any one. */
function allows(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(action);
  });
}

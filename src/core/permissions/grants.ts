import { BOOTSTRAP_VERSION } from "../aws/cdk-bootstrap.ts";

/**
 * What an IAM statement's actions are allowed on; IAM checks a call on every kind that is named for it. What stands in braces is
 * filled in with what is known, and `*` otherwise.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html
 */
export const RESOURCES = {
  anything: "*",
  instance: "{instanceArn}",
  "permission-set": "arn:{partition}:sso:::permissionSet/{instanceId}/*",
  account: "arn:{partition}:sso:::account/{account}",
  "organization-account": "arn:{partition}:organizations::*:account/o-*/*",
  "organizational-unit": "arn:{partition}:organizations::*:ou/o-*/ou-*",
  "organization-root": "arn:{partition}:organizations::*:root/o-*/r-*",
  "identity-store": "arn:{partition}:identitystore::*:identitystore/{identityStoreId}",
  user: "arn:{partition}:identitystore:::user/*",
  group: "arn:{partition}:identitystore:::group/*",
  membership: "arn:{partition}:identitystore:::membership/*",
  "access-role": "arn:{partition}:iam::{account}:role/{accessRole}",
  "bootstrap-parameter": `arn:{partition}:ssm:*:{account}:parameter${BOOTSTRAP_VERSION}`,
  "iam-user": "arn:{partition}:iam::{account}:user/*",
  "aws-policy": "arn:{partition}:iam::aws:policy/*",
  "reserved-role": "arn:{partition}:iam::*:role/aws-reserved/sso.amazonaws.com/*",
  "saml-provider": "arn:{partition}:iam::*:saml-provider/AWSSSO_*_DO_NOT_DELETE",
} as const satisfies Readonly<Record<string, string>>;

/** Actions that are needed together, on the same kinds of resource. */
export interface Grant {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly on: readonly (keyof typeof RESOURCES)[];
  /**
   * Where IAM sees the tags of the permission set that is written or assigned: on the set, or in the request that makes it. Groups, users
   * and accounts have none that Identity Center looks at.
   */
  readonly setTagsIn?: "aws:ResourceTag" | "aws:RequestTag";
}

const organization: readonly Grant[] = [
  {
    sid: "Organization",
    actions: ["organizations:DescribeOrganization", "organizations:ListAccounts"],
    on: ["anything"],
  },
  { sid: "LookAtAccounts", actions: ["organizations:DescribeAccount"], on: ["organization-account"] },
];

/** For finding Identity Center, and reading what is there. */
const reading: readonly Grant[] = [
  ...organization,
  { sid: "FindInstance", actions: ["sso:ListInstances"], on: ["anything"] },
  { sid: "Instance", actions: ["sso:DescribeInstance", "sso:ListRegions", "sso:ListPermissionSets"], on: ["instance"] },
  {
    sid: "PermissionSets",
    actions: [
      "sso:DescribePermissionSet",
      "sso:ListManagedPoliciesInPermissionSet",
      "sso:ListCustomerManagedPolicyReferencesInPermissionSet",
      "sso:GetInlinePolicyForPermissionSet",
      "sso:GetPermissionsBoundaryForPermissionSet",
      "sso:ListTagsForResource",
      "sso:ListAccountsForProvisionedPermissionSet",
    ],
    on: ["instance", "permission-set"],
  },
  { sid: "Assignments", actions: ["sso:ListAccountAssignments"], on: ["instance", "permission-set", "account"] },
  {
    sid: "Users",
    actions: ["identitystore:ListUsers", "identitystore:DescribeUser", "identitystore:GetUserId"],
    on: ["identity-store", "user"],
  },
  { sid: "Groups", actions: ["identitystore:DescribeGroup"], on: ["identity-store", "group"] },
  {
    sid: "Memberships",
    actions: ["identitystore:ListGroupMemberships", "identitystore:ListGroupMembershipsForMember"],
    on: ["identity-store", "membership", "group", "user"],
  },
];

/** For joining requests that an earlier run has left open. */
export const openRequests: Grant = {
  sid: "OpenRequests",
  actions: ["sso:ListAccountAssignmentCreationStatus"],
  on: ["instance"],
};

/** For every plan. */
export const looking: readonly Grant[] = [
  ...reading,
  openRequests,
  { sid: "ManagedPolicies", actions: ["iam:GetPolicy"], on: ["aws-policy"] },
];

/** For a plan with groups. */
export const lookingAtGroups: readonly Grant[] = [
  {
    sid: "GroupsOfTheTeam",
    actions: ["identitystore:GetGroupId", "identitystore:ListGroups"],
    on: ["identity-store", "group"],
  },
];

/** For a plan in which somebody joins a group that is there. AWS answers in the management account only. */
export const whatGroupsGive: Grant = {
  sid: "WhatGroupsGive",
  actions: ["sso:ListAccountAssignmentsForPrincipal"],
  on: ["instance"],
};

/** For targets in units, and for units that new accounts go to. */
export const lookingAtUnits: readonly Grant[] = [
  {
    sid: "OrganizationalUnits",
    actions: [
      "organizations:ListRoots",
      "organizations:ListOrganizationalUnitsForParent",
      "organizations:ListAccountsForParent",
    ],
    on: ["anything"],
  },
];

/** Who is in an account at all, by any permission set. */
export const setsOfAccounts: Grant = {
  sid: "PermissionSetsOfAccounts",
  actions: ["sso:ListPermissionSetsProvisionedToAccount"],
  on: ["instance", "account"],
};

/**
 * For reading who has what: also where accounts are fewer than permission sets, and by units. Nothing of it is narrower for
 * a part of Identity Center, since parts are found by reading the whole.
 */
export const readingHolders: readonly Grant[] = [
  ...reading,
  ...lookingAtGroups,
  whatGroupsGive,
  setsOfAccounts,
  ...lookingAtUnits,
];

/** Likewise, and for where the accounts stand in the organization's tree. */
export const readingAccess: readonly Grant[] = [
  ...readingHolders,
  {
    sid: "UnitsOfAccounts",
    actions: ["organizations:ListParents", "organizations:DescribeOrganizationalUnit"],
    on: ["organization-account", "organizational-unit"],
  },
];

const provisioning: readonly Grant[] = [
  {
    sid: "Provision",
    actions: ["sso:ProvisionPermissionSet"],
    on: ["instance", "permission-set", "account"],
    setTagsIn: "aws:ResourceTag",
  },
  { sid: "FollowProvisioning", actions: ["sso:DescribePermissionSetProvisioningStatus"], on: ["instance"] },
];

/** For making what a plan has, beside looking. */
export const applying: readonly Grant[] = [
  {
    sid: "CreatePermissionSets",
    actions: ["sso:CreatePermissionSet"],
    on: ["instance", "permission-set"],
    setTagsIn: "aws:RequestTag",
  },
  {
    sid: "ChangePermissionSets",
    actions: [
      "sso:UpdatePermissionSet",
      "sso:AttachManagedPolicyToPermissionSet",
      "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
      "sso:PutInlinePolicyToPermissionSet",
      "sso:DeleteInlinePolicyFromPermissionSet",
      "sso:PutPermissionsBoundaryToPermissionSet",
      "sso:TagResource",
    ],
    on: ["instance", "permission-set"],
    setTagsIn: "aws:ResourceTag",
  },
  ...provisioning,
  {
    sid: "Assign",
    actions: ["sso:CreateAccountAssignment"],
    on: ["instance", "permission-set", "account"],
    setTagsIn: "aws:ResourceTag",
  },
  { sid: "FollowAssignments", actions: ["sso:DescribeAccountAssignmentCreationStatus"], on: ["instance"] },
  { sid: "CreateUsers", actions: ["identitystore:CreateUser"], on: ["identity-store"] },
];

/** The same for groups. */
export const applyingGroups: readonly Grant[] = [
  { sid: "CreateGroups", actions: ["identitystore:CreateGroup"], on: ["identity-store"] },
  {
    sid: "CreateMemberships",
    actions: ["identitystore:CreateGroupMembership"],
    on: ["identity-store", "membership", "group", "user"],
  },
];

/** CreateAccount attaches tags, which is an action of its own. */
export const makingAccounts: readonly Grant[] = [
  {
    sid: "CreateAccounts",
    actions: [
      "organizations:CreateAccount",
      "organizations:TagResource",
      "organizations:DescribeCreateAccountStatus",
      "organizations:ListCreateAccountStatus",
    ],
    on: ["anything"],
  },
  {
    sid: "LookAtNewAccounts",
    actions: ["organizations:ListParents"],
    on: ["organization-account"],
  },
  {
    sid: "MoveNewAccounts",
    actions: ["organizations:MoveAccount"],
    on: ["organization-account", "organization-root", "organizational-unit"],
  },
];

/** For taking assignments away. */
export const unassigning: readonly Grant[] = [
  {
    sid: "Unassign",
    actions: ["sso:DeleteAccountAssignment"],
    on: ["instance", "permission-set", "account"],
    setTagsIn: "aws:ResourceTag",
  },
  {
    sid: "FollowUnassigning",
    actions: ["sso:DescribeAccountAssignmentDeletionStatus", "sso:ListAccountAssignmentDeletionStatus"],
    on: ["instance"],
  },
];

/** For taking people out of groups. */
export const leavingGroups: readonly Grant[] = [
  {
    sid: "LeaveGroups",
    actions: ["identitystore:GetGroupMembershipId", "identitystore:DeleteGroupMembership"],
    on: ["identity-store", "membership", "group", "user"],
  },
];

/** There is no way back from it. */
export const deletingUsers: readonly Grant[] = [
  { sid: "DeleteUsers", actions: ["identitystore:DeleteUser"], on: ["identity-store", "user"] },
];

/** For a Deny in permission sets, which makes credentials worthless that were issued already, and for taking it out. */
export const endingSessions: readonly Grant[] = [
  {
    sid: "DenyInPermissionSets",
    actions: ["sso:PutInlinePolicyToPermissionSet", "sso:DeleteInlinePolicyFromPermissionSet", "sso:TagResource"],
    on: ["instance", "permission-set"],
    setTagsIn: "aws:ResourceTag",
  },
  ...provisioning,
];

/** For what a run made besides access, and for bringing permission sets back to what they were. */
export const undoing: readonly Grant[] = [
  {
    sid: "TakeFromPermissionSets",
    actions: [
      "sso:DetachManagedPolicyFromPermissionSet",
      "sso:DetachCustomerManagedPolicyReferenceFromPermissionSet",
      "sso:DeletePermissionsBoundaryFromPermissionSet",
      "sso:UntagResource",
      "sso:DeletePermissionSet",
    ],
    on: ["instance", "permission-set"],
    setTagsIn: "aws:ResourceTag",
  },
  { sid: "DeleteGroups", actions: ["identitystore:DeleteGroup"], on: ["identity-store", "group"] },
];

/** What is done inside is the role's to be allowed, not the caller's. */
export const enteringAccounts: readonly Grant[] = [
  { sid: "EnterAccounts", actions: ["sts:AssumeRole"], on: ["access-role"] },
];

/** For looking where the CDK is bootstrapped, in the caller's own account as well. */
export const checkingBootstrap: readonly Grant[] = [
  ...enteringAccounts,
  { sid: "ReadBootstrapVersion", actions: ["ssm:GetParameter"], on: ["bootstrap-parameter"] },
];

/** For access keys in the team's accounts. */
export const findingKeys: readonly Grant[] = [...organization, ...enteringAccounts];

/** In the other accounts these belong to the access role. */
export const keysOfOwnAccount: readonly Grant[] = [
  { sid: "ListIamUsers", actions: ["iam:ListUsers"], on: ["anything"] },
  {
    sid: "AccessKeys",
    actions: ["iam:ListAccessKeys", "iam:GetAccessKeyLastUsed", "iam:UpdateAccessKey"],
    on: ["iam-user"],
  },
];

/** For Identity Center to find its role, and what is in it. */
const readingRoles: Grant = {
  sid: "ReadRolesInTheManagementAccount",
  actions: ["iam:GetRole", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies"],
  on: ["reserved-role"],
};

/** Identity Center uses the caller's own rights there. */
export const managementAccount: readonly Grant[] = [
  readingRoles,
  {
    sid: "RolesInTheManagementAccount",
    actions: ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"],
    on: ["reserved-role"],
  },
  {
    sid: "SamlProviderInTheManagementAccount",
    actions: [
      "iam:GetSAMLProvider",
      "iam:CreateSAMLProvider",
      "iam:UpdateSAMLProvider",
      "iam:TagSAMLProvider",
      "iam:ListSAMLProviderTags",
    ],
    on: ["saml-provider"],
  },
  { sid: "FindSamlProvider", actions: ["iam:ListSAMLProviders"], on: ["anything"] },
];

/**
 * With the last assignment of a permission set in an account its role goes; in the management account by the caller's own rights. Elsewhere
 * the service-linked role has them: https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html
 */
export const rolesThatGo: readonly Grant[] = [
  readingRoles,
  {
    sid: "RolesThatGoInTheManagementAccount",
    actions: ["iam:DetachRolePolicy", "iam:DeleteRolePolicy", "iam:DeleteRole"],
    on: ["reserved-role"],
  },
];

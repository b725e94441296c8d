/** What an IAM statement's actions are allowed on. IAM checks a call on every kind that is named for it. */
export type ResourceKind =
  | "anything"
  | "instance"
  | "permission-set"
  | "account"
  | "organization-account"
  | "organizational-unit"
  | "organization-root"
  | "identity-store"
  | "user"
  | "group"
  | "membership"
  | "access-role"
  | "bootstrap-parameter"
  | "iam-user"
  | "reserved-role"
  | "saml-provider";

/** Actions that are needed together, on the same kinds of resource. */
export interface Grant {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly on: readonly ResourceKind[];
}

export const TASKS = ["plan", "apply", "offboard", "local-admin-check", "keys"] as const;
export type Task = (typeof TASKS)[number];

/**
 * Actions without which a run goes on, and what their loss costs. All others are needed: take one away, and some run
 * stops.
 */
export const OPTIONAL_ACTIONS: Readonly<Record<string, string>> = {
  "organizations:DescribeOrganization":
    "the instance's owner is taken for the management account; it must not be your own account",
  "organizations:ListAccounts":
    "accounts must be written as ids, and none can be new; whether they are ACTIVE is not checked",
  "sso:DescribeInstance": "whether permission sets are switched on is not checked",
  "sso:ListRegions":
    "the Region where the instance was found is taken for its primary one, if AWS does not name it otherwise",
  "sso:ListAccountAssignmentCreationStatus":
    "requests are followed one by one, and one that an earlier run left open is not found",
  "identitystore:ListGroups": "a group whose name differs from the team file's by case only may not be found",
  "identitystore:DescribeGroup": "a group that the team file does not name is shown by its id",
};

const looking: readonly Grant[] = [
  {
    sid: "Organization",
    actions: ["organizations:DescribeOrganization", "organizations:ListAccounts"],
    on: ["anything"],
  },
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
  { sid: "OpenRequests", actions: ["sso:ListAccountAssignmentCreationStatus"], on: ["instance"] },
  {
    sid: "Users",
    actions: ["identitystore:ListUsers", "identitystore:DescribeUser", "identitystore:GetUserId"],
    on: ["identity-store", "user"],
  },
  { sid: "Groups", actions: ["identitystore:DescribeGroup"], on: ["identity-store", "group"] },
];

const lookingAtGroups: readonly Grant[] = [
  {
    sid: "GroupsOfTheTeam",
    actions: ["identitystore:GetGroupId", "identitystore:ListGroups"],
    on: ["identity-store", "group"],
  },
  {
    sid: "MembershipsOfTheTeam",
    actions: ["identitystore:ListGroupMemberships", "identitystore:ListGroupMembershipsForMember"],
    on: ["identity-store", "membership", "group", "user"],
  },
];

const lookingAtUnits: readonly Grant[] = [
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

const applying: readonly Grant[] = [
  { sid: "CreatePermissionSets", actions: ["sso:CreatePermissionSet"], on: ["instance"] },
  {
    sid: "ChangePermissionSets",
    actions: [
      "sso:UpdatePermissionSet",
      "sso:AttachManagedPolicyToPermissionSet",
      "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
      "sso:PutInlinePolicyToPermissionSet",
      "sso:PutPermissionsBoundaryToPermissionSet",
      "sso:TagResource",
    ],
    on: ["instance", "permission-set"],
  },
  { sid: "Provision", actions: ["sso:ProvisionPermissionSet"], on: ["instance", "permission-set", "account"] },
  { sid: "FollowProvisioning", actions: ["sso:DescribePermissionSetProvisioningStatus"], on: ["instance"] },
  { sid: "Assign", actions: ["sso:CreateAccountAssignment"], on: ["instance", "permission-set", "account"] },
  { sid: "FollowAssignments", actions: ["sso:DescribeAccountAssignmentCreationStatus"], on: ["instance"] },
  { sid: "CreateUsers", actions: ["identitystore:CreateUser"], on: ["identity-store"] },
];

const applyingGroups: readonly Grant[] = [
  { sid: "CreateGroups", actions: ["identitystore:CreateGroup"], on: ["identity-store"] },
  {
    sid: "CreateMemberships",
    actions: ["identitystore:CreateGroupMembership"],
    on: ["identity-store", "membership", "group", "user"],
  },
];

/** CreateAccount attaches tags, which is an action of its own. */
const makingAccounts: readonly Grant[] = [
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
    actions: ["organizations:DescribeAccount", "organizations:ListParents"],
    on: ["organization-account"],
  },
  {
    sid: "MoveNewAccounts",
    actions: ["organizations:MoveAccount"],
    on: ["organization-account", "organization-root", "organizational-unit"],
  },
];

const offboarding: readonly Grant[] = [
  {
    sid: "Unassign",
    actions: ["sso:DeleteAccountAssignment"],
    on: ["instance", "permission-set", "account"],
  },
  { sid: "FollowUnassigning", actions: ["sso:DescribeAccountAssignmentDeletionStatus"], on: ["instance"] },
  {
    sid: "LeaveGroups",
    actions: ["identitystore:GetGroupMembershipId", "identitystore:DeleteGroupMembership"],
    on: ["identity-store", "membership", "group", "user"],
  },
];

/** What is done inside is the role's to be allowed, not the caller's. */
const enteringAccounts: readonly Grant[] = [{ sid: "EnterAccounts", actions: ["sts:AssumeRole"], on: ["access-role"] }];

const checkingBootstrap: readonly Grant[] = [
  ...enteringAccounts,
  { sid: "ReadBootstrapVersion", actions: ["ssm:GetParameter"], on: ["bootstrap-parameter"] },
];

const findingKeys: readonly Grant[] = [
  {
    sid: "Organization",
    actions: ["organizations:DescribeOrganization", "organizations:ListAccounts"],
    on: ["anything"],
  },
  ...enteringAccounts,
];

/** In the other accounts these belong to the access role. */
const keysOfOwnAccount: readonly Grant[] = [
  { sid: "ListIamUsers", actions: ["iam:ListUsers"], on: ["anything"] },
  {
    sid: "AccessKeys",
    actions: ["iam:ListAccessKeys", "iam:GetAccessKeyLastUsed", "iam:UpdateAccessKey"],
    on: ["iam-user"],
  },
];

const managementAccount: readonly Grant[] = [
  {
    sid: "RolesInTheManagementAccount",
    actions: [
      "iam:GetRole",
      "iam:CreateRole",
      "iam:PutRolePolicy",
      "iam:AttachRolePolicy",
      "iam:ListRolePolicies",
      "iam:ListAttachedRolePolicies",
    ],
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
      "iam:ListSAMLProviders",
    ],
    on: ["saml-provider"],
  },
];

/** What changes the rights that a task needs. */
export interface TaskOptions {
  /** With `--group`, or a group column. */
  readonly groups: boolean;
  /** The management account is among the targets. */
  readonly managementAccount: boolean;
  /** Targets are named as `ou:Path`. */
  readonly organizationalUnits?: boolean;
  /** Targets are `new`, or `new:NAME`. */
  readonly newAccounts?: boolean;
  /** With `--bootstrap`. In the caller's own account that takes AdministratorAccess, which is not listed here. */
  readonly bootstrap?: boolean;
}

/** The rights that a task needs. Whoever may apply may plan. */
export function grantsFor(task: Task, options: TaskOptions): readonly Grant[] {
  const groups = (grants: readonly Grant[]) => (options.groups ? grants : []);
  const units = options.organizationalUnits || options.newAccounts ? lookingAtUnits : [];
  const entering = options.bootstrap ? enteringAccounts : [];
  switch (task) {
    case "plan":
      return [...looking, ...units, ...groups(lookingAtGroups), ...entering];
    case "apply":
      return [
        ...looking,
        ...units,
        ...groups(lookingAtGroups),
        ...applying,
        ...groups(applyingGroups),
        ...(options.newAccounts ? makingAccounts : []),
        ...entering,
        ...(options.managementAccount ? managementAccount : []),
      ];
    case "offboard":
      return [...looking, ...lookingAtGroups, ...offboarding];
    case "local-admin-check":
      return checkingBootstrap;
    case "keys":
      return [...findingKeys, ...units, ...(options.managementAccount ? keysOfOwnAccount : [])];
    default:
      return task satisfies never;
  }
}

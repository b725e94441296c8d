import {
  applying,
  applyingGroups,
  checkingBootstrap,
  deletingUsers,
  endingSessions,
  enteringAccounts,
  findingKeys,
  type Grant,
  keysOfOwnAccount,
  leavingGroups,
  looking,
  lookingAtGroups,
  lookingAtUnits,
  makingAccounts,
  managementAccount,
  openRequests,
  readingAccess,
  readingHolders,
  rolesThatGo,
  setsOfAccounts,
  unassigning,
  undoing,
  whatGroupsGive,
} from "./grants.ts";

export const TASKS = [
  "plan",
  "apply",
  "access",
  "export",
  "adopt",
  "leave",
  "undo",
  "offboard",
  "local-admin-check",
  "keys",
] as const;
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
  "organizations:DescribeAccount":
    "all accounts of the organization are listed to look up a few, and no account can be made",
  "sso:DescribeInstance": "whether permission sets are switched on is not checked",
  "sso:ListRegions":
    "the Region where the instance was found is taken for its primary one, if AWS does not name it otherwise",
  "sso:ListAccountAssignmentCreationStatus":
    "requests are followed one by one, and one that an earlier run left open is not found",
  "sso:ListAccountAssignmentDeletionStatus": "the same for removals",
  "sso:ListAccountAssignmentsForPrincipal":
    "what a group gives that somebody joins is not known: the danger `group-access` says so",
  "iam:GetPolicy":
    "whether AWS has a managed policy that the program's own list does not have is not known: a warning says so",
  "identitystore:ListGroups": "a group whose name differs from the team file's by case only may not be found",
  "identitystore:DescribeGroup": "a group that the team file does not name is shown by its id",
};

/** Of those that read who has what, actions without which the same is read by more calls. */
export const OPTIONAL_TO_READ: Readonly<Record<string, string>> = {
  "identitystore:ListUsers": "people are asked for one by one: in a large directory that takes many more calls",
  "identitystore:ListGroups": "groups are asked for one by one, and a name's case must be right",
};

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
  /** With `--remove-unlisted`, or a column `until`. */
  readonly removals?: boolean;
  /** With `--delete-users` of a leave. */
  readonly deleteUsers?: boolean;
  /** With `--end-sessions` of a leave. */
  readonly endSessions?: boolean;
  /** With `--bootstrap`. In the caller's own account that takes AdministratorAccess, which is not listed here. */
  readonly bootstrap?: boolean;
}

/** The rights that a task needs, each once. Whoever may apply may plan. */
export function grantsFor(task: Task, options: TaskOptions): readonly Grant[] {
  return [...new Set(allGrantsFor(task, options))];
}

function allGrantsFor(task: Task, options: TaskOptions): readonly Grant[] {
  const groups = (grants: readonly Grant[]) => (options.groups ? grants : []);
  const units = options.organizationalUnits || options.newAccounts ? lookingAtUnits : [];
  // Nobody is locked out: who else is in the management account is read before anything is taken there.
  const removals = (grants: readonly Grant[]) => (options.removals ? [setsOfAccounts, ...grants] : []);
  const entering = options.bootstrap ? enteringAccounts : [];
  switch (task) {
    case "plan":
      return [...looking, ...units, ...groups([...lookingAtGroups, whatGroupsGive]), ...removals([]), ...entering];
    case "apply":
      return [
        ...looking,
        ...units,
        ...groups([...lookingAtGroups, whatGroupsGive]),
        ...applying,
        ...groups(applyingGroups),
        ...removals([...unassigning, ...groups(leavingGroups)]),
        ...(options.newAccounts ? makingAccounts : []),
        ...entering,
        ...(options.managementAccount ? managementAccount : []),
        ...(options.managementAccount ? removals(rolesThatGo) : []),
      ];
    case "access":
    case "export":
    case "adopt":
      return readingAccess;
    case "offboard":
      return [...looking, ...lookingAtGroups, ...unassigning, ...leavingGroups, ...deletingUsers];
    case "leave":
      return [
        ...readingHolders,
        openRequests,
        ...unassigning,
        ...leavingGroups,
        ...(options.deleteUsers ? deletingUsers : []),
        ...(options.endSessions ? endingSessions : []),
        // The Deny is written into the role there, too.
        ...(options.managementAccount && options.endSessions ? managementAccount : []),
        ...(options.managementAccount ? rolesThatGo : []),
      ];
    case "undo":
      return [
        ...readingHolders,
        openRequests,
        ...applying,
        ...applyingGroups,
        ...unassigning,
        ...leavingGroups,
        ...deletingUsers,
        ...undoing,
        ...(options.managementAccount ? [...managementAccount, ...rolesThatGo] : []),
      ];
    case "local-admin-check":
      return checkingBootstrap;
    case "keys":
      return [...findingKeys, ...units, ...(options.managementAccount ? keysOfOwnAccount : [])];
    default:
      return task satisfies never;
  }
}

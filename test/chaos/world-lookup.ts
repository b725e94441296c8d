import type {
  AccountAssignment,
  PermissionSet,
  PermissionSetProvisioning,
  Resource,
} from "../../src/core/state/resource.ts";
import { canonicalJson } from "../../src/core/text/canonical-json.ts";
import type { RunningSimulator } from "../../src/simulator/start.ts";

import { rootAddressOf } from "./draw-accounts.ts";

export type World = ReturnType<RunningSimulator["world"]>;
type SetRecord = World["permissionSets"][string];

/** Finds what the world holds by the names that plans speak in. */
export interface Lookup {
  readonly world: World;
  userId(userName: string): string | undefined;
  groupId(displayName: string): string | undefined;
  permissionSet(name: string): SetRecord | undefined;
  /** The account that a reference stands for, found by its root address; an id stands for itself. */
  accountId(account: string): string | undefined;
  principalId(principal: AccountAssignment["principal"]): string | undefined;
  /** Whether the resource is there, whole; a permission set with the tags that record who wrote it, if they matter. */
  holds(resource: Resource, alsoTags?: "record"): boolean;
  /** Whether the person has what the assignment would give through a group that they are in. */
  hasThroughGroup(assignment: Omit<AccountAssignment, "kind">): boolean;
}

export function lookIn(world: World): Lookup {
  const users = new Map(Object.values(world.users).map((user) => [user.attributes.UserName.toLowerCase(), user]));
  const groups = new Map(Object.values(world.groups).map((group) => [group.displayName.toLowerCase(), group]));
  const sets = new Map(Object.values(world.permissionSets).map((set) => [set.name, set]));
  const userId = (userName: string) => users.get(userName.toLowerCase())?.id;
  const groupId = (displayName: string) => groups.get(displayName.toLowerCase())?.id;
  const principalId = ({ type, name, gone }: AccountAssignment["principal"]) => {
    if (gone) return name;
    return type === "USER" ? userId(name) : groupId(name);
  };

  const byAddress = new Map(Object.values(world.accounts).map((account) => [account.email.toLowerCase(), account]));
  const accountId = (account: string) =>
    account.startsWith("new:") ? byAddress.get(rootAddressOf(account).toLowerCase())?.id : account;

  const isProvisioned = ({ permissionSet, target }: PermissionSetProvisioning) => {
    const set = sets.get(permissionSet);
    return Object.values(world.provisioned)
      .filter(({ permissionSetArn }) => permissionSetArn === set?.arn)
      .filter(({ accountId }) => target === "ALL_PROVISIONED_ACCOUNTS" || target === accountId)
      .every(({ version }) => version === set?.version);
  };

  const holds = (resource: Resource, alsoTags?: "record"): boolean => {
    switch (resource.kind) {
      case "Account": {
        const account = byAddress.get(resource.email.toLowerCase());
        const isMoved = resource.organizationalUnit === undefined || account?.parentId !== world.organization?.rootId;
        return account !== undefined && isMoved;
      }
      case "Bootstrap":
        return `${accountId(resource.accountId)}/${resource.region}` in world.bootstraps;
      case "User":
        return users.has(resource.userName.toLowerCase());
      case "Group":
        return groups.has(resource.displayName.toLowerCase());
      case "GroupMembership": {
        const [group, user] = [groupId(resource.group), userId(resource.userName)];
        return Object.values(world.memberships).some(({ groupId, userId }) => groupId === group && userId === user);
      }
      case "PermissionSet":
        return isLike(sets.get(resource.name), resource, alsoTags === "record" ? (tags) => tags : withoutOwn);
      case "PermissionSetProvisioning":
        return isProvisioned(resource);
      case "AccountAssignment": {
        const set = sets.get(resource.permissionSet)?.arn;
        const principal = principalId(resource.principal);
        const account = accountId(resource.accountId);
        return Object.values(world.assignments).some(
          (one) => one.accountId === account && one.permissionSetArn === set && one.principalId === principal,
        );
      }
      default:
        return resource satisfies never;
    }
  };
  const hasThroughGroup: Lookup["hasThroughGroup"] = ({ accountId: account, permissionSet, principal }) => {
    const groups = Object.values(world.memberships).filter(({ userId }) => userId === principalId(principal));
    return Object.values(world.assignments).some(
      (one) =>
        one.accountId === accountId(account) &&
        one.permissionSetArn === sets.get(permissionSet)?.arn &&
        groups.some(({ groupId }) => groupId === one.principalId),
    );
  };
  return {
    world,
    hasThroughGroup,
    userId,
    groupId,
    permissionSet: (name) => sets.get(name),
    accountId,
    principalId,
    holds,
  };
}

/** The tags that say whose a set is depend on who made it, and two runs may have made it together. */
const ownTags = ["managed-by", "amplify-onboard:written"];

type Tags = Readonly<Record<string, string>>;

function isLike(set: SetRecord | undefined, wanted: PermissionSet, compared: (tags: Tags) => Tags): boolean {
  if (set === undefined) return false;
  const boundary = set.permissionsBoundary;
  const boundaryArn = boundary !== undefined && "ManagedPolicyArn" in boundary ? boundary.ManagedPolicyArn : undefined;
  const present = {
    duration: set.sessionDuration,
    description: set.description,
    relayState: set.relayState,
    managed: set.managedPolicies.map(({ Arn }) => Arn).sort(),
    customer: set.customerManagedPolicies.map(({ Name, Path }) => `${Path}${Name}`).sort(),
    inline: set.inlinePolicy === undefined ? undefined : canonicalJson(JSON.parse(set.inlinePolicy)),
    boundary: boundaryArn === undefined ? undefined : { managedPolicyArn: boundaryArn },
    tags: compared(set.tags),
  };
  const asked = {
    duration: wanted.sessionDuration,
    description: wanted.description,
    relayState: wanted.relayState,
    managed: [...wanted.managedPolicies].sort(),
    customer: wanted.customerManagedPolicies.map(({ name, path }) => `${path}${name}`).sort(),
    inline: wanted.inlinePolicy,
    boundary: wanted.permissionsBoundary,
    tags: compared(wanted.tags),
  };
  return canonicalJson(present) === canonicalJson(asked);
}

function withoutOwn(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !ownTags.includes(key)));
}

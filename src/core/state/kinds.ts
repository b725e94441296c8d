import type { KindOf } from "./kind.ts";
import { account } from "./kinds/account.ts";
import { accountAssignment } from "./kinds/account-assignment.ts";
import { bootstrap } from "./kinds/bootstrap.ts";
import { group } from "./kinds/group.ts";
import { groupMembership } from "./kinds/group-membership.ts";
import { permissionSet } from "./kinds/permission-set.ts";
import { permissionSetProvisioning } from "./kinds/permission-set-provisioning.ts";
import { user } from "./kinds/user.ts";
import type { Kind, OfKind, Resource, ResourceKey, State } from "./resource.ts";

/** Every kind of resource. What is to be known about one is in its file, and asked for here. */
export const KINDS = {
  Account: account,
  User: user,
  Group: group,
  GroupMembership: groupMembership,
  PermissionSet: permissionSet,
  PermissionSetProvisioning: permissionSetProvisioning,
  AccountAssignment: accountAssignment,
  Bootstrap: bootstrap,
} as const satisfies { readonly [One in Kind]: KindOf<OfKind<One>> };

/** What is known about the kind of a resource. */
export function kindOf<One extends Resource>(resource: One): KindOf<One> {
  // That the kind and the resource belong together is what the table says, and more than a compiler follows.
  return KINDS[resource.kind] as unknown as KindOf<One>;
}

/** The key under which a resource is found in a {@link State}. */
export function keyOf(resource: Resource): ResourceKey {
  return kindOf(resource).keyOf(resource);
}

/** The state that holds these resources; a resource named twice counts once. */
export function stateOf(resources: Iterable<Resource>): State {
  return new Map([...resources].map((resource) => [keyOf(resource), resource]));
}

/** What must be there before this resource can be made: an assignment needs its account, its principal and its permission set. */
export function dependenciesOf(resource: Resource): readonly ResourceKey[] {
  return kindOf(resource).dependenciesOf(resource);
}

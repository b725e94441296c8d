import { BOOTSTRAP_NEEDED, type Environment } from "../aws/cdk-bootstrap.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { groupKey } from "../state/kinds/group.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { AccountAssignment, Bootstrap, Principal, ResourceKey } from "../state/resource.ts";

/** One way a person gets into an account. */
export interface Access {
  /** 12 digits, or the reference of an account that the plan makes. */
  readonly accountId: string;
  readonly accountName: string;
  readonly permissionSet: string;
  /** The group that gives it; absent when the person is assigned directly. */
  readonly group?: string;
  /** The Region the person works in. */
  readonly region: string;
  /** The name of the profile that `~/.aws/config` will have for it. */
  readonly profile: string;
  /** The row of the team file that asks for it. */
  readonly line: number;
}

/** A person of the team file and everything the file gives them. */
export interface Person {
  readonly email: string;
  readonly userName: string;
  readonly displayName: string;
  /** The names were derived from the address: worth a look before they are created. */
  readonly namesDerived: boolean;
  readonly access: readonly Access[];
}

/** The assignment that an access rests on: the person's own, or their group's. */
export function assignmentOf(person: Person, access: Access): AccountAssignment {
  const principal: Principal =
    access.group === undefined ? { type: "USER", name: person.userName } : { type: "GROUP", name: access.group };
  return { kind: "AccountAssignment", accountId: access.accountId, permissionSet: access.permissionSet, principal };
}

/** The CDK's bootstrap stack in one Region of an account, as ampx needs it. */
export function bootstrapIn({ accountId, region }: Environment, accessRole: string): Bootstrap {
  return { kind: "Bootstrap", accountId, region, version: BOOTSTRAP_NEEDED, accessRole };
}

/** Everything that must be in place for this access to work; the CDK bootstrap as far as a plan makes it. */
export function keysBehind(person: Person, access: Access): readonly ResourceKey[] {
  const membership =
    access.group === undefined
      ? []
      : [groupKey(access.group), keyOf({ kind: "GroupMembership", group: access.group, userName: person.userName })];
  return [
    ...accountKeys(access.accountId),
    userKey(person.userName),
    permissionSetKey(access.permissionSet),
    ...membership,
    keyOf(assignmentOf(person, access)),
    keyOf(bootstrapIn(access, "")),
  ];
}

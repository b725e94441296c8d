import type * as z from "zod";
import { BOOTSTRAP_RECOMMENDED, type Environment } from "../aws/cdk-bootstrap.ts";
import { accountKeys } from "../state/kinds/account.ts";
import { groupKey } from "../state/kinds/group.ts";
import { permissionSetKey } from "../state/kinds/permission-set.ts";
import { userKey } from "../state/kinds/user.ts";
import { keyOf } from "../state/kinds.ts";
import type { AccountAssignment, Bootstrap, Principal, ResourceKey } from "../state/resource.ts";
import type { Immutable } from "../text/immutable.ts";
import type { personSchema } from "./person-schema.ts";

/** A person of the team file and everything the file gives them. */
export type Person = Immutable<z.output<typeof personSchema>>;

/** One way a person gets into an account. */
export type Access = Person["access"][number];

/** The assignment that an access rests on: the person's own, or their group's. */
export function assignmentOf(person: Person, access: Access): AccountAssignment {
  const principal: Principal =
    access.group === undefined ? { type: "USER", name: person.userName } : { type: "GROUP", name: access.group };
  return { kind: "AccountAssignment", accountId: access.accountId, permissionSet: access.permissionSet, principal };
}

/** The CDK's bootstrap stack in one Region of an account, as AWS recommends it; ampx takes an older one, too. */
export function bootstrapIn({ accountId, region }: Environment, accessRole: string): Bootstrap {
  return { kind: "Bootstrap", accountId, region, version: BOOTSTRAP_RECOMMENDED, accessRole };
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

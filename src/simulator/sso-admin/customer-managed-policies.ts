import { AwsError, type Operation } from "../operation.ts";
import { type PageRequest, paginate } from "../paginate.ts";
import type { CustomerManagedPolicyReference } from "../world/identity-center-records.ts";
import { type PermissionSetInput, permissionSetOf, permissionSetToChange, replacePermissionSet } from "./access.ts";
import { policyCount } from "./policy-quota.ts";

/** A reference as it travels: the path may be left out. */
export interface ReferenceInput {
  readonly Name: string;
  readonly Path?: string;
}

interface CustomerManagedPolicyInput extends PermissionSetInput {
  readonly CustomerManagedPolicyReference: ReferenceInput;
}

/**
 * References, by name and path, to policies that must exist in each account that gets the permission set: whether they
 * do is found out when the role is made there, and not before. Two references may have one name under two paths, which
 * no account can ever satisfy.
 */
export const customerManagedPolicyOperations = {
  AttachCustomerManagedPolicyReferenceToPermissionSet: (input: CustomerManagedPolicyInput, context) => {
    const permissionSet = permissionSetToChange(context, input, "AttachCustomerManagedPolicyReferenceToPermissionSet");
    const reference = referenceFrom(input.CustomerManagedPolicyReference);
    const { customerManagedPolicies } = permissionSet;
    if (customerManagedPolicies.some((known) => isSame(known, reference))) {
      throw new AwsError(
        "ConflictException",
        `Given customer managed policy with name: ${reference.Name}  and path ${reference.Path} already attached`,
      );
    }
    const { policiesPerPermissionSet } = context.limits;
    if (policyCount(permissionSet) >= policiesPerPermissionSet) {
      throw new AwsError(
        "ServiceQuotaExceededException",
        `Cannot attach managed policy: number of attached managed policies is already at maximum ${policiesPerPermissionSet}`,
      );
    }
    replacePermissionSet(context, {
      ...permissionSet,
      customerManagedPolicies: [...customerManagedPolicies, reference],
    });
    return {};
  },

  DetachCustomerManagedPolicyReferenceFromPermissionSet: (input: CustomerManagedPolicyInput, context) => {
    const action = "DetachCustomerManagedPolicyReferenceFromPermissionSet";
    const permissionSet = permissionSetToChange(context, input, action);
    const reference = referenceFrom(input.CustomerManagedPolicyReference);
    const rest = permissionSet.customerManagedPolicies.filter((known) => !isSame(known, reference));
    if (rest.length === permissionSet.customerManagedPolicies.length) {
      throw new AwsError(
        "ResourceNotFoundException",
        `Given managed policy with name: ${reference.Name}  and path ${reference.Path} does not exist on PermissionSet`,
      );
    }
    replacePermissionSet(context, { ...permissionSet, customerManagedPolicies: rest });
    return {};
  },

  ListCustomerManagedPolicyReferencesInPermissionSet: (input: PermissionSetInput & PageRequest, context) => {
    const action = "ListCustomerManagedPolicyReferencesInPermissionSet";
    const { customerManagedPolicies } = permissionSetOf(context, input, action);
    const keyOf = ({ Path, Name }: CustomerManagedPolicyReference) => `${Path}${Name}`;
    const { items, nextToken } = paginate(customerManagedPolicies, keyOf, input);
    return { CustomerManagedPolicyReferences: items, NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** A reference without a path means the path `/`. */
export function referenceFrom({ Name, Path = "/" }: ReferenceInput): CustomerManagedPolicyReference {
  return { Name, Path };
}

function isSame(a: CustomerManagedPolicyReference, b: CustomerManagedPolicyReference): boolean {
  return a.Name === b.Name && a.Path === b.Path;
}

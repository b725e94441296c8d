import { AwsError, type Operation } from "../operation.ts";
import type { PermissionsBoundary } from "../world/identity-center-records.ts";
import { type PermissionSetInput, permissionSetOf, permissionSetToChange, replacePermissionSet } from "./access.ts";
import { type ReferenceInput, referenceFrom } from "./customer-managed-policies.ts";

interface BoundaryInput {
  readonly ManagedPolicyArn?: string;
  readonly CustomerManagedPolicyReference?: ReferenceInput;
}

/** The one permissions boundary of a permission set: an AWS managed policy or a reference to a customer managed one. */
export const permissionsBoundaryOperations = {
  PutPermissionsBoundaryToPermissionSet: (
    input: PermissionSetInput & { readonly PermissionsBoundary: BoundaryInput },
    context,
  ) => {
    const permissionSet = permissionSetToChange(context, input, "PutPermissionsBoundaryToPermissionSet");
    replacePermissionSet(context, { ...permissionSet, permissionsBoundary: boundaryFrom(input.PermissionsBoundary) });
    return {};
  },

  GetPermissionsBoundaryForPermissionSet: (input: PermissionSetInput, context) => {
    const { permissionsBoundary } = permissionSetOf(context, input, "GetPermissionsBoundaryForPermissionSet");
    if (permissionsBoundary === undefined) throw noBoundary();
    return { PermissionsBoundary: permissionsBoundary };
  },

  DeletePermissionsBoundaryFromPermissionSet: (input: PermissionSetInput, context) => {
    const permissionSet = permissionSetToChange(context, input, "DeletePermissionsBoundaryFromPermissionSet");
    const { permissionsBoundary, ...rest } = permissionSet;
    if (permissionsBoundary === undefined) throw noBoundary();
    replacePermissionSet(context, rest);
    return {};
  },
} satisfies Record<string, Operation>;

function boundaryFrom({ ManagedPolicyArn, CustomerManagedPolicyReference }: BoundaryInput): PermissionsBoundary {
  if (ManagedPolicyArn !== undefined && CustomerManagedPolicyReference === undefined) return { ManagedPolicyArn };
  if (CustomerManagedPolicyReference !== undefined && ManagedPolicyArn === undefined) {
    return { CustomerManagedPolicyReference: referenceFrom(CustomerManagedPolicyReference) };
  }
  throw new AwsError(
    "ValidationException",
    "A permissions boundary takes exactly one of ManagedPolicyArn and CustomerManagedPolicyReference.",
  );
}

function noBoundary(): AwsError {
  return new AwsError("ResourceNotFoundException", "The permission set has no permissions boundary.");
}

/**
 * The permission sets that Control Tower makes and keeps.
 * https://docs.aws.amazon.com/controltower/latest/userguide/sso-groups.html
 */
const PERMISSION_SETS = new Set([
  "AWSAdministratorAccess",
  "AWSOrganizationsFullAccess",
  "AWSPowerUserAccess",
  "AWSReadOnlyAccess",
  "AWSServiceCatalogAdminFullAccess",
  "AWSServiceCatalogEndUserAccess",
]);

/** Whether Control Tower makes and keeps the permission set with this name, and puts back what others change in it. */
export function isControlTowers(permissionSet: string): boolean {
  return PERMISSION_SETS.has(permissionSet);
}

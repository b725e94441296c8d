/** The day on which Amplify Gen 1 ends, in ISO 8601: https://docs.amplify.aws/react/start/migrate-to-gen2/ */
export const GEN1_ENDS = "2027-05-01";

/** The first Gen 1 CLI that can migrate; the migration is a developer preview. */
export const MIGRATION_SINCE = "14.4.0";

/** The permission set for those who migrate, where the settings ask for one. */
export const MIGRATION_PERMISSION_SET = "amplify-gen1-migration";

/**
 * What `amplify gen2-migration` does that `AdministratorAccess-Amplify` does not allow: it moves resources from stack to stack.
 * https://docs.amplify.aws/react/start/migrate-to-gen2/migrate-existing-app/
 */
export const MIGRATION_ACTIONS = [
  "cloudformation:CreateStackRefactor",
  "cloudformation:DescribeStackRefactor",
  "cloudformation:ExecuteStackRefactor",
  "cloudformation:GetStackPolicy",
  "cloudformation:SetStackPolicy",
  "cloudformation:DeleteChangeSet",
  "cloudformation:GetResource",
  "s3:GetBucketVersioning",
  "s3:GetEncryptionConfiguration",
] as const;

/** What to know of the end of Gen 1 in a project of that generation. */
export const GEN1_END_WARNING = `Amplify Gen 1 ends on ${GEN1_ENDS}: by then the project must have moved to Gen 2.`;

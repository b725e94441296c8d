import { argumentForCaller } from "../text/command-line.ts";

/** An assignment, by AWS's own identifiers. */
export interface AssignmentIds {
  readonly instanceArn: string;
  readonly region: string;
  readonly permissionSetArn: string;
  readonly accountId: string;
  readonly principalType: "USER" | "GROUP";
  readonly principalId: string;
}

/**
 * What an administrator types to remove an assignment whose user or group is no more.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteAccountAssignment.html
 */
export function deleteAssignmentCommand(ids: AssignmentIds): string {
  const args = [
    ["--instance-arn", ids.instanceArn],
    ["--permission-set-arn", ids.permissionSetArn],
    ["--target-type", "AWS_ACCOUNT"],
    ["--target-id", ids.accountId],
    ["--principal-type", ids.principalType],
    ["--principal-id", ids.principalId],
    ["--region", ids.region],
  ];
  return `aws sso-admin delete-account-assignment ${args.flat().map(argumentForCaller).join(" ")}`;
}

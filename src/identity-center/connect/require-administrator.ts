import { ListPermissionSetsCommand } from "@aws-sdk/client-sso-admin";
import { classify, failureOf } from "../../aws/aws-error.ts";
import type { Instance } from "../../core/state/observation.ts";
import type { Aws } from "../calls/aws.ts";
import { explain } from "../calls/explain.ts";
import { notAdministrator } from "./instance-dead-ends.ts";

/**
 * Whether the caller may administer the instance, asked before anything that would only fail in a less telling way.
 * The management account may by nature: what IAM denies it is told where it happens.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html
 */
export async function requireAdministrator(
  { ssoAdmin }: Aws,
  { instanceArn, callerAccountId, managementAccountId }: Instance,
): Promise<void> {
  if (callerAccountId === managementAccountId) return;
  try {
    await ssoAdmin.send(new ListPermissionSetsCommand({ InstanceArn: instanceArn, MaxResults: 1 }));
  } catch (error) {
    if (classify(error) === "denied")
      throw notAdministrator(callerAccountId, managementAccountId, failureOf(error).message);
    throw explain(error, "asking whether you administer Identity Center (sso:ListPermissionSets)");
  }
}

import type { PrincipalType } from "@aws-sdk/client-sso-admin";
import { mapConcurrently } from "../../aws/concurrency.ts";
import type { Assignment } from "../../core/access/access.ts";
import { assignmentsOfPrincipal } from "../session/assignments.ts";
import { type AccessReading, AT_ONCE } from "./access-reading.ts";

/** A user or group by id. */
export interface AskedPrincipal {
  readonly type: PrincipalType;
  readonly id: string;
}

/** AWS answers this question in the management account only. */
export function answersByPrincipal({ session }: AccessReading): boolean {
  return session.instance.callerAccountId === session.instance.managementAccountId;
}

/** What each of these is assigned. */
export async function assignmentsOfPrincipals(
  reading: AccessReading,
  principals: readonly AskedPrincipal[],
): Promise<Assignment[]> {
  let done = 0;
  const found = await mapConcurrently(principals, AT_ONCE, async ({ type, id }) => {
    const listed = await reading.gaps.orGap(
      type === "USER" ? "assignments-of-users" : "assignments-of-groups",
      id,
      assignmentsOfPrincipal(reading.session, type, id),
    );
    done += 1;
    reading.onProgress?.(done, principals.length);
    return (listed ?? []).flatMap(({ AccountId: accountId, PermissionSetArn: permissionSetArn }) =>
      accountId === undefined || permissionSetArn === undefined
        ? []
        : [{ accountId, permissionSetArn, principalType: type, principalId: id }],
    );
  });
  return found.flat();
}

import { ListAccountAssignmentsForPrincipalCommand, type PrincipalType } from "@aws-sdk/client-sso-admin";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { readPages } from "../../aws/pages.ts";
import type { Assignment } from "../../core/access/access.ts";
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

/**
 * What each of these is assigned. Whether AWS lists for a user what their groups have is documented nowhere: only what is
 * said to be assigned to the one that was asked about counts.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignmentsForPrincipal.html
 */
export async function assignmentsOfPrincipals(
  reading: AccessReading,
  principals: readonly AskedPrincipal[],
): Promise<Assignment[]> {
  const { instance, aws } = reading.session;
  let done = 0;
  const found = await mapConcurrently(principals, AT_ONCE, async ({ type, id }) => {
    const listed = await reading.gaps.orGap(
      type === "USER" ? "assignments-of-users" : "assignments-of-groups",
      id,
      readPages("sso:ListAccountAssignmentsForPrincipal", async (NextToken) => {
        const page = await aws.ssoAdmin.send(
          new ListAccountAssignmentsForPrincipalCommand({
            InstanceArn: instance.instanceArn,
            PrincipalId: id,
            PrincipalType: type,
            MaxResults: 100,
            NextToken,
          }),
        );
        return { items: page.AccountAssignments ?? [], next: page.NextToken };
      }),
    );
    done += 1;
    reading.onProgress?.(done, principals.length);
    return (listed?.items ?? []).flatMap((one): readonly Assignment[] => {
      const { AccountId: accountId, PermissionSetArn: permissionSetArn } = one;
      const isAsked = (one.PrincipalId ?? id) === id && (one.PrincipalType ?? type) === type;
      if (accountId === undefined || permissionSetArn === undefined || !isAsked) return [];
      return [{ accountId, permissionSetArn, principalType: type, principalId: id }];
    });
  });
  return found.flat();
}

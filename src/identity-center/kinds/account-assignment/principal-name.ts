import { DescribeGroupCommand, DescribeUserCommand } from "@aws-sdk/client-identitystore";
import { classify, isUntold } from "../../../aws/aws-error.ts";
import type { Principal } from "../../../core/state/resource.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Session } from "../../session/session.ts";

/** The user name or the group's name behind an id, safe to print; the id where the name may not be read. */
export async function principalName(session: Session, type: Principal["type"], id: string): Promise<string> {
  try {
    return visibleText((await describePrincipal(session, type, id)).name ?? id);
  } catch (error) {
    if (isUntold(error) || classify(error) === "not-found") return id;
    throw error;
  }
}

/** A user or group of the directory, as AWS has them. */
interface DescribedPrincipal {
  readonly name: string | undefined;
  /** A group has none. */
  readonly emails: readonly string[];
}

/** Who is behind an id; what AWS answers where it does not tell is thrown. */
export async function describePrincipal(
  { aws, instance }: Session,
  type: Principal["type"],
  id: string,
): Promise<DescribedPrincipal> {
  const IdentityStoreId = instance.identityStoreId;
  if (type === "GROUP") {
    const command = new DescribeGroupCommand({ IdentityStoreId, GroupId: id });
    return { name: (await aws.identityStore.send(command)).DisplayName, emails: [] };
  }
  const command = new DescribeUserCommand({ IdentityStoreId, UserId: id });
  const { UserName: name, Emails = [] } = await aws.identityStore.send(command);
  return { name, emails: Emails.flatMap(({ Value }) => (Value === undefined ? [] : [Value])) };
}

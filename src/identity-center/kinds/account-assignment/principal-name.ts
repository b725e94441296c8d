import { DescribeGroupCommand, DescribeUserCommand } from "@aws-sdk/client-identitystore";
import { classify } from "../../../aws/aws-error.ts";
import type { Principal } from "../../../core/state/resource.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Session } from "../../session/session.ts";

/** The user name or the group's name behind an id, safe to print; the id where the name may not be read. */
export async function principalName(session: Session, type: Principal["type"], id: string): Promise<string> {
  try {
    return visibleText((await nameOf(session, type, id)) ?? id);
  } catch (error) {
    if (["not-found", "denied", "unsupported", "refused"].includes(classify(error))) return id;
    throw error;
  }
}

/** The same, and what AWS answers where it does not tell is thrown. */
export async function nameOf(
  { aws, instance }: Session,
  type: Principal["type"],
  id: string,
): Promise<string | undefined> {
  const IdentityStoreId = instance.identityStoreId;
  if (type === "USER") {
    return (await aws.identityStore.send(new DescribeUserCommand({ IdentityStoreId, UserId: id }))).UserName;
  }
  return (await aws.identityStore.send(new DescribeGroupCommand({ IdentityStoreId, GroupId: id }))).DisplayName;
}

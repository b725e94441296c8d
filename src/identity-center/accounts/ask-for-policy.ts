import { GetPolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { failureOf } from "../../aws/aws-error.ts";
import type { Session } from "../session/session.ts";
import { enterAccount } from "./enter-account.ts";

/** Whether a policy is there, as far as IAM says it to whoever asks. */
export type PolicyAnswer = "there" | "missing" | "unknown";

/**
 * Asks the caller's own account, where AWS's policies are as everywhere in the partition.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html
 */
export async function askForPolicy(session: Session, PolicyArn: string): Promise<PolicyAnswer> {
  const { instance, aws, signal } = session;
  try {
    // Nothing is entered there, so no role is named.
    const way = await enterAccount(session, { roleName: "", accountId: instance.callerAccountId, region: aws.region });
    const client = new IAMClient(way);
    await client.send(new GetPolicyCommand({ PolicyArn }), signal === undefined ? {} : { abortSignal: signal });
    return "there";
  } catch (error) {
    signal?.throwIfAborted();
    return /^NoSuchEntity/.test(failureOf(error).name) ? "missing" : "unknown";
  }
}

import { isUnknownKeys } from "../../aws/aws-error.ts";
import { clientSettings } from "../../aws/client-settings.ts";
import { withoutKeyIds } from "../../core/keys/access-key.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import type { FoundKey } from "./long-lived-keys.ts";

/** Whose a key is, that AWS takes it no longer, or why that is not known. */
export type KeyOwner =
  | { readonly kind: "known"; readonly accountId: string; readonly arn: string }
  | { readonly kind: "refused" }
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Asks AWS whose a key is, signed with that key. It needs no permission and counts as a use of the key.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function askOwner({ id, secret, region }: FoundKey, endpoint?: string): Promise<KeyOwner> {
  const { GetCallerIdentityCommand, STSClient } = await import("../../aws/clients/sts.ts");
  const settings = await clientSettings({
    region: region !== undefined && /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region) ? region : "us-east-1",
    endpoint,
    credentials: { accessKeyId: id, secretAccessKey: secret },
    tries: 2,
  });
  const client = new STSClient(settings);
  try {
    const { Account: accountId = "", Arn: arn = "" } = await client.send(new GetCallerIdentityCommand({}));
    return { kind: "known", accountId, arn };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    // Keys that are inactive, deleted, or not what they were.
    if (isUnknownKeys(name)) return { kind: "refused" };
    return { kind: "unknown", reason: visibleText(withoutKeyIds(`${name}: ${message}`)) };
  } finally {
    client.destroy();
  }
}

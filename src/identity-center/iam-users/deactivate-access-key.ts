import type { IAMClient } from "@aws-sdk/client-iam";
import { failureOf, isBug } from "../../aws/aws-error.ts";
import { pause } from "../../aws/backoff.ts";
import type { AwsFailure } from "../../core/errors/onboard-error.ts";
import { withoutKeyIds } from "../../core/keys/access-key.ts";
import type { ChosenKey } from "../../core/keys/choose-keys.ts";
import { type Entrance, openIam } from "./iam-client.ts";
import { listAccessKeys } from "./list-iam-users.ts";

/** What became of a key: AWS shows it as inactive, shows something else (`undefined`: cannot be asked), or refused. */
export type Deactivation =
  | { readonly kind: "inactive"; readonly choice: ChosenKey }
  | { readonly kind: "not-seen"; readonly choice: ChosenKey; readonly shown: string | undefined }
  | { readonly kind: "failed"; readonly choice: ChosenKey; readonly aws: AwsFailure };

/** IAM shows a change a little later than it says yes: so many looks, and the milliseconds between them. */
const LOOKS = 5;
const BETWEEN_LOOKS = 1_000;

/**
 * Switches one key off, which can be taken back, and looks whether AWS shows it. Also after an error: the key may be
 * off all the same. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html
 */
export async function deactivateAccessKey(entrance: Entrance, choice: ChosenKey): Promise<Deactivation> {
  try {
    const client = await openIam(entrance, choice.account.id);
    const refusal = await switchOff(choice, client);
    const shown = await statusAfter(choice, client, refusal === undefined ? LOOKS : 1).catch(nothing);
    if (shown === "Inactive") return { kind: "inactive", choice };
    if (refusal === undefined || shown === undefined) return { kind: "not-seen", choice, shown };
    return { kind: "failed", choice, aws: refusal };
  } catch (error) {
    if (isBug(error)) throw error;
    return { kind: "failed", choice, aws: failureWithoutKey(error) };
  }
}

async function switchOff(choice: ChosenKey, client: IAMClient): Promise<AwsFailure | undefined> {
  const { UpdateAccessKeyCommand } = await import("../../aws/clients/iam.ts");
  const { userName, key } = choice;
  try {
    await client.send(new UpdateAccessKeyCommand({ UserName: userName, AccessKeyId: key.id, Status: "Inactive" }));
    return undefined;
  } catch (error) {
    if (isBug(error)) throw error;
    return failureWithoutKey(error);
  }
}

async function statusAfter(choice: ChosenKey, client: IAMClient, looks: number): Promise<string> {
  const keys = await listAccessKeys(choice.userName, { client });
  const status = keys.find(({ AccessKeyId }) => AccessKeyId === choice.key.id)?.Status ?? "gone";
  if (status !== "Active" || looks === 1) return status;
  await pause(BETWEEN_LOOKS);
  return statusAfter(choice, client, looks - 1);
}

/** The key may be off, and nobody can say so. */
function nothing(error: unknown): undefined {
  if (isBug(error)) throw error;
}

function failureWithoutKey(error: unknown): AwsFailure {
  const aws = failureOf(error);
  return { ...aws, message: withoutKeyIds(aws.message) };
}

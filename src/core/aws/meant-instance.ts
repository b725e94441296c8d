import type { Rule } from "../errors/fault.ts";

/** By what an instance of Identity Center is known. */
export interface InstanceNames {
  readonly arn: string;
  readonly identityStoreId: string;
  /** Whoever administers it may give it one; several may have the same. */
  readonly name?: string | undefined;
}

/** Whether somebody means this instance who says its ARN, the id at the end of that, its identity store, or its name. */
export function isMeantInstance({ arn, identityStoreId, name }: InstanceNames, text: string): boolean {
  const ids = [arn, arn.split("/").at(-1), identityStoreId].map((id) => id?.toLowerCase());
  return ids.includes(text.trim().toLowerCase()) || (name !== undefined && name === text.trim());
}

/** Its name at AWS has 255 characters at most: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_UpdateInstance.html */
export const instanceNameFault: Rule = (text) => {
  const isUsable = text.trim() !== "" && text.length <= 255 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
  return isUsable ? undefined : { message: "This names no Identity Center.", remedy: INSTANCE_LIKE };
};

const INSTANCE_LIKE =
  "Write its ARN, its id (ssoins-1234567890abcdef), its identity store (d-1234567890) or the name that it has.";

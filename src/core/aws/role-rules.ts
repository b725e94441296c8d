import { inForm } from "./name-rules.ts";

/** An IAM role's ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const roleArnFault = inForm(
  /^(?=.{1,600}$)arn:aws(-[a-z]{1,5}){0,3}:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  "is not a role's ARN",
  "It looks like arn:aws:iam::123456789012:role/NAME.",
);

/** What both sides agree on: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const externalIdFault = inForm(
  /^[\w+=,.@:/-]{2,1224}$/,
  "is not an external id",
  "It has 2 to 1,224 of A-Z a-z 0-9 _ + = , . @ : / -.",
);

/** The ARN of a virtual MFA device, or the serial number of one that is made of plastic. */
export const mfaSerialFault = inForm(
  /^(arn:aws(-[a-z]{1,5}){0,3}:iam::\d{12}:(sms-)?mfa\/[\w+=,.@/-]{1,128}|[A-Za-z0-9]{9,64})$/,
  "is not an MFA device",
  "Copy its ARN from IAM: arn:aws:iam::123456789012:mfa/NAME.",
);

/** The account and the name in a role's ARN. */
export function roleOf(arn: string): { readonly accountId: string; readonly name: string } {
  const [, , , , accountId = "", resource = ""] = arn.split(":");
  return { accountId, name: resource.split("/").at(-1) ?? "" };
}

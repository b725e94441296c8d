import type { Rule } from "../errors/fault.ts";
import { quoted } from "../text/visible-text.ts";

/** An IAM role's ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const roleArnFault: Rule = (text) =>
  /^arn:aws(-[a-z]{1,5}){0,3}:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(text) && text.length <= 600
    ? undefined
    : { message: `${quoted(text)} is not a role's ARN.`, remedy: "It looks like arn:aws:iam::123456789012:role/NAME." };

/** What both sides agree on: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const externalIdFault: Rule = (text) =>
  /^[\w+=,.@:/-]{2,1224}$/.test(text)
    ? undefined
    : {
        message: `${quoted(text)} is not an external id.`,
        remedy: "It has 2 to 1,224 of A-Z a-z 0-9 _ + = , . @ : / -.",
      };

/** The ARN of a virtual MFA device, or the serial number of one that is made of plastic. */
export const mfaSerialFault: Rule = (text) =>
  /^(arn:aws(-[a-z]{1,5}){0,3}:iam::\d{12}:(sms-)?mfa\/[\w+=,.@/-]{1,128}|[A-Za-z0-9]{9,64})$/.test(text)
    ? undefined
    : {
        message: `${quoted(text)} is not an MFA device.`,
        remedy: "Copy its ARN from IAM: arn:aws:iam::123456789012:mfa/NAME.",
      };

/** The account and the name in a role's ARN. */
export function roleOf(arn: string): { readonly accountId: string; readonly name: string } {
  const [, , , , accountId = "", resource = ""] = arn.split(":");
  return { accountId, name: resource.split("/").at(-1) ?? "" };
}

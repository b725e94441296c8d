import { AwsError, type Operation } from "../operation.ts";
import { type PermissionSetInput, permissionSetOf, permissionSetToChange, replacePermissionSet } from "./access.ts";

const maximumNonWhitespace = 10_240;

/** The one inline policy of a permission set. */
export const inlinePolicyOperations = {
  PutInlinePolicyToPermissionSet: (input: PermissionSetInput & { readonly InlinePolicy: string }, context) => {
    const permissionSet = permissionSetToChange(context, input, "PutInlinePolicyToPermissionSet");
    checkPolicyDocument(input.InlinePolicy);
    replacePermissionSet(context, { ...permissionSet, inlinePolicy: input.InlinePolicy });
    return {};
  },

  GetInlinePolicyForPermissionSet: (input: PermissionSetInput, context) => ({
    InlinePolicy: permissionSetOf(context, input, "GetInlinePolicyForPermissionSet").inlinePolicy ?? "",
  }),

  DeleteInlinePolicyFromPermissionSet: (input: PermissionSetInput, context) => {
    const permissionSet = permissionSetToChange(context, input, "DeleteInlinePolicyFromPermissionSet");
    const { inlinePolicy, ...rest } = permissionSet;
    if (inlinePolicy === undefined) {
      throw new AwsError("ResourceNotFoundException", "The permission set has no inline policy.");
    }
    replacePermissionSet(context, rest);
    return {};
  },
} satisfies Record<string, Operation>;

/**
 * The size is counted as IAM counts it, without white space. What is JSON and no policy that IAM takes is found out when a
 * role is to have it. https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
function checkPolicyDocument(text: string): void {
  const size = Buffer.byteLength(text.replace(/\s/g, ""));
  if (size > maximumNonWhitespace) {
    throw new AwsError(
      "ValidationException",
      "Current size of the non-whitespace characters present in the InlinePolicy Document is " +
        `${size} bytes which has exceeded the maximum limit of ${maximumNonWhitespace} bytes`,
    );
  }
  if (!isPolicyDocument(text)) {
    throw new AwsError("ValidationException", `Invalid PermissionsPolicy Document ${text}`);
  }
}

function isPolicyDocument(text: string): boolean {
  try {
    const document = JSON.parse(text) as unknown;
    return typeof document === "object" && document !== null && Object.hasOwn(document, "Statement");
  } catch {
    return false;
  }
}

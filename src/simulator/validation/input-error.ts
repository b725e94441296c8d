import { AwsError, type Service } from "../operation.ts";
import { oauthError } from "../sso-oidc/oauth-error.ts";
import type { ConstraintKind, InputFault } from "./validate.ts";

/** The error with which a service refuses an input that its model does not allow. */
export function inputError({ id, protocol }: Service, fault: InputFault): AwsError {
  if (id === "sso-oidc") return oauthError("InvalidRequestException", fault.message);
  if (id === "sso") return new AwsError("InvalidRequestException", fault.message);
  if (id === "amplify") return new AwsError("BadRequestException", fault.message);
  if (fault.kind === "serialization") return new AwsError("SerializationException", fault.message);
  if (protocol === "query") return new AwsError("ValidationError", fault.message);
  if (id !== "organizations") return new AwsError("ValidationException", fault.message);
  const [first] = fault.violations;
  return new AwsError("InvalidInputException", fault.message, first && { Reason: reasons[first.kind] });
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_Errors */
const reasons: Readonly<Record<ConstraintKind, string>> = {
  null: "INPUT_REQUIRED",
  enum: "INVALID_ENUM",
  pattern: "INVALID_PATTERN",
  minLength: "MIN_LENGTH_EXCEEDED",
  maxLength: "MAX_LENGTH_EXCEEDED",
  minValue: "MIN_VALUE_EXCEEDED",
  maxValue: "MAX_VALUE_EXCEEDED",
};

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
  const [Reason, message] = refusals[first?.kind ?? "pattern"];
  return new AwsError("InvalidInputException", message, { Reason });
}

/**
 * Organizations does not tell which value is wrong, only in which way; the first one decides.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_Errors
 */
const refusals: Readonly<Record<ConstraintKind, readonly [reason: string, message: string]>> = {
  null: ["INPUT_REQUIRED", "You must include a value for all required parameters."],
  enum: ["INVALID_ENUM", "You specified an invalid value."],
  pattern: ["INVALID_PATTERN", "You provided a value that does not match the required pattern."],
  minLength: ["MIN_LENGTH_EXCEEDED", "You provided a string parameter that is shorter than allowed."],
  maxLength: ["MAX_LENGTH_EXCEEDED", "You provided a string parameter that is longer than allowed."],
  minValue: ["MIN_VALUE_EXCEEDED", "You provided a numeric parameter that has a smaller value than allowed."],
  maxValue: ["MAX_VALUE_EXCEEDED", "You provided a numeric parameter that has a larger value than allowed."],
};

import { AwsError } from "../operation.ts";
import type { UserAttributes } from "../world/directory-records.ts";
import { checkNotReserved } from "./reserved-names.ts";

/** The attributes that CreateUser takes and UpdateUser changes. */
export const userAttributeNames: ReadonlySet<string> = new Set([
  "UserName",
  "Name",
  "DisplayName",
  "NickName",
  "ProfileUrl",
  "Emails",
  "Addresses",
  "PhoneNumbers",
  "UserType",
  "Title",
  "PreferredLanguage",
  "Locale",
  "Timezone",
  "Photos",
  "Website",
  "Birthdate",
  "Roles",
  "Extensions",
]);

/**
 * Holds a user's attributes against what IAM Identity Center asks beyond the service model: names must be there, and two
 * user names are reserved. Several addresses are what other directories give people, and stay while nobody writes them.
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateUser.html
 */
export function checkUserAttributes(attributes: Record<string, unknown>, before?: UserAttributes): UserAttributes {
  const { UserName, DisplayName, Name } = attributes;
  if (!isText(UserName)) throw invalid("userName is a required attribute");
  checkNotReserved("userName", UserName);
  const { GivenName, FamilyName, ...rest } = isStructure(Name) ? Name : {};
  if (!isText(DisplayName) || !isText(GivenName) || !isText(FamilyName)) {
    throw missing({ displayName: DisplayName, familyName: FamilyName, givenName: GivenName });
  }
  if (attributes.Emails !== before?.Emails) checkEmails(attributes.Emails);
  return { ...attributes, UserName, DisplayName, Name: { ...rest, GivenName, FamilyName } };
}

/** All that is missing in one message: `givenName: The attribute givenName is required, …`. */
function missing(wanted: Record<string, unknown>): AwsError {
  const names = Object.keys(wanted).filter((name) => !isText(wanted[name]));
  return invalid(names.map((name) => `${name}: The attribute ${name} is required`).join(", "));
}

function checkEmails(emails: unknown): void {
  if (emails === undefined) return;
  const hasOneAddress =
    Array.isArray(emails) && emails.length === 1 && isStructure(emails[0]) && isText(emails[0].Value);
  if (!hasOneAddress) throw invalid("emails must hold exactly one e-mail address with a value");
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isStructure(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

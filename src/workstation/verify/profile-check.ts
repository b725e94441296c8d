import type { ChosenPerson, SignedInAs } from "../../core/handover/signed-in-as.ts";

/** One thing that was looked at to prove a profile. `unknown` is said where nothing could be told, never taken for a yes. */
export interface ProfileCheck {
  readonly name: "readers" | "environment" | "aws-sdk" | "aws-cli" | "bootstrap" | "amplify" | "gen1";
  readonly state: "ok" | "failed" | "unknown";
  readonly message: string;
  readonly remedy?: string;
}

/** What keeps a profile from being used, and what to do about it. */
export function failedCheck(name: ProfileCheck["name"], message: string, remedy: string): ProfileCheck {
  return { name, state: "failed", message, remedy };
}

/** Whose sign-in a profile must go by, and whose it goes by as far as the access portal told. */
export interface Whose {
  readonly chosen: ChosenPerson;
  readonly signedIn: SignedInAs;
  /** How the chosen person signs in, ending in a command. */
  readonly remedy: string;
}

/** Who a profile must turn out to be. */
export interface Expected {
  readonly accountId: string;
  readonly permissionSet: string;
  readonly region: string;
  /** The name of a role that is no permission set's, but assumed behind one. */
  readonly roleName?: string;
  /** Absent where no person was chosen: whoever signed in chose among what is theirs. */
  readonly whose?: Whose;
}

/**
 * Whether an ARN is the permission set's role: `AWSReservedSSO_<permission set>_<16 hex digits>` in the account; or the role
 * that is named.
 */
export function isExpectedRole(arn: string, { accountId, permissionSet, roleName }: Expected): boolean {
  const [, , , , account = "", resource = ""] = arn.split(":");
  const role = resource.split("/")[1] ?? "";
  if (roleName !== undefined) return account === accountId && role === roleName;
  const suffix = role.slice(`AWSReservedSSO_${permissionSet}_`.length);
  return account === accountId && role.startsWith(`AWSReservedSSO_${permissionSet}_`) && /^[0-9a-f]+$/.test(suffix);
}

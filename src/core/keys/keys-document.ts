import type { AwsFailure } from "../errors/onboard-error.ts";
import type { PersonMatch } from "./match-person.ts";

/** Where a key of this machine stands. Lines count from 1. */
export type KeyPlaceMember =
  | { readonly file: string; readonly line: number }
  | { readonly environment: "AWS_ACCESS_KEY_ID" };

/** A long-lived key of this machine, without the key. */
export interface LocalKeyMember {
  readonly place: KeyPlaceMember;
  /** Absent in the environment. */
  readonly profile?: string;
  readonly keyEndsIn: string;
  /** Profiles that assume a role with this key's help. */
  readonly dependents: readonly string[];
  /** Whose AWS says it is; absent where AWS was not asked. */
  readonly owner?:
    | { readonly kind: "known"; readonly accountId: string; readonly arn: string }
    | { readonly kind: "refused" }
    | { readonly kind: "unknown"; readonly reason: string };
  /** The SSO profiles that do what the key does, and how that is known. */
  readonly replacement: {
    readonly profiles: readonly string[];
    readonly by: "same name" | "name without -old" | "same account";
  } | null;
}

/** What `onboard keys --format json` prints. */
export interface KeysOnMachine {
  readonly version: 1;
  readonly kind: "keys-on-machine";
  readonly keys: readonly LocalKeyMember[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  readonly summary: { readonly keys: number; readonly replaced: number };
}

/** When a key was used last. Times are ISO 8601. */
export type LastUseMember =
  | { readonly kind: "used"; readonly at: string; readonly service: string; readonly region: string }
  | { readonly kind: "never" }
  | { readonly kind: "unknown"; readonly reason: string };

/** A long-lived key of an IAM user, without the key. */
export interface AccessKeyMember {
  readonly keyEndsIn: string;
  readonly status: string;
  /** With `ageDays`; both are absent where AWS does not tell. */
  readonly createdAt?: string;
  readonly ageDays?: number;
  readonly lastUse: LastUseMember;
  /** Something may still depend on it. */
  readonly inUse: boolean;
  readonly signsThisRun?: true;
}

/** An IAM user, whom of the team it may belong to, and its keys. */
export interface IamUserMember {
  readonly userName: string;
  readonly person: PersonMatch;
  readonly keys: readonly AccessKeyMember[];
}

/** An account of the team: its IAM users that have keys, or why nothing can be said of them. */
export type KeysOfAccount =
  | { readonly id: string; readonly name: string; readonly state: "looked"; readonly users: readonly IamUserMember[] }
  | { readonly id: string; readonly name: string; readonly state: "unknown"; readonly reason: string };

/** What became of a key that was to be switched off. */
export type DeactivationMember = {
  readonly account: string;
  readonly userName: string;
  readonly keyEndsIn: string;
} & (
  | { readonly outcome: "inactive" | "not-seen"; readonly switchOnAgain: string }
  | { readonly outcome: "failed"; readonly aws: AwsFailure }
);

/** What `onboard keys --emails --format json` prints. */
export interface KeysOfTeam {
  readonly version: 1;
  readonly kind: "keys-of-team";
  readonly accounts: readonly KeysOfAccount[];
  readonly warnings: readonly string[];
  /** Present with `--deactivate`; `accounts` is how it is then. */
  readonly deactivations?: readonly DeactivationMember[];
  readonly summary: { readonly active: number; readonly inactive: number; readonly unknownAccounts: number };
}

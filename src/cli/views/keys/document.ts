import {
  type AccessKey,
  type AccountKeys,
  daysBetween,
  endOfKey,
  isActive,
  isInUse,
} from "../../../core/keys/access-key.ts";
import type {
  AccessKeyMember,
  DeactivationMember,
  KeysOfAccount,
  KeysOfTeam,
} from "../../../core/keys/keys-document.ts";
import { type KnownPerson, matchPerson } from "../../../core/keys/match-person.ts";
import type { Deactivation } from "../../../identity-center/iam-users/deactivate-access-key.ts";
import { switchOnCommand } from "./deactivated.ts";

export interface TeamKeys {
  readonly accounts: readonly AccountKeys[];
  readonly people: readonly KnownPerson[];
  readonly warnings: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Present where something was to be switched off; `accounts` is how it is then. */
  readonly deactivations?: readonly Deactivation[];
}

/** What `onboard keys --emails --format json` prints. */
export function teamKeysDocument({ accounts, people, warnings, now, deactivations }: TeamKeys): KeysOfTeam {
  const keys = accounts.flatMap((one) => (one.state === "looked" ? one.users.flatMap((user) => user.keys) : []));
  return {
    version: 1,
    kind: "keys-of-team",
    accounts: accounts.map((one) => accountMember(one, people, now)),
    warnings,
    ...(deactivations === undefined ? {} : { deactivations: deactivations.map(deactivationMember) }),
    summary: {
      active: keys.filter(isActive).length,
      inactive: keys.filter((key) => !isActive(key)).length,
      unknownAccounts: accounts.filter(({ state }) => state === "unknown").length,
    },
  };
}

function accountMember(one: AccountKeys, people: readonly KnownPerson[], now: number): KeysOfAccount {
  if (one.state === "unknown") return { ...one.account, state: one.state, reason: one.reason };
  const users = one.users.map(({ userName, keys }) => ({
    userName,
    person: matchPerson(userName, people),
    keys: keys.map((key) => keyMember(key, now)),
  }));
  return { ...one.account, state: one.state, users };
}

function keyMember(key: AccessKey, now: number): AccessKeyMember {
  const { id, status, createdAt, lastUse, isOwn } = key;
  return {
    keyEndsIn: endOfKey(id),
    status,
    ...(createdAt === undefined
      ? {}
      : { createdAt: new Date(createdAt).toISOString(), ageDays: daysBetween(createdAt, now) }),
    lastUse: lastUse.kind === "used" ? { ...lastUse, at: new Date(lastUse.at).toISOString() } : lastUse,
    inUse: isInUse(key, now),
    ...(isOwn ? { signsThisRun: true } : {}),
  };
}

function deactivationMember(one: Deactivation): DeactivationMember {
  const { account, userName, key } = one.choice;
  const name = { account: account.id, userName, keyEndsIn: endOfKey(key.id) };
  if (one.kind === "failed") return { ...name, outcome: one.kind, aws: one.aws };
  return { ...name, outcome: one.kind, switchOnAgain: switchOnCommand(one.choice) };
}

import {
  type AccessKey,
  type AccountKeys,
  daysBetween,
  endOfKey,
  isActive,
  isInUse,
} from "../../../core/keys/access-key.ts";
import type { ChosenKey } from "../../../core/keys/choose-keys.ts";
import type { KeysOfTeam, KeysOnMachine } from "../../../core/keys/keys-schema.ts";
import { type KnownPerson, matchPerson } from "../../../core/keys/match-person.ts";
import { argumentForCaller, shellOfCaller } from "../../../core/text/command-line.ts";
import { lineFedBy } from "../../../core/text/shell-words.ts";
import { simulatedIf } from "../../../core/text/simulated.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Deactivation } from "../../../identity-center/iam-users/deactivate-access-key.ts";
import type { LocalKey } from "../../../workstation/credentials/local-keys.ts";

type AccountMember = KeysOfTeam["accounts"][number];
type AccessKeyMember = Extract<AccountMember, { state: "looked" }>["users"][number]["keys"][number];
type DeactivationMember = NonNullable<KeysOfTeam["deactivations"]>[number];

/** The keys of a machine, and the files that could not be looked at, as one document. */
export function machineKeysDocument(
  keys: readonly LocalKey[],
  unreadable: KeysOnMachine["unreadable"],
  isSimulated = false,
): KeysOnMachine {
  return {
    version: 1,
    kind: "keys-on-machine",
    ...simulatedIf(isSimulated),
    keys: keys.map(({ place, profile, end, dependents, owner, replacement }) => ({
      place: place.kind === "file" ? { file: place.file, line: place.line } : { environment: "AWS_ACCESS_KEY_ID" },
      ...(profile === undefined ? {} : { profile }),
      keyEndsIn: end,
      dependents,
      ...(owner === undefined ? {} : { owner }),
      replacement: replacement ?? null,
    })),
    unreadable,
    summary: { keys: keys.length, replaced: keys.filter(({ replacement }) => replacement !== undefined).length },
  };
}

export interface TeamKeys {
  readonly accounts: readonly AccountKeys[];
  readonly people: readonly KnownPerson[];
  readonly warnings: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Present where something was to be switched off; `accounts` is how it is then. */
  readonly deactivations?: readonly Deactivation[];
  /** Those that an interruption spared. */
  readonly spared?: readonly ChosenKey[];
  readonly simulated?: boolean;
}

/** The keys of a team's accounts as one document. */
export function teamKeysDocument(found: TeamKeys): KeysOfTeam {
  const { accounts, people, warnings, now, deactivations, spared = [], simulated = false } = found;
  const keys = accounts.flatMap((one) => (one.state === "looked" ? one.users.flatMap((user) => user.keys) : []));
  const untouched = spared.map((choice): DeactivationMember => ({ ...nameMembers(choice), outcome: "not-touched" }));
  return {
    version: 1,
    kind: "keys-of-team",
    ...simulatedIf(simulated),
    accounts: accounts.map((one) => accountMember(one, people, now)),
    warnings,
    ...(deactivations === undefined ? {} : { deactivations: [...deactivations.map(deactivationMember), ...untouched] }),
    summary: {
      active: keys.filter(isActive).length,
      inactive: keys.filter((key) => !isActive(key)).length,
      unknownAccounts: accounts.filter(({ state }) => state === "unknown").length,
    },
  };
}

function accountMember(one: AccountKeys, people: readonly KnownPerson[], now: number): AccountMember {
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
  const name = nameMembers(one.choice);
  if (one.kind === "failed") return { ...name, outcome: one.kind, aws: one.aws };
  const switchOnAgain = switchOnCommand(one.choice);
  if (one.kind === "inactive") return { ...name, outcome: one.kind, switchOnAgain };
  return { ...name, outcome: one.kind, ...(one.shown === undefined ? {} : { shown: one.shown }), switchOnAgain };
}

function nameMembers({ account, userName, key }: ChosenKey) {
  return { account: account.id, userName, keyEndsIn: endOfKey(key.id) };
}

/** The AWS CLI's command that undoes it; it looks the key's id up, so that the id stands nowhere. */
export function switchOnCommand({ userName, key }: ChosenKey): string {
  const user = argumentForCaller(userName);
  const query = `AccessKeyMetadata[?ends_with(AccessKeyId,'${endOfKey(key.id)}')].AccessKeyId`;
  const look = `aws iam list-access-keys --user-name ${user} --output text --query "${visibleText(query)}"`;
  const change = `aws iam update-access-key --status Active --user-name ${user} --access-key-id`;
  return lineFedBy(shellOfCaller(), look, (word) => `${change} ${word}`);
}

import { type Fault, flagProblem } from "../errors/fault.ts";
import type { Problem } from "../errors/problem.ts";
import { commandForCaller } from "../text/command-line.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { quoted } from "../text/visible-text.ts";
import {
  type AccessKey,
  type AccountKeys,
  daysBetween,
  endOfKey,
  IDLE_DAYS,
  isActive,
  isInUse,
  nameOfKey,
  withoutKeyIds,
} from "./access-key.ts";

/** One key of one user of one account. */
export interface ChosenKey {
  readonly account: AccountKeys["account"];
  readonly userName: string;
  readonly key: AccessKey;
}

export interface KeyChoice {
  /** Active now, to be switched off; none while there are problems. */
  readonly toDeactivate: readonly ChosenKey[];
  /** Named as well, and switched off already. */
  readonly alreadyInactive: readonly ChosenKey[];
  readonly problems: readonly Problem[];
}

export interface ChoiceRules {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly allowRecentlyUsed: boolean;
}

/** What a name must look like: account, user, and the last four characters of the key's id, or all of them. */
const FORM = /^(\d{12})\/([\w+=,.@-]{1,64})\/(?:…|\.{3})?([A-Z0-9]{4}|[A-Z0-9]{16,128})$/;

/** What is wrong with the way in which a key is named, before anybody looks for it. */
export function keyNameFault(text: string): Fault | undefined {
  if (FORM.test(text)) return undefined;
  return {
    message: `${quoted(withoutKeyIds(text))} names no key.`,
    remedy: "Write account id, user and the last four characters of the key id: 210987654321/ana.silva/7XYZ.",
  };
}

/**
 * Finds the keys that were named among those that were found. Everything that speaks against switching one off is a
 * problem, and all of them come at once: then none is switched off.
 */
export function chooseKeys(names: readonly string[], accounts: readonly AccountKeys[], rules: ChoiceRules): KeyChoice {
  const found = [...new Set(names)].map((name) => ({ name, ...findKey(name, accounts) }));
  const chosen = [
    ...new Map(found.flatMap(({ choice }) => (choice ? [[choice.key.id, choice] as const] : []))).values(),
  ];
  const missing = found.flatMap(({ fault }) => (fault === undefined ? [] : [fault]));
  const active = chosen.filter(({ key }) => isActive(key));
  const faults = [...missing, ...active.flatMap((choice) => refusalOf(choice, rules) ?? [])];
  return {
    toDeactivate: faults.length > 0 ? [] : active,
    alreadyInactive: chosen.filter(({ key }) => !isActive(key)),
    problems: faults.map((fault) => flagProblem("--deactivate", fault)),
  };
}

type Finding =
  | { readonly choice: ChosenKey; readonly fault?: undefined }
  | { readonly choice?: undefined; readonly fault: Fault };

function findKey(text: string, accounts: readonly AccountKeys[]): Finding {
  const [, accountId = "", name = "", end = ""] = FORM.exec(text) ?? [];
  const found = accounts.find(({ account }) => account.id === accountId);
  if (found === undefined) return { fault: foreignAccount(accountId, accounts) };
  if (found.state === "unknown") {
    const message = `The keys of account ${accountId} are not known: ${found.reason}`;
    return { fault: { message, remedy: "Make that account readable first." } };
  }
  const user = found.users.find(({ userName }) => userName.toLowerCase() === name.toLowerCase());
  if (user === undefined)
    return {
      fault: noSuchUser(
        accountId,
        name,
        found.users.map(({ userName }) => userName),
      ),
    };
  const keys = user.keys.filter(({ id }) => id.endsWith(end));
  const [key, ...others] = keys;
  if (key === undefined) return { fault: noSuchKey(user.userName, end, user.keys) };
  if (others.length > 0) {
    const message = `${quoted(user.userName)} has ${keys.length} keys that end in ${end}.`;
    return { fault: { message, remedy: "Write the whole key id instead of its end." } };
  }
  return { choice: { account: found.account, userName: user.userName, key } };
}

function foreignAccount(accountId: string, accounts: readonly AccountKeys[]): Fault {
  const listed = accounts.map(({ account }) => account.id);
  return {
    message: `Account ${accountId} is none of the team's.`,
    remedy: `${didYouMean(accountId, listed)} The team's accounts are: ${listed.join(", ")}.`.trim(),
  };
}

function noSuchUser(accountId: string, name: string, names: readonly string[]): Fault {
  const remedy =
    `${didYouMean(name, names)} ${commandForCaller("keys")} without --deactivate lists those that there are.`.trim();
  return { message: `Account ${accountId} has no IAM user ${quoted(name)} with access keys.`, remedy };
}

function noSuchKey(userName: string, end: string, keys: readonly AccessKey[]): Fault {
  const ends = keys.map(({ id }) => `…${endOfKey(id)}`).join(" and ");
  return {
    message: `${quoted(userName)} has no access key that ends in ${end.slice(-4)}.`,
    remedy: `There is: ${ends}.`,
  };
}

function refusalOf({ account, userName, key }: ChosenKey, { now, allowRecentlyUsed }: ChoiceRules): Fault | undefined {
  const name = nameOfKey(account.id, userName, key.id);
  if (key.isOwn) {
    return {
      message: `${name} signs this very run: without it you would be locked out.`,
      remedy: "Sign in with IAM Identity Center, and run the same command with --profile NAME.",
    };
  }
  if (allowRecentlyUsed || !isInUse(key, now)) return undefined;
  if (key.lastUse.kind === "used") {
    const { at, service, region } = key.lastUse;
    return {
      message: `${name} was used ${daysText(at, now)} (${service}, ${region}): something may still depend on it.`,
      remedy: `Find out what it is and move it. A key that was idle for ${IDLE_DAYS} days needs no more words; --allow-recently-used switches this one off now.`,
    };
  }
  return {
    message: `When ${name} was last used is not known${key.lastUse.kind === "unknown" ? `: ${key.lastUse.reason}` : "."}`,
    remedy: "Allow iam:GetAccessKeyLastUsed, or add --allow-recently-used to switch it off all the same.",
  };
}

function daysText(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days === 0) return "in the last 24 hours";
  return `${days} ${days === 1 ? "day" : "days"} ago`;
}

import { IDLE_DAYS, isActive, nameOfKey } from "../../../core/keys/access-key.ts";
import type { KeysOfTeam } from "../../../core/keys/keys-schema.ts";
import { redactKeys } from "../../../core/redaction/redact-keys.ts";
import { argumentForCaller, commandForCaller } from "../../../core/text/command-line.ts";
import type { CommandForOthers } from "../../../core/text/program-for-others.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { counted } from "../../terminal/layout.ts";
import { type Annotation, warningAnnotations } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import type { Row, Section } from "../section.ts";
import { deactivationAnnotations, deactivationSections } from "./deactivations.ts";
import { lastUseWords, numbered, type TeamKey } from "./words.ts";

type AccountMember = KeysOfTeam["accounts"][number];
type UserMember = Extract<AccountMember, { state: "looked" }>["users"][number];

/** What was asked, for the commands that come next. */
export interface LookAtTeam {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The team file, as it was given. */
  readonly emails: readonly string[];
  /** How people type commands of this program on their machines. */
  readonly forOthers: CommandForOthers;
  /** The command line that comes to these keys again; absent where nobody may be named, as keys are by their users. */
  readonly command?: string;
}

/** Of one list of what is next: it is done key by key. */
const MOST_SHOWN = 20;

/** How the keys of a team's accounts are told: by account and user, whose each may be, and in which order to leave them. */
export function teamKeysView(look: LookAtTeam): DocumentView<KeysOfTeam> {
  return {
    schema: "keys",
    heading: ({ summary }) => `onboard keys: ${countWords(summary)}`,
    sections: (document) =>
      document.deactivations === undefined
        ? foundSections(document, look)
        : deactivationSections(document.deactivations),
    annotations: (document) => [
      ...(document.deactivations === undefined
        ? keyAnnotations(document, look)
        : deactivationAnnotations(document.deactivations)),
      ...warningAnnotations(document.warnings),
    ],
    redact: redactKeys,
    isProse: true,
  };
}

function foundSections(document: KeysOfTeam, look: LookAtTeam): readonly Section[] {
  const { accounts, warnings, summary } = document;
  const line = (text: string): Section => ({ tone: "neutral", rows: [{ cells: [text] }] });
  return [
    { ...line(`${countWords(summary)}.`), only: "screen" },
    { tone: "warning", rows: warnings.map((warning) => ({ cells: [warning], tone: "warning" })) },
    ...accounts.filter((account) => !isEmpty(account)).map((account) => accountSection(account, look)),
    emptySection(accounts.filter(isEmpty)),
    ...(summary.active === 0 ? [] : orderSections(document, look)),
    ...(summary.active === 0 && summary.inactive > 0
      ? [{ ...line("What is inactive can be deleted in IAM once nobody missed it."), attached: true, indent: 0 }]
      : []),
  ];
}

function isEmpty(found: AccountMember): boolean {
  return found.state === "looked" && found.users.length === 0;
}

/** Accounts in which there is nothing to do, told together. */
function emptySection(empty: readonly AccountMember[]): Section {
  const names = empty.map(({ name, id }) => (name === id ? id : `${name} (${id})`));
  return {
    title: "No IAM user has an access key in",
    tone: "neutral",
    rows: names.length === 0 ? [] : [{ cells: [names.join(", ")] }],
  };
}

function accountSection(found: AccountMember, look: LookAtTeam): Section {
  const { name, id } = found;
  const title = name === id ? id : `${name} (${id})`;
  if (found.state === "unknown") {
    return { title, tone: "warning", rows: [{ cells: [`unknown: ${found.reason}`], tone: "warning" }] };
  }
  return {
    title,
    tone: "neutral",
    columns: [
      { title: "IAM user", as: "name" },
      { title: "key" },
      { title: "status" },
      { title: "age" },
      { title: "last used" },
    ],
    layout: "table",
    rows: found.users.flatMap((user) => userRows(user, look)),
  };
}

/** Whose the user is stands below the last of their keys. */
function userRows({ userName, person, keys }: UserMember, { now }: LookAtTeam): readonly Row[] {
  return keys.map((key, index) => ({
    cells: [
      userName,
      `…${key.keyEndsIn}`,
      key.status.toLowerCase(),
      key.ageDays === undefined ? "?" : `${key.ageDays} d`,
      lastUseWords(key.lastUse, now),
    ],
    ...(isActive(key) ? {} : { tone: "quiet" }),
    ...(index === keys.length - 1 ? { notes: [{ as: "prose", text: matchWords(person), tone: "quiet" }] } : {}),
  }));
}

function matchWords(match: UserMember["person"]): string {
  if (match.kind === "none") return "nobody of the team file: a program, or somebody who is missing there";
  const emails = shownList(match.emails, 3);
  return match.kind === "exact" ? `${emails} (by ${match.by})` : `maybe ${emails} (by ${match.by})`;
}

function orderSections(document: KeysOfTeam, look: LookAtTeam): readonly Section[] {
  const steps = [
    `Move the person: ${commandForCaller(...look.emails.flatMap((one) => ["--emails", one]))}, then ${look.forOthers("local")} on their machine. What a program uses becomes a role of its own.`,
    `Prove the new profile: aws sts get-caller-identity --profile NAME shows the role, and a day's work goes well. ${look.forOthers("keys")} on their machine names what still uses a key.`,
    "Deactivate the key, one at a time, as below. That can be taken back at once.",
    "Wait, two weeks at least, until what runs seldom has run.",
    "Delete the key and then the user in IAM. onboard deletes nothing.",
  ];
  return [{ title: "In this order:", tone: "neutral", rows: numbered(steps) }, ...nextSections(document, look)];
}

function nextSections(document: KeysOfTeam, { command, now }: LookAtTeam): readonly Section[] {
  if (command === undefined) {
    const words = "With --show-people the keys are named as --deactivate takes them.";
    return [{ tone: "neutral", rows: [{ cells: [words] }] }];
  }
  const active = activeKeys(document);
  const idle = active.filter(({ key }) => !key.signsThisRun && !key.inUse);
  const busy = active.filter((one) => !idle.includes(one));
  const list = { tone: "neutral", fold: MOST_SHOWN, more: ", named as in the tables above" } as const;
  return [
    {
      ...list,
      title: `Not used for ${IDLE_DAYS} days, so it can be next:`,
      rows: idle.map(({ name }) => ({
        cells: [`${command} --deactivate ${argumentForCaller(name)}`],
        unbroken: true,
      })),
    },
    {
      ...list,
      title: "In use: find out by what, and move that first",
      rows: busy.map(({ name, key }) => {
        const why = key.signsThisRun ? "signs this very run" : lastUseWords(key.lastUse, now);
        return { cells: [`${argumentForCaller(name)}  ${why}`] };
      }),
    },
  ];
}

function activeKeys({ accounts }: KeysOfTeam): readonly { readonly key: TeamKey; readonly name: string }[] {
  return accounts.flatMap((one) =>
    one.state === "unknown"
      ? []
      : one.users.flatMap(({ userName, keys }) =>
          keys.filter(isActive).map((key) => ({ key, name: nameOfKey(one.id, userName, key.keyEndsIn) })),
        ),
  );
}

function keyAnnotations(document: KeysOfTeam, { now }: LookAtTeam): readonly Annotation[] {
  return [
    ...activeKeys(document).map(({ key, name }): Annotation => {
      const message = `${name} is active; last used: ${lastUseWords(key.lastUse, now)}.`;
      return { level: "warning", check: "keys/long-lived", title: "Long-lived access key", message };
    }),
    ...document.accounts.flatMap((one): readonly Annotation[] => {
      if (one.state === "looked") return [];
      const message = `Account ${one.name}: ${one.reason}`;
      return [{ level: "notice", check: "keys/unknown", title: "Not known", message }];
    }),
  ];
}

function countWords({ active, inactive, unknownAccounts }: KeysOfTeam["summary"]): string {
  return [
    counted(active, "active access key"),
    counted(inactive, "inactive one"),
    ...(unknownAccounts === 0 ? [] : [`${counted(unknownAccounts, "account")} unknown`]),
  ].join(", ");
}

import {
  type AccessKey,
  type AccountKeys,
  daysBetween,
  endOfKey,
  IDLE_DAYS,
  isActive,
  isInUse,
  nameOfKey,
} from "../../../core/keys/access-key.ts";
import { type KnownPerson, matchPerson } from "../../../core/keys/match-person.ts";
import { argumentForCaller, commandForCaller, commandForOthers } from "../../../core/text/command-line.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Colors } from "../../terminal/io.ts";
import { counted, padded, shortened, wrap } from "../../terminal/layout.ts";
import { lastUseText } from "./words.ts";

export interface TeamKeysRendering {
  readonly width: number;
  readonly colors: Colors;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly people: readonly KnownPerson[];
  /** The team file, as it was given. */
  readonly emails: string;
  /** The command line that comes to these keys again; absent where nobody may be named, as keys are by their users. */
  readonly command?: string;
}

/** Of one list of what is next: it is done key by key. */
const MOST_SHOWN = 20;

/** The keys by account and user, whose each may be, and in which order to leave them. */
export function renderTeamKeys(
  accounts: readonly AccountKeys[],
  warnings: readonly string[],
  rendering: TeamKeysRendering,
): readonly string[] {
  const { width, colors } = rendering;
  const keys = accounts.flatMap((one) => (one.state === "looked" ? one.users.flatMap((user) => user.keys) : []));
  const active = keys.filter(isActive).length;
  const unknown = accounts.filter(({ state }) => state === "unknown").length;
  const summary = [
    counted(active, "active access key"),
    counted(keys.length - active, "inactive one"),
    ...(unknown === 0 ? [] : [`${counted(unknown, "account")} unknown`]),
  ];
  return [
    ...warnings.flatMap((warning) => wrap(visibleText(warning), width).map(colors.yellow)),
    ...accounts.flatMap((one) => accountLines(one, rendering)),
    `${summary.join(", ")}.`,
    ...(active === 0 ? [] : ["", ...orderLines(rendering), ...nextLines(accounts, rendering)]),
    ...(active === 0 && keys.length > 0 ? ["What is inactive can be deleted in IAM once nobody missed it."] : []),
  ];
}

function accountLines(found: AccountKeys, rendering: TeamKeysRendering): readonly string[] {
  const { width, colors } = rendering;
  const { name, id } = found.account;
  const title = colors.bold(name === id ? id : `${visibleText(name)} (${visibleText(id)})`);
  if (found.state === "unknown") {
    return [title, ...wrap(`unknown: ${visibleText(found.reason)}`, width, "  ").map(colors.yellow), ""];
  }
  if (found.users.length === 0) return [title, "  no IAM user has an access key", ""];
  return [
    title,
    colors.dim(row({ user: "IAM user", end: "key", status: "status", age: "age", use: "last used" })),
    ...found.users.flatMap((user) => [
      ...user.keys.map((key) => keyLine(user.userName, key, rendering)),
      ...wrap(matchText(user.userName, rendering.people), width, "    ").map(colors.dim),
    ]),
    "",
  ];
}

interface Cells {
  readonly user: string;
  readonly end: string;
  readonly status: string;
  readonly age: string;
  readonly use: string;
}

/** 80 columns at most. */
function row({ user, end, status, age, use }: Cells): string {
  const cells = [padded(shortened(user, 26), 26), padded(end, 5), padded(status, 8), padded(age, 6)];
  return `  ${cells.join("  ")}  ${shortened(use, 25)}`;
}

function keyLine(userName: string, key: AccessKey, { now, colors }: TeamKeysRendering): string {
  const line = row({
    user: visibleText(userName),
    end: `…${visibleText(endOfKey(key.id))}`,
    status: shortened(visibleText(key.status.toLowerCase()), 8),
    age: key.createdAt === undefined ? "?" : `${daysBetween(key.createdAt, now)} d`,
    use: visibleText(lastUseText(key.lastUse, now)),
  });
  return isActive(key) ? line : colors.dim(line);
}

function matchText(userName: string, people: readonly KnownPerson[]): string {
  const match = matchPerson(userName, people);
  if (match.kind === "none") return "nobody of the team file: a program, or somebody who is missing there";
  const emails = shownList(match.emails.map(visibleText), 3);
  return match.kind === "exact" ? `${emails} (by ${match.by})` : `maybe ${emails} (by ${match.by})`;
}

function orderLines({ emails, width, colors }: TeamKeysRendering): readonly string[] {
  const steps = [
    `Move the person: ${commandForCaller("--emails", emails)}, then ${commandForOthers(["local"])} on their machine. What a program uses becomes a role of its own.`,
    `Prove the new profile: aws sts get-caller-identity --profile NAME shows the role, and a day's work goes well. ${commandForOthers(["keys"])} on their machine names what still uses a key.`,
    "Deactivate the key, one at a time, as below. That can be taken back at once.",
    "Wait, two weeks at least, until what runs seldom has run.",
    "Delete the key and then the user in IAM. onboard deletes nothing.",
  ];
  return [
    colors.bold("In this order:"),
    ...steps.flatMap((step, index) => {
      const [head = "", ...rest] = wrap(step, width - 5);
      return [`  ${index + 1}. ${head}`, ...rest.map((line) => `     ${line}`)];
    }),
  ];
}

function nextLines(accounts: readonly AccountKeys[], rendering: TeamKeysRendering): readonly string[] {
  const { now, command, width, colors } = rendering;
  if (command === undefined)
    return ["", ...wrap("With --show-people the keys are named as --deactivate takes them.", width)];
  const active = accounts.flatMap((one) =>
    one.state === "unknown"
      ? []
      : one.users.flatMap(({ userName, keys }) =>
          keys.filter(isActive).map((key) => ({ key, name: nameOfKey(one.account.id, userName, key.id) })),
        ),
  );
  const idle = active.filter(({ key }) => !key.isOwn && !isInUse(key, now));
  const busy = active.filter((one) => !idle.includes(one));
  return [
    ...(idle.length === 0 ? [] : ["", colors.bold(`Not used for ${IDLE_DAYS} days, so it can be next:`)]),
    ...idle.slice(0, MOST_SHOWN).map(({ name }) => `  ${command} --deactivate ${argumentForCaller(name)}`),
    ...andMore(idle),
    ...(busy.length === 0 ? [] : ["", colors.bold("In use: find out by what, and move that first")]),
    ...busy.slice(0, MOST_SHOWN).flatMap(({ name, key }) => {
      const why = key.isOwn ? "signs this very run" : lastUseText(key.lastUse, now);
      return wrap(`${argumentForCaller(name)}  ${visibleText(why)}`, width, "  ");
    }),
    ...andMore(busy),
  ];
}

function andMore({ length }: { readonly length: number }): readonly string[] {
  return length > MOST_SHOWN
    ? [`  … and ${(length - MOST_SHOWN).toLocaleString("en-US")} more, named as in the tables above`]
    : [];
}

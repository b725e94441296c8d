import type { AccessDocument } from "../../../core/access/access-schema.ts";
import { endingWordsOf } from "../../../core/access/ending-words.ts";
import { endingsSoon } from "../../../core/access/ends-soon.ts";
import { counted } from "../../terminal/layout.ts";

type Entry = NonNullable<AccessDocument["difference"]>["entries"][number];

/** `12 people in 5 accounts, 3 as administrator`. */
export function countWords({ summary }: AccessDocument): string {
  const { people, accounts, administrators } = summary;
  const raised =
    administrators === 0
      ? "nobody as administrator"
      : `${counted(administrators, "person", "people")} as administrator`;
  return `${counted(people, "person has", "people have")} access in ${counted(accounts, "account")}, ${raised}`;
}

/** What a reviewer looks at first, a sentence each; empty where there is nothing of it. */
export function firstWords(access: AccessDocument): readonly string[] {
  const { summary, users, permissionSets, scope } = access;
  const endings = endingsSoon(access);
  const disabled = users.filter(({ status }) => status === "disabled").map(({ userName }) => userName);
  const shown = disabled.slice(0, MOST_NAMED).join(", ");
  const more = disabled.length > MOST_NAMED ? ` and ${disabled.length - MOST_NAMED} more` : "";
  return [
    ...(summary.disabledWithAccess === 0
      ? []
      : [
          `${counted(summary.disabledWithAccess, "disabled person has", "disabled people have")} access: ${shown}${more}`,
        ]),
    ...(summary.orphans === 0
      ? []
      : [`${counted(summary.orphans, "assignment is", "assignments are")} of users or groups that are there no more`]),
    ...endings.slice(0, MOST_ENDINGS),
    ...(endings.length > MOST_ENDINGS
      ? [`${endings.length - MOST_ENDINGS} more end within 14 days or have ended`]
      : []),
    ...permissionSets.flatMap((set) => endingWordsOf(set).map((words) => `permission set ${set.name} ${words}`)),
    ...(scope.notThere ?? []).map((email) => `${email} is not in Identity Center`),
  ];
}

const MOST_NAMED = 5;
/** More that ends soon than this is counted; --format csv and json have all. */
const MOST_ENDINGS = 10;

/** `ana: Admin in Sandbox North`, of a change. */
export function entryWords({ what, person, group, account, permissionSet, detail }: Entry): string {
  const who = person ?? `group ${group}`;
  const words = {
    person: `${person}`,
    assignment: `${who}: ${permissionSet} in ${account}`,
    membership: `${person} in group ${group}`,
    "permission-set": `permission set ${permissionSet}`,
  }[what];
  return detail === undefined ? words : `${words} (${detail})`;
}

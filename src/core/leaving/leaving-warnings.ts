import type { AccessDocument } from "../access/access-schema.ts";
import type { Leaver } from "../plan/leaver.ts";
import { waysAmong } from "../plan/leaver-ways.ts";
import { type Change, resourceOf } from "../state/change.ts";
import { commandForCaller } from "../text/command-line.ts";
import { shownList } from "../text/shown-list.ts";
import { visibleText } from "../text/visible-text.ts";

/**
 * What Control Tower gives, by its sets and by the groups that are called `AWS…`: taken from a person like anything else, since
 * it is the person who leaves; what Control Tower does of its own accord may give it again.
 * https://docs.aws.amazon.com/controltower/latest/userguide/sso-groups.html
 */
export function controlTowerWarnings(access: AccessDocument, leavers: readonly Leaver[]): readonly string[] {
  const managed = new Set(
    access.permissionSets.filter(({ managedBy }) => managedBy !== undefined).map(({ name }) => name),
  );
  const going = leavers.flatMap(({ held }) => held.filter(({ ways }) => ways.some((way) => way.goes)));
  const sets = going.map(({ permissionSet }) => permissionSet).filter((name) => managed.has(name));
  const groups = going.flatMap(({ ways }) =>
    ways.flatMap(({ group, goes }) => (goes && group?.startsWith("AWS") ? [group] : [])),
  );
  const names = [...new Set([...sets, ...groups])];
  if (names.length === 0) return [];
  return [
    `Control Tower keeps ${shownList(names.map(visibleText))}: the person is taken out of it, and nobody else is. Where the person is the SSO user of an account in Account Factory, change that there, or it is given again.`,
  ];
}

/** Why somebody keeps what was named: through a group that gives more than that. */
export function stayingWords(
  { held }: Leaver,
  email: string,
): readonly { readonly words: string; readonly command: string }[] {
  const staying = held.filter(({ named, ways }) => named && ways.some(({ goes }) => !goes));
  const groups = [
    ...new Set(
      staying.flatMap(({ ways }) => ways.flatMap(({ group, goes }) => (goes || group === undefined ? [] : [group]))),
    ),
  ];
  return groups.map((group) => {
    const through = (one: Leaver["held"][number]) => one.ways.some((way) => way.group === group);
    const kept = staying.filter(through).map(placeWords);
    const more = held.filter((one) => through(one) && !one.named).map(placeWords);
    const also = more.length === 0 ? "" : `, which also gives ${shownList(more, 3)}`;
    return {
      words: `still ${shownList(kept, 3)} through ${group}${also}`,
      command: commandForCaller("leave", "--emails", email, "--group", group),
    };
  });
}

/** That somebody has the same in two ways: taking one does not end the other, nor does what cannot be taken. */
export function twiceWords(leaver: Leaver, blocked: readonly Change[]): readonly string[] {
  const isBlocked = waysAmong(blocked.map(resourceOf));
  return leaver.held
    .filter(({ ways }) => ways.length > 1 && ways.some(({ goes }) => goes))
    .map((one) => {
      const ways = one.ways.map(({ group }) => (group === undefined ? "directly" : `through ${group}`));
      const isGone = one.ways.every(({ goes }) => goes);
      const isKept = one.ways.some((way) => way.goes && isBlocked(leaver, one, way));
      const what = isKept ? "it stays, since not each can go" : isGone ? "each goes" : "only what is named here goes";
      return `${placeWords(one)} is held ${shownList(ways, 4)}: ${what}`;
    });
}

function placeWords({ accountName, permissionSet }: Leaver["held"][number]): string {
  return `${permissionSet} in ${accountName}`;
}

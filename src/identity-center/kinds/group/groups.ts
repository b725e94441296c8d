import { CreateGroupCommand, DeleteGroupCommand, type Group as DirectoryGroup } from "@aws-sdk/client-identitystore";
import { classify } from "../../../aws/aws-error.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import type { Blocker } from "../../../core/state/change.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import type { Group, ResourceKey } from "../../../core/state/resource.ts";
import { namesLike, spellingWords } from "../../../core/text/loose-name.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { type Done, doneBy, foundDone } from "../../calls/done.ts";
import { nothingListed } from "../../calls/nothing-listed.ts";
import { settleDeletion, settleWrite } from "../../calls/settle-write.ts";
import { groupIdByName, readGroups } from "../../session/directory.ts";
import { identifierOf, type Session } from "../../session/session.ts";
import { type Observed, type OpenKind, wantedOf } from "../open-kind.ts";
import { groupNamesMeant } from "../principals-wanted.ts";
import { groupInUse, usesOfGroup } from "./group-uses.ts";

/** How much of the list of groups is read for those that the look-up did not find. */
const MOST_PAGES = 10;

/** Groups, looked at and made for one run. */
export function openGroups(session: Session): OpenKind<Group> {
  return {
    observe: async (look) => {
      const meant = groupNamesMeant(look).map((displayName): Group => ({ kind: "Group", displayName }));
      const wanted = wantedOf(look, "Group");
      const { resources, ...found } = await observeGroups(session, [...wanted, ...meant]);
      return { ...found, resources: resources.filter((one) => wanted.includes(one)) };
    },
    create: (group) => createGroup(session, group),
    update: "never",
    delete: (group) => deleteGroup(session, group),
  };
}

/** Deletes the group, unless somebody has come to use it since the plan was made: nobody else loses access by it. */
async function deleteGroup(session: Session, group: Group): Promise<Done> {
  const key = groupKey(group.displayName);
  const GroupId = identifierOf(session, key);
  const IdentityStoreId = session.instance.identityStoreId;
  const blocked = groupInUse(group, await usesOfGroup(session, GroupId));
  if (blocked !== undefined) {
    throw new OnboardError({ kind: "failed", message: blocked.reason, remedy: blocked.remedy });
  }
  const command = new DeleteGroupCommand({ IdentityStoreId, GroupId });
  const done = await settleDeletion(session.signal, () => session.aws.identityStore.send(command));
  session.ids.delete(key);
  return done;
}

/** Finds the wanted groups by display name. Their ids are kept in the session. One that several look like is blocked. */
export async function observeGroups(session: Session, wanted: readonly Group[]): Promise<Observed<Group>> {
  const found = await findGroups(
    session,
    wanted.map(({ displayName }) => displayName),
  );
  const resources: Group[] = [];
  const blocked = new Map<ResourceKey, Blocker>();
  const notes: string[] = [];
  for (const [index, group] of wanted.entries()) {
    const { displayName } = group;
    const [one, ...others] = found[index] ?? [];
    if (one === undefined) continue;
    if (others.length > 0) {
      blocked.set(groupKey(displayName), severalLike(displayName, [one, ...others]));
      continue;
    }
    session.ids.set(groupKey(displayName), one.id);
    resources.push(group);
    if (looksOtherwise(displayName, one.name))
      notes.push(`The group ${quoted(displayName)} is the one that AWS has as ${spellingWords(one.name)}.`);
  }
  return { resources, blocked, notes };
}

interface FoundGroup {
  readonly id: string;
  readonly name: string;
}

function foundGroup({ GroupId: id, DisplayName: name }: DirectoryGroup): readonly FoundGroup[] {
  return id === undefined || name === undefined ? [] : [{ id, name }];
}

function looksOtherwise(written: string, name: string): boolean {
  return written.toLowerCase() !== name.toLowerCase();
}

function severalLike(displayName: string, groups: readonly FoundGroup[]): Blocker {
  const listed = groups.map(({ name }) => spellingWords(name)).join("; ");
  return {
    reason: `${groups.length} groups look like ${quoted(displayName)}: ${listed}.`,
    remedy: "Write one of them exactly, in double quotes inside the cell, or rename one.",
  };
}

/** Creates the group, or finds it when it was made meanwhile. */
export async function createGroup(session: Session, { displayName }: Group): Promise<Done> {
  const IdentityStoreId = session.instance.identityStoreId;
  const { id, ...done } = await settleWrite<{ id: string | undefined } & Done>({
    signal: session.signal,
    make: async () => {
      const command = new CreateGroupCommand({ IdentityStoreId, DisplayName: displayName });
      const { GroupId, $metadata } = await session.aws.identityStore.send(command);
      return { id: GroupId, ...doneBy($metadata) };
    },
    find: async (isOurs) => {
      const [[found] = []] = await findGroups(session, [displayName]);
      return found === undefined ? undefined : { id: found.id, ...foundDone(isOurs) };
    },
  });
  if (id !== undefined) session.ids.set(groupKey(displayName), id);
  return done;
}

/**
 * The groups that each of these names may mean. Whether AWS's look-up minds case is documented nowhere, so a group that it does
 * not find is looked for in the list, too: one that differs by case or blanks only would otherwise be made a second time.
 */
async function findGroups(session: Session, names: readonly string[]): Promise<readonly (readonly FoundGroup[])[]> {
  const ids = await Promise.all(names.map((name) => groupIdByName(session, name)));
  const exact = names.map((name, index) => (ids[index] === undefined ? [] : [{ id: ids[index], name }]));
  if (!ids.includes(undefined)) return exact;
  const { items: listed } = await readGroups(session, foundGroup, { most: MOST_PAGES }).catch((error: unknown) => {
    // A courtesy: whoever may not list groups may still be allowed everything else.
    return classify(error) === "denied" ? { items: [] } : nothingListed(error);
  });
  return names.map((name, index) => {
    const found = exact[index] ?? [];
    return found.length > 0 ? found : namesLike(name.toLowerCase(), listed, (one) => one.name.toLowerCase());
  });
}

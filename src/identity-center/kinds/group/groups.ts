import { CreateGroupCommand, GetGroupIdCommand, ListGroupsCommand } from "@aws-sdk/client-identitystore";
import { classify } from "../../../aws/aws-error.ts";
import { readPages } from "../../../aws/pages.ts";
import { groupKey } from "../../../core/state/kinds/group.ts";
import type { Group } from "../../../core/state/resource.ts";
import { type Done, doneBy } from "../../calls/done.ts";
import { nothingListed } from "../../calls/nothing-listed.ts";
import { settleWrite } from "../../calls/settle-write.ts";
import type { Session } from "../../session/session.ts";
import { type OpenKind, wantedOf } from "../open-kind.ts";

/** How much of the list of groups is read for those that the look-up did not find. */
const MOST_PAGES = 10;

/** Groups, looked at and made for one run. */
export function openGroups(session: Session): OpenKind<Group> {
  return {
    observe: async (look) => ({ resources: await observeGroups(session, wantedOf(look, "Group")) }),
    create: (group) => createGroup(session, group),
    update: "never",
    delete: "not-yet",
  };
}

/** Finds the wanted groups by display name. Their ids are kept in the session. */
export async function observeGroups(session: Session, wanted: readonly Group[]): Promise<readonly Group[]> {
  const ids = await findGroups(
    session,
    wanted.map(({ displayName }) => displayName),
  );
  return wanted.filter((_, index) => {
    const id = ids[index];
    if (id !== undefined) session.ids.set(groupKey(wanted[index]?.displayName ?? ""), id);
    return id !== undefined;
  });
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
    find: async () => {
      const [found] = await findGroups(session, [displayName]);
      return found === undefined ? undefined : { id: found };
    },
  });
  if (id !== undefined) session.ids.set(groupKey(displayName), id);
  return done;
}

/**
 * The ids of these groups. Whether AWS's look-up minds case is documented nowhere, so a group that it does not find is
 * looked for in the list, too: one that differs by case only would otherwise be made a second time.
 */
async function findGroups(session: Session, names: readonly string[]): Promise<readonly (string | undefined)[]> {
  const ids = await Promise.all(names.map((name) => findGroup(session, name)));
  if (!ids.includes(undefined)) return ids;
  const { items } = await readPages("identitystore:ListGroups", (token) => listGroups(session, token), {
    most: MOST_PAGES,
  }).catch(nothingListed);
  const listed = new Map(items.map(({ DisplayName, GroupId }) => [DisplayName?.toLowerCase(), GroupId]));
  return names.map((name, index) => ids[index] ?? listed.get(name.toLowerCase()));
}

async function listGroups({ aws, instance }: Session, NextToken: string | undefined) {
  const page = await aws.identityStore.send(
    new ListGroupsCommand({ IdentityStoreId: instance.identityStoreId, MaxResults: 100, NextToken }),
  );
  return { items: page.Groups ?? [], next: page.NextToken };
}

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetGroupId.html */
async function findGroup(session: Session, displayName: string): Promise<string | undefined> {
  const IdentityStoreId = session.instance.identityStoreId;
  const AlternateIdentifier = { UniqueAttribute: { AttributePath: "displayName", AttributeValue: displayName } };
  try {
    const { GroupId } = await session.aws.identityStore.send(
      new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier }),
    );
    return GroupId;
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

import { DescribeGroupCommand, type Group as DirectoryGroup } from "@aws-sdk/client-identitystore";
import { classify, isUntold } from "../../aws/aws-error.ts";
import { mapConcurrently } from "../../aws/concurrency.ts";
import type { AccessGroup } from "../../core/access/access.ts";
import { memoize } from "../../core/organization/memoize.ts";
import { groupIdsOfUser, memberOf, readGroups, readMemberships } from "../session/directory.ts";
import { type AccessReading, AT_ONCE } from "./access-reading.ts";

/** A group without its members. */
type NamedGroup = Pick<AccessGroup, "id" | "name" | "external">;

/** What was found of the groups that were looked for. */
export interface FoundGroups {
  readonly groups: ReadonlyMap<string, NamedGroup>;
  /** Ids that AWS says are no group's. */
  readonly gone: ReadonlySet<string>;
}

/** A page has a hundred groups; so many pages are read for each that is looked for, before each is described. */
const PAGES_A_GROUP = 0.25;

/** Groups by their ids: from the list as far as that takes fewer calls, the others one by one. */
export async function groupsById(reading: AccessReading, ids: ReadonlySet<string>): Promise<FoundGroups> {
  const groups = new Map<string, NamedGroup>();
  const missing = () => [...ids].filter((id) => !groups.has(id));
  const most = Math.floor(ids.size * PAGES_A_GROUP);
  if (most > 0) {
    const isEnough = (seen: readonly NamedGroup[]) => seen.filter(({ id }) => ids.has(id)).length === ids.size;
    const listed = await listGroups(reading, { most, isEnough });
    for (const group of listed ?? []) if (ids.has(group.id)) groups.set(group.id, group);
  }
  const gone = new Set<string>();
  await mapConcurrently(missing(), AT_ONCE, async (id) => {
    const described = await reading.gaps.orGap("groups", id, describeGroup(reading, id));
    if (described === "gone") gone.add(id);
    else if (described !== undefined) groups.set(id, described);
  });
  return { groups, gone };
}

/** The directory's groups; `undefined` where they cannot be listed. */
export async function listGroups(
  { session }: AccessReading,
  terms: { readonly most?: number; readonly isEnough?: (seen: readonly NamedGroup[]) => boolean } = {},
): Promise<readonly NamedGroup[] | undefined> {
  const groups: NamedGroup[] = [];
  const { most, isEnough } = terms;
  try {
    const keep = (group: DirectoryGroup) => {
      groups.push(namedGroup(group));
      return [true];
    };
    await readGroups(session, keep, {
      ...(most === undefined ? {} : { most }),
      ...(isEnough === undefined ? {} : { isEnough: () => isEnough(groups) }),
    });
    return groups;
  } catch (error) {
    if (isUntold(error)) return undefined;
    throw error;
  }
}

/** Reads who is in a group; `undefined` where that cannot be read, nobody where the group is gone. Each group is asked for once. */
export function memberReader(reading: AccessReading): (groupId: string) => Promise<readonly string[] | undefined> {
  const { session, once } = reading;
  const read = async (groupId: string) =>
    (await readMemberships(session, groupId, (one) => memberOf(one).map(once))).items;
  const orNobody = (error: unknown) => {
    if (classify(error) === "not-found") return [];
    throw error;
  };
  return memoize((id) => reading.gaps.orGap("members-of-groups", id, read(id).catch(orNobody)));
}

/** The groups in which each of these users is. */
export async function groupsOfUsers(
  reading: AccessReading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { gaps, session } = reading;
  const found = await mapConcurrently(ids, AT_ONCE, async (id) => {
    const groupIds = await gaps.orGap("groups-of-users", id, groupIdsOfUser(session, id));
    return [id, groupIds ?? []] as const;
  });
  return new Map(found);
}

async function describeGroup({ session }: AccessReading, GroupId: string): Promise<NamedGroup | "gone"> {
  try {
    const command = new DescribeGroupCommand({ IdentityStoreId: session.instance.identityStoreId, GroupId });
    return namedGroup(await session.aws.identityStore.send(command));
  } catch (error) {
    if (classify(error) === "not-found") return "gone";
    throw error;
  }
}

function namedGroup({ GroupId: id = "", DisplayName, ExternalIds }: Partial<DirectoryGroup>): NamedGroup {
  return { id, name: DisplayName || id, external: (ExternalIds ?? []).length > 0 };
}

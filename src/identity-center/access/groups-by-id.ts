import {
  DescribeGroupCommand,
  type Group as DirectoryGroup,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
} from "@aws-sdk/client-identitystore";
import { classify } from "../../aws/aws-error.ts";
import { mapConcurrently } from "../../aws/concurrency.ts";
import { readPages } from "../../aws/pages.ts";
import type { AccessGroup } from "../../core/access/access.ts";
import { memoize } from "../../core/organization/memoize.ts";
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
    await readPages(
      "identitystore:ListGroups",
      async (NextToken) => {
        const page = await session.aws.identityStore.send(
          new ListGroupsCommand({ IdentityStoreId: session.instance.identityStoreId, MaxResults: 100, NextToken }),
        );
        for (const group of page.Groups ?? []) groups.push(namedGroup(group));
        return { items: page.Groups ?? [], next: page.NextToken };
      },
      {
        ...(most === undefined ? {} : { most }),
        ...(isEnough === undefined ? {} : { isEnough: () => isEnough(groups) }),
      },
    );
    return groups;
  } catch (error) {
    if (["denied", "refused", "unsupported"].includes(classify(error))) return undefined;
    throw error;
  }
}

/**
 * Reads who is in a group; `undefined` where that cannot be read, nobody where the group is gone. Each group is asked for once.
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMemberships.html
 */
export function memberReader(reading: AccessReading): (groupId: string) => Promise<readonly string[] | undefined> {
  const { identityStoreId: IdentityStoreId } = reading.session.instance;
  const { once } = reading;
  const read = async (GroupId: string) => {
    const { items } = await readPages("identitystore:ListGroupMemberships", async (NextToken) => {
      const page = await reading.session.aws.identityStore.send(
        new ListGroupMembershipsCommand({ IdentityStoreId, GroupId, MaxResults: 100, NextToken }),
      );
      const items = (page.GroupMemberships ?? []).flatMap(({ MemberId }) => MemberId?.UserId ?? []);
      return { items: items.map(once), next: page.NextToken };
    });
    return items;
  };
  const orNobody = (error: unknown) => {
    if (classify(error) === "not-found") return [];
    throw error;
  };
  return memoize((id) => reading.gaps.orGap("members-of-groups", id, read(id).catch(orNobody)));
}

/**
 * The groups in which each of these users is.
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMembershipsForMember.html
 */
export async function groupsOfUsers(
  reading: AccessReading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { identityStoreId: IdentityStoreId } = reading.session.instance;
  const found = await mapConcurrently(ids, AT_ONCE, async (UserId) => {
    const listed = await reading.gaps.orGap(
      "groups-of-users",
      UserId,
      readPages("identitystore:ListGroupMembershipsForMember", async (NextToken) => {
        const command = new ListGroupMembershipsForMemberCommand({
          IdentityStoreId,
          MemberId: { UserId },
          MaxResults: 100,
          NextToken,
        });
        const page = await reading.session.aws.identityStore.send(command);
        return { items: (page.GroupMemberships ?? []).flatMap(({ GroupId }) => GroupId ?? []), next: page.NextToken };
      }),
    );
    return [UserId, listed?.items ?? []] as const;
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

import {
  GetGroupIdCommand,
  GetUserIdCommand,
  type Group,
  type GroupMembership,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  ListUsersCommand,
  type User,
} from "@aws-sdk/client-identitystore";
import { classify } from "../../aws/aws-error.ts";
import { type ListReading, type ListTerms, readPages } from "../../aws/pages.ts";
import type { Instance } from "../../core/state/observation.ts";
import type { Aws } from "../calls/aws.ts";

/** A directory, and what asks it: a session, or less. */
export interface DirectoryAt {
  readonly aws: Pick<Aws, "identityStore">;
  readonly instance: Pick<Instance, "identityStoreId">;
}

/** What is kept of one that AWS lists. A directory can be large, and what AWS tells of one is more than most need. */
type Keep<Listed, Kept> = (listed: Listed) => readonly Kept[];

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListUsers.html */
export function readUsers<Kept>(
  { aws, instance: { identityStoreId: IdentityStoreId } }: DirectoryAt,
  keep: Keep<User, Kept>,
  terms?: ListTerms,
): Promise<ListReading<Kept>> {
  const fetch = async (NextToken: string | undefined) => {
    const page = await aws.identityStore.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 100, NextToken }));
    return { items: (page.Users ?? []).flatMap(keep), next: page.NextToken };
  };
  return readPages("identitystore:ListUsers", fetch, terms);
}

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroups.html */
export function readGroups<Kept>(
  { aws, instance: { identityStoreId: IdentityStoreId } }: DirectoryAt,
  keep: Keep<Group, Kept>,
  terms?: ListTerms,
): Promise<ListReading<Kept>> {
  const fetch = async (NextToken: string | undefined) => {
    const page = await aws.identityStore.send(new ListGroupsCommand({ IdentityStoreId, MaxResults: 100, NextToken }));
    return { items: (page.Groups ?? []).flatMap(keep), next: page.NextToken };
  };
  return readPages("identitystore:ListGroups", fetch, terms);
}

/**
 * Who is in a group.
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMemberships.html
 */
export function readMemberships<Kept>(
  { aws, instance: { identityStoreId: IdentityStoreId } }: DirectoryAt,
  GroupId: string,
  keep: Keep<GroupMembership, Kept>,
  terms?: ListTerms,
): Promise<ListReading<Kept>> {
  const fetch = async (NextToken: string | undefined) => {
    const command = new ListGroupMembershipsCommand({ IdentityStoreId, GroupId, MaxResults: 100, NextToken });
    const page = await aws.identityStore.send(command);
    return { items: (page.GroupMemberships ?? []).flatMap(keep), next: page.NextToken };
  };
  return readPages("identitystore:ListGroupMemberships", fetch, terms);
}

/** The user of a membership. */
export function memberOf({ MemberId }: GroupMembership): readonly string[] {
  return MemberId?.UserId === undefined ? [] : [MemberId.UserId];
}

/**
 * Ids of the groups in which a user is.
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMembershipsForMember.html
 */
export async function groupIdsOfUser(
  { aws, instance: { identityStoreId: IdentityStoreId } }: DirectoryAt,
  UserId: string,
): Promise<readonly string[]> {
  const { items } = await readPages("identitystore:ListGroupMembershipsForMember", async (NextToken) => {
    const about = { IdentityStoreId, MemberId: { UserId }, MaxResults: 100, NextToken };
    const page = await aws.identityStore.send(new ListGroupMembershipsForMemberCommand(about));
    return { items: (page.GroupMemberships ?? []).flatMap(({ GroupId }) => GroupId ?? []), next: page.NextToken };
  });
  return items;
}

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetGroupId.html */
export function groupIdByName(
  { aws, instance: { identityStoreId: IdentityStoreId } }: DirectoryAt,
  AttributeValue: string,
): Promise<string | undefined> {
  const AlternateIdentifier = { UniqueAttribute: { AttributePath: "displayName", AttributeValue } };
  const command = new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier });
  return orNotThere(aws.identityStore.send(command).then(({ GroupId }) => GroupId));
}

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html */
export function userIdBy(
  { aws, instance: { identityStoreId: IdentityStoreId } }: DirectoryAt,
  AttributePath: "userName" | "emails.value",
  AttributeValue: string,
): Promise<string | undefined> {
  const AlternateIdentifier = { UniqueAttribute: { AttributePath, AttributeValue } };
  const command = new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier });
  return orNotThere(aws.identityStore.send(command).then(({ UserId }) => UserId));
}

async function orNotThere(looking: Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

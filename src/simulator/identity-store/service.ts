import type { Service } from "../operation.ts";
import { createGroup, deleteGroup, describeGroup, getGroupId, listGroups, updateGroup } from "./groups.ts";
import {
  createGroupMembership,
  deleteGroupMembership,
  describeGroupMembership,
  getGroupMembershipId,
  isMemberInGroups,
  listGroupMemberships,
  listGroupMembershipsForMember,
} from "./memberships.ts";
import { createUser, deleteUser, describeUser, getUserId, listUsers, updateUser } from "./users.ts";

/** The directory of IAM Identity Center: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html */
export const identityStore: Service = {
  id: "identitystore",
  signingName: "identitystore",
  protocol: "json",
  targetPrefix: "AWSIdentityStore",
  apiVersion: "2020-06-15",
  errorNamespace: "com.amazonaws.identitystore",
  scope: "regional",
  operations: {
    CreateUser: createUser,
    DescribeUser: describeUser,
    UpdateUser: updateUser,
    DeleteUser: deleteUser,
    ListUsers: listUsers,
    GetUserId: getUserId,
    CreateGroup: createGroup,
    DescribeGroup: describeGroup,
    UpdateGroup: updateGroup,
    DeleteGroup: deleteGroup,
    ListGroups: listGroups,
    GetGroupId: getGroupId,
    CreateGroupMembership: createGroupMembership,
    DescribeGroupMembership: describeGroupMembership,
    DeleteGroupMembership: deleteGroupMembership,
    ListGroupMemberships: listGroupMemberships,
    ListGroupMembershipsForMember: listGroupMembershipsForMember,
    GetGroupMembershipId: getGroupMembershipId,
    IsMemberInGroups: isMemberInGroups,
  },
};

import type { AccessFacts } from "../../../src/core/access/access.ts";
import type { AccessDocument } from "../../../src/core/access/access-schema.ts";
import { digestOfAccess } from "../../../src/core/access/digest.ts";
import { summaryOfAccess } from "../../../src/core/access/summary.ts";

const INSTANCE_ARN = "arn:aws:sso:::instance/ssoins-1234567890abcdef";

/** Ids and ARNs of {@link sampleAccess}, by what they are of. */
export const IDS = {
  management: "111111111111",
  north: "222222222222",
  south: "333333333333",
  admin: "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-aaaaaaaaaaaaaaaa",
  amplify: "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-bbbbbbbbbbbbbbbb",
  ana: "user-ana",
  bo: "user-bo",
  eve: "user-eve",
  webDevs: "group-web-devs",
  gone: "user-gone",
} as const;

/** Ana directly and through a group, Bo through the group, Eve disabled and an administrator, and somebody who is gone. */
export const sampleFacts: AccessFacts = {
  accounts: [
    { id: IDS.management, name: "Management", state: "ACTIVE", organizationalUnit: "", management: true },
    { id: IDS.north, name: "Sandbox North", state: "ACTIVE", organizationalUnit: "Workloads/Sandboxes" },
    { id: IDS.south, name: "Sandbox South", state: "SUSPENDED", organizationalUnit: "Workloads/Sandboxes" },
  ],
  permissionSets: [
    {
      arn: IDS.admin,
      name: "Admin",
      sessionDuration: "PT1H",
      policies: ["AdministratorAccess"],
      administrator: "yes",
      powers: ["AdministratorAccess (everything)"],
      ours: "no",
    },
    {
      arn: IDS.amplify,
      name: "amplify-policy",
      sessionDuration: "PT12H",
      policies: ["amplify-backend-deploy", "inline policy"],
      administrator: "no",
      powers: [],
      ours: "yes",
    },
  ],
  users: [
    {
      id: IDS.ana,
      userName: "ana",
      displayName: "Ana Silva",
      email: "ana@example.com",
      status: "enabled",
      external: false,
    },
    { id: IDS.bo, userName: "bo", displayName: "Bo Díaz", email: "bo@example.com", status: "enabled", external: true },
    { id: IDS.eve, userName: "eve", displayName: "Eve", email: "eve@example.com", status: "disabled", external: false },
  ],
  groups: [{ id: IDS.webDevs, name: "web-devs", external: false, members: [IDS.ana, IDS.bo] }],
  assignments: [
    {
      accountId: IDS.management,
      permissionSetArn: IDS.admin,
      principalType: "USER",
      principalId: IDS.eve,
    },
    {
      accountId: IDS.north,
      permissionSetArn: IDS.amplify,
      principalType: "USER",
      principalId: IDS.ana,
      since: "2026-03-01T10:00:00.000Z",
      run: "2026-03-01T09-59-00-000Z-42.jsonl",
    },
    { accountId: IDS.north, permissionSetArn: IDS.amplify, principalType: "GROUP", principalId: IDS.webDevs },
    {
      accountId: IDS.south,
      permissionSetArn: IDS.admin,
      principalType: "USER",
      principalId: IDS.gone,
      orphan: true,
    },
  ],
  unread: [],
};

/** An Access of these facts, or of others. */
export function sampleAccess(facts: Partial<AccessFacts> = {}): AccessDocument {
  const all = { ...sampleFacts, ...facts };
  return {
    version: 1,
    kind: "access",
    instance: {
      instanceArn: INSTANCE_ARN,
      identityStoreId: "d-1234567890",
      region: "eu-west-1",
      partition: "aws",
      managementAccountId: IDS.management,
      callerAccountId: IDS.management,
      identitySource: "unknown",
    },
    callerArn: "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/eve",
    started: "2026-11-29T20:00:00.000Z",
    ended: "2026-11-29T20:00:13.000Z",
    calls: {
      way: "permission-set",
      planned: { "permission-set": 20, account: 23, principal: 7 },
      total: 24,
      operations: {},
    },
    scope: {},
    summary: summaryOfAccess(all),
    ...all,
    digest: digestOfAccess(all),
  };
}

/**
 * A wire that answers reads as the largest organization that AWS's limits allow: 200,000 users, 7,000 accounts, 150 permission
 * sets (8 an account), 5,000 groups of 200. All of it is arithmetic, nothing is kept. Appends a line to the log for each call,
 * as the simulator does.
 *
 * Usage: node large-organization.mjs LOG
 */
import { createWriteStream } from "node:fs";
import http from "node:http";

const [USERS, ACCOUNTS, SETS, GROUPS, SETS_AN_ACCOUNT, MEMBERS, UNITS] = [200_000, 7_000, 150, 5_000, 8, 200, 20];
const ACCOUNTS_A_UNIT = ACCOUNTS / UNITS;
const instance = "ssoins-7223a1b2c3d4e5f6";
const InstanceArn = `arn:aws:sso:::instance/${instance}`;
const IdentityStoreId = "d-9067a1b2c3";
const FIRST_ACCOUNT = 100_000_000_000;

const account = (at) => String(FIRST_ACCOUNT + at);
const setArn = (at) => `arn:aws:sso:::permissionSet/${instance}/ps-${String(at).padStart(16, "0")}`;
const setOf = (arn) => Number(arn.slice(-16));
const id = (at, kind) => `906701b2c3-${String(at).padStart(8, "0")}-${kind}-2222-3333-444444444444`;
const userId = (at) => id(at % USERS, "1111");
const groupId = (at) => id(at % GROUPS, "9999");
const placeOf = (idText) => Number(idText.slice(11, 19));

const user = (at) => ({
  UserId: userId(at),
  IdentityStoreId,
  UserName: `person.number${at}@example.com`,
  DisplayName: `Person Number ${at}`,
  Emails: [{ Value: `person.number${at}@example.com`, Primary: true }],
  UserStatus: at % 50 === 0 ? "DISABLED" : "ENABLED",
  CreatedAt: 1_700_000_000,
  CreatedBy: `arn:aws:sts::${account(0)}:assumed-role/SCIM/sync`,
  ExternalIds: [{ Issuer: "https://idp.example.com", Id: `e${at}` }],
});
const group = (at) => ({ GroupId: groupId(at), DisplayName: `team-${at}-developers`, IdentityStoreId });
const unit = (at) => ({ Id: `ou-abcd-${String(at).padStart(8, "0")}`, Name: `Unit ${at}` });

const accountsOfSet = Array.from({ length: SETS }, () => []);
for (let at = 0; at < ACCOUNTS; at += 1)
  for (let one = 0; one < SETS_AN_ACCOUNT; one += 1) accountsOfSet[(at * 7 + one * 19) % SETS].push(account(at));

/** A page of `length` things; the token is where the next one begins. */
function page(member, length, size, thing, { NextToken = "0" }) {
  const from = Number(NextToken);
  const to = Math.min(length, from + size);
  const items = Array.from({ length: to - from }, (_, index) => thing(from + index));
  return { [member]: items, ...(to < length ? { NextToken: String(to) } : {}) };
}

const answers = {
  DescribeOrganization: () => ({ Organization: { MasterAccountId: account(0), Id: "o-abcdefghij" } }),
  ListAccounts: (asked) =>
    page("Accounts", ACCOUNTS, 20, (at) => ({ Id: account(at), Name: `Workload ${at}`, State: "ACTIVE" }), asked),
  ListRoots: () => ({ Roots: [{ Id: "r-abcd", Name: "Root" }] }),
  ListOrganizationalUnitsForParent: (asked) =>
    page("OrganizationalUnits", asked.ParentId === "r-abcd" ? UNITS : 0, 20, unit, asked),
  ListAccountsForParent: (asked) => {
    const first = Number(asked.ParentId.slice(-8)) * ACCOUNTS_A_UNIT;
    const length = asked.ParentId === "r-abcd" ? 0 : ACCOUNTS_A_UNIT;
    return page("Accounts", length, 20, (at) => ({ Id: account(first + at) }), asked);
  },
  ListInstances: () => ({
    Instances: [
      { InstanceArn, IdentityStoreId, OwnerAccountId: account(0), Status: "ACTIVE", PrimaryRegion: "us-east-1" },
    ],
  }),
  DescribeInstance: () => ({ InstanceArn, PermissionSetsEnabled: true }),
  ListPermissionSets: (asked) => page("PermissionSets", SETS, 100, setArn, asked),
  DescribePermissionSet: ({ PermissionSetArn }) => ({
    PermissionSet: { Name: `set-${setOf(PermissionSetArn)}`, PermissionSetArn, SessionDuration: "PT8H" },
  }),
  ListManagedPoliciesInPermissionSet: () => ({
    AttachedManagedPolicies: [{ Arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
  }),
  ListCustomerManagedPolicyReferencesInPermissionSet: () => ({ CustomerManagedPolicyReferences: [] }),
  GetInlinePolicyForPermissionSet: () => ({ InlinePolicy: "" }),
  GetPermissionsBoundaryForPermissionSet: () => ({ PermissionsBoundary: {} }),
  ListTagsForResource: () => ({ Tags: [] }),
  ListAccountsForProvisionedPermissionSet: (asked) => {
    const all = accountsOfSet[setOf(asked.PermissionSetArn)];
    return page("AccountIds", all.length, 100, (at) => all[at], asked);
  },
  ListAccountAssignments: ({ AccountId, PermissionSetArn }) => {
    const seed = (Number(AccountId) - FIRST_ACCOUNT) * 13 + setOf(PermissionSetArn) * 31;
    const assigned = (PrincipalType, PrincipalId) => ({ PrincipalType, PrincipalId, AccountId, PermissionSetArn });
    const principals = [
      ["GROUP", groupId(seed)],
      ["GROUP", groupId(seed + 997)],
      ["USER", userId(seed * 7)],
    ];
    return { AccountAssignments: principals.map(([type, principal]) => assigned(type, principal)) };
  },
  ListUsers: (asked) => page("Users", USERS, 100, user, asked),
  DescribeUser: ({ UserId }) => user(placeOf(UserId)),
  ListGroups: (asked) => page("Groups", GROUPS, 100, group, asked),
  DescribeGroup: ({ GroupId }) => group(placeOf(GroupId)),
  ListGroupMemberships: (asked) => {
    const first = placeOf(asked.GroupId) * MEMBERS;
    const member = (at) => ({ MemberId: { UserId: userId(first + at * 41) }, MembershipId: userId(at) });
    return page("GroupMemberships", MEMBERS, 100, member, asked);
  },
};

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:sts::${account(0)}:assumed-role/Admin/me</Arn><UserId>AROAEXAMPLE:me</UserId><Account>${account(0)}</Account>
</GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

const SERVICES = { SWBExternalService: "sso-admin", AWSIdentityStore: "identitystore" };
const log = createWriteStream(process.argv[2]);

http
  .createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    // STS has no such header; of the Query protocol this wire knows one operation.
    const [prefix = "", operation = "GetCallerIdentity"] = request.headers["x-amz-target"]?.split(".") ?? [];
    const answer = answers[operation];
    const status = prefix === "" || answer ? 200 : 400;
    log.write(
      `${JSON.stringify({ time: new Date().toISOString(), service: SERVICES[prefix] ?? prefix, operation, status })}\n`,
    );
    response.statusCode = status;
    response.setHeader("content-type", prefix === "" ? "text/xml" : "application/x-amz-json-1.1");
    if (prefix === "") response.end(IDENTITY);
    else response.end(JSON.stringify(answer?.(JSON.parse(body)) ?? { __type: "UnknownOperationException" }));
  })
  .listen(0, "127.0.0.1", function () {
    process.stdout.write(`http://127.0.0.1:${this.address().port}\n`);
  });

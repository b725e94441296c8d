import type { Inventory } from "../../../src/core/export/inventory.ts";

const SETS = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef";
const POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::home/${aws:username}/*",
      Condition: { StringLike: { "aws:UserAgent": '%{if}"\\EOT\nEOT' } },
    },
  ],
};

/** Names that a language would read something into: templates, quotes, ends of lines, other scripts, digits first. */
export const sampleInventory: Inventory = {
  instance: {
    instanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef",
    identityStoreId: "d-1234567890",
    region: "eu-west-1",
    partition: "aws",
    managementAccountId: "111111111111",
    callerAccountId: "111111111111",
    identitySource: "unknown",
  },
  accounts: [
    { id: "222222222222", name: "R&D; ${Labs}" },
    { id: "333333333333", name: "R&D Labs" },
  ],
  users: [
    {
      id: "9067a1b2c3-aaaaaaaa-0000-4000-8000-000000000001",
      userName: "ana@example.com",
      displayName: 'Ana "A" ${Silva} %{x}\n\u202e',
      givenName: "Ana",
      familyName: "Silva",
      emails: [{ value: "ana@example.com", type: "work", primary: true }],
      title: "Größe\\",
      external: false,
      disabled: false,
    },
    {
      id: "9067a1b2c3-bbbbbbbb-0000-4000-8000-000000000002",
      userName: "ana@example.org",
      displayName: "ана",
      givenName: "Ана",
      familyName: "С",
      emails: [],
      external: false,
      disabled: true,
    },
    {
      id: "9067a1b2c3-cccccccc-0000-4000-8000-000000000003",
      userName: "田中",
      displayName: "田中",
      givenName: "恵美",
      familyName: "田中",
      emails: [],
      external: true,
      disabled: false,
    },
  ],
  groups: [
    {
      id: "9067a1b2c3-dddddddd-0000-4000-8000-000000000001",
      name: "1st ${team}",
      description: "Web\tdevs",
      external: false,
    },
    { id: "9067a1b2c3-eeeeeeee-0000-4000-8000-000000000002", name: "Okta Engineers", external: true },
  ],
  memberships: [
    {
      id: "9067a1b2c3-ffffffff-0000-4000-8000-000000000001",
      groupId: "9067a1b2c3-dddddddd-0000-4000-8000-000000000001",
      userId: "9067a1b2c3-aaaaaaaa-0000-4000-8000-000000000001",
    },
  ],
  permissionSets: [
    {
      arn: `${SETS}/ps-aaaaaaaaaaaaaaaa`,
      name: "amplify-policy",
      content: {
        name: "amplify-policy",
        sessionDuration: "PT12H",
        description: 'Says "${hello}"',
        relayState: "https://console.aws.amazon.com/?a=${b}",
        managedPolicies: [
          "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess",
          "arn:aws:iam::aws:policy/ReadOnlyAccess",
        ],
        customerManagedPolicies: [{ name: "team+policy", path: "/a/" }],
        inlinePolicy: JSON.stringify(POLICY),
        permissionsBoundary: { customerManagedPolicy: { name: "limit", path: "/" } },
        tags: { "amplify-onboard": "true", "cost center": "${x}" },
      },
    },
    {
      arn: `${SETS}/ps-bbbbbbbbbbbbbbbb`,
      name: "Audit",
      content: {
        name: "Audit",
        sessionDuration: "PT1H",
        managedPolicies: [],
        customerManagedPolicies: [],
        permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
        tags: {},
      },
    },
    { arn: `${SETS}/ps-cccccccccccccccc`, name: "unread" },
  ],
  assignments: [
    {
      accountId: "222222222222",
      permissionSetArn: `${SETS}/ps-aaaaaaaaaaaaaaaa`,
      principalType: "USER",
      principalId: "9067a1b2c3-aaaaaaaa-0000-4000-8000-000000000001",
    },
    {
      accountId: "333333333333",
      permissionSetArn: `${SETS}/ps-aaaaaaaaaaaaaaaa`,
      principalType: "USER",
      principalId: "9067a1b2c3-bbbbbbbb-0000-4000-8000-000000000002",
    },
    {
      accountId: "333333333333",
      permissionSetArn: `${SETS}/ps-aaaaaaaaaaaaaaaa`,
      principalType: "GROUP",
      principalId: "9067a1b2c3-dddddddd-0000-4000-8000-000000000001",
    },
    {
      accountId: "333333333333",
      permissionSetArn: `${SETS}/ps-bbbbbbbbbbbbbbbb`,
      principalType: "GROUP",
      principalId: "9067a1b2c3-eeeeeeee-0000-4000-8000-000000000002",
    },
    {
      accountId: "222222222222",
      permissionSetArn: `${SETS}/ps-cccccccccccccccc`,
      principalType: "USER",
      principalId: "9067a1b2c3-cccccccc-0000-4000-8000-000000000003",
    },
  ],
  leftOut: ["1 assignment of a deleted user: u-9\u001b[31m."],
};

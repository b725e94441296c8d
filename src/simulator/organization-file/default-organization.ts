import type { OrganizationDescription } from "./description.ts";

/** What the simulator starts with when it is told nothing: a small organization with an empty directory. */
export const defaultOrganization = {
  managementAccount: { id: "111122223333", name: "Example Corp", email: "aws@example.com" },
  accounts: [
    {
      id: "210987654321",
      name: "Sandbox North",
      organizationalUnit: "Workloads/Sandboxes",
      iamUsers: [
        {
          userName: "ana.silva",
          accessKeys: [
            {
              createdAt: "2023-03-14T08:12:00Z",
              lastUsed: { at: "2026-06-02T17:40:00Z", service: "amplify", region: "us-east-1" },
            },
            { status: "Inactive", createdAt: "2021-09-01T10:00:00Z" },
          ],
        },
        {
          userName: "bilal.haddad@example.com",
          accessKeys: [{ createdAt: "2024-01-22T13:05:00Z", lastUsed: { service: "cloudformation" } }],
        },
        { userName: "ci-deploy", accessKeys: [{ createdAt: "2022-11-30T09:00:00Z", lastUsed: { service: "s3" } }] },
      ],
    },
    {
      id: "345678901234",
      name: "Sandbox South",
      organizationalUnit: "Workloads/Sandboxes",
      iamUsers: [{ userName: "chloe", accessKeys: [{ createdAt: "2025-02-10T11:30:00Z" }] }],
    },
    { id: "456789012345", name: "Staging", organizationalUnit: "Workloads" },
    { id: "567890123456", name: "Production", organizationalUnit: "Workloads" },
    { id: "678901234567", name: "Security Audit", organizationalUnit: "Security" },
    { id: "789012345678", name: "Retired Prototype", organizationalUnit: "Suspended", state: "SUSPENDED" },
  ],
  instances: [{ instanceId: "ssoins-7223a1b2c3d4e5f6", identityStoreId: "d-9067a1b2c3" }],
  /** In the Region where Identity Center is. */
  bootstrapped: ["Sandbox North", "Sandbox South"],
} satisfies OrganizationDescription & { readonly bootstrapped: readonly string[] };

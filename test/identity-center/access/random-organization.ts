import fc from "fast-check";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { accounts, organizationWith } from "../simulated-team.ts";

type Organization = NonNullable<SimulatorOptions["organization"]>;

/** Names as people, scripts and attackers give them. */
const NAMES = ["ana", "Bo Díaz", "=1+1", "名前", "x;y,z", "o'neil", "<b>eve</b>", "-rf"];

const someOf = <Item>(items: readonly Item[], minLength = 0) =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength, maxLength: items.length });

/** An organization with people of whom some are disabled or deleted, groups of which some are deleted, and their assignments. */
export function randomOrganization(): fc.Arbitrary<Organization> {
  return fc
    .record({
      users: fc.array(
        fc.record({ status: fc.constantFrom("ENABLED", "DISABLED"), gone: fc.boolean(), external: fc.boolean() }),
        { minLength: 1, maxLength: 8 },
      ),
      groups: fc.array(fc.record({ gone: fc.boolean(), members: fc.array(fc.nat(), { maxLength: 6 }) }), {
        maxLength: 4,
      }),
      sets: fc.array(
        fc.record({
          policy: fc.constantFrom("AdministratorAccess", "ReadOnlyAccess", "PowerUserAccess"),
          places: someOf(Object.values(accounts)),
          users: fc.array(fc.nat(), { maxLength: 4 }),
          groups: fc.array(fc.nat(), { maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      accounts: fc.nat({ max: 12 }),
    })
    .map(({ users, groups, sets, accounts: more }) => {
      const nameOf = (index: number) => `${NAMES[index % NAMES.length]}${index}`;
      const user = (seed: number) => nameOf(seed % users.length);
      const group = (seed: number) => `group ${seed % groups.length}`;
      const unique = (names: readonly string[]) => [...new Set(names)];
      return organizationWith(
        {
          users: users.map(({ status, gone, external }, index) => ({
            userName: nameOf(index).replaceAll(" ", "."),
            displayName: nameOf(index),
            givenName: "G",
            familyName: "F",
            email: `person${index}@example.com`,
            status: status as "ENABLED",
            ...(gone ? { deletedBy: "ADMINISTRATOR" as const } : {}),
            ...(external ? { externalId: { issuer: "https://idp.example.com", id: `id-${index}` } } : {}),
          })),
          groups: groups.map(({ gone, members }, index) => ({
            displayName: `group ${index}`,
            members: unique(
              members
                .filter((seed) => users[seed % users.length]?.gone !== true)
                .map((seed) => user(seed).replaceAll(" ", ".")),
            ),
            ...(gone ? { deletedBy: "ADMINISTRATOR" as const } : {}),
          })),
          permissionSets: sets.map(({ policy, places, users: holders, groups: holding }, index) => ({
            name: `set-${index}`,
            managedPolicies: [`arn:aws:iam::aws:policy/${policy}`],
            assignments: places.flatMap((account) => [
              ...unique(holders.map((seed) => user(seed).replaceAll(" ", "."))).map((one) => ({ account, user: one })),
              ...(groups.length === 0 ? [] : unique(holding.map(group)).map((one) => ({ account, group: one }))),
            ]),
          })),
        },
        {
          accounts: [
            { id: accounts.north, name: "Sandbox North", organizationalUnit: "Workloads/Sandboxes" },
            { id: accounts.south, name: "Sandbox South", organizationalUnit: "Workloads/Sandboxes" },
            { id: accounts.staging, name: "Staging", organizationalUnit: "Workloads" },
            { id: accounts.suspended, name: "Retired", state: "SUSPENDED" },
            ...Array.from({ length: more }, (_, index) => ({
              id: `${500_000_000_000 + index}`,
              name: `Empty ${index}`,
            })),
          ],
        },
      );
    });
}

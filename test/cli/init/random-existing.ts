import fc from "fast-check";
import { WRITTEN_TAG } from "../../../src/core/state/ownership.ts";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { accounts, organizationWith } from "../../identity-center/simulated-team.ts";

type Organization = NonNullable<SimulatorOptions["organization"]>;
type Instance = NonNullable<Organization["instances"]>[number];

/** As people, scripts, directories and attackers name things. */
const USER_NAMES = [
  "ana",
  "Bo.Díaz",
  "=1+1",
  "名前",
  "x;y,z",
  "o'neil",
  "<b>eve</b>",
  "-rf",
  "p q",
  "ZoË",
  "admin\u200b",
];
const GROUP_NAMES = ["web; devs", "Devs", " edge ", "a\u00a0b", '"quoted"', "=sum(1)", "“curly”", "Ä", "#N/A", "R&D"];
const ACCOUNT_NAMES = [
  "Twin",
  "Twin",
  "ou:Workloads",
  "new",
  "new:x",
  "42",
  " edge ",
  "“x”",
  "a;b",
  '"q"',
  "‘a",
  "b’",
  "=1",
  "it, all",
  "A\u00a0B",
];
const SET_NAMES = ["amplify-policy", "AWSAdministratorAccess", "Ours", "Admin", "admin", "=x@y,z", "-a", "web"];

const INLINE = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }] };

/** What a permission set may hold, none of it by onboard. */
const content = fc.record(
  {
    description: fc.constantFrom("For the team", "Für\nalle"),
    sessionDuration: fc.constantFrom("PT1H", "PT12H", "PT90M"),
    relayState: fc.constant("https://console.aws.amazon.com/amplify/"),
    managedPolicies: fc.subarray(
      ["ReadOnlyAccess", "PowerUserAccess"].map((name) => `arn:aws:iam::aws:policy/${name}`),
    ),
    customerManagedPolicies: fc.constantFrom([{ name: "deploy", path: "/team/" }], [{ name: "b" }, { name: "a" }]),
    inlinePolicy: fc.constantFrom<Record<string, unknown>>(INLINE, {
      Statement: { Effect: "Deny", Action: "*", Resource: "*" },
    }),
    permissionsBoundary: fc.constantFrom(
      { managedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      { customerManagedPolicy: { name: "limit", path: "/" } },
    ),
    tags: fc.constantFrom<Record<string, string>>(
      { team: "web" },
      { "managed-by": "amplify-onboard" },
      { "managed-by": "terraform", "": "" },
      { "managed-by": "amplify-onboard", [WRITTEN_TAG]: "unfinished" },
    ),
  },
  { requiredKeys: [] },
);

const person = fc.record({
  email: fc.constantFrom("own", "own", "none", "shared", "user name", "odd"),
  status: fc.constantFrom("ENABLED" as const, "DISABLED" as const),
  gone: fc.constantFrom(false, false, false, true),
  external: fc.boolean(),
  displayName: fc.constantFrom(undefined, "Ana Silva", "=1+1", " Ñ  x ", "x\u202ey"),
});

/**
 * An organization that nobody made for onboard: odd and equal names, people without an address or with somebody else's, disabled and
 * deleted ones, empty groups, closed accounts, permission sets of every content.
 */
export function randomExisting(): fc.Arbitrary<Organization> {
  return fc
    .record({
      people: fc.array(person, { minLength: 1, maxLength: 9 }),
      groups: fc.array(
        fc.record({
          name: fc.nat(),
          gone: fc.constantFrom(false, false, true),
          members: fc.array(fc.nat(), { maxLength: 5 }),
        }),
        { maxLength: 5 },
      ),
      sets: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom(...SET_NAMES),
          content,
          held: fc.array(fc.record({ account: fc.nat(), user: fc.nat(), group: fc.nat(), isGroup: fc.boolean() }), {
            maxLength: 10,
          }),
        }),
        { minLength: 1, maxLength: 6, selector: ({ name }) => name },
      ),
      shift: fc.nat({ max: 10 }),
    })
    .map(({ people, groups, sets, shift }) => {
      const named = <Value>(values: readonly Value[], index: number) =>
        values[(index + shift) % values.length] as Value;
      const users = people.map((one, index) => userOf(one, `${named(USER_NAMES, index)}${index}`, index));
      const there = users.filter((_, index) => people[index]?.gone !== true);
      const used = new Map(groups.map((group) => [named(GROUP_NAMES, group.name), group]));
      const all = [...Object.values(accounts), ...ACCOUNT_NAMES.map((_, index) => `${600_000_000_000 + index}`)];
      const pick = <Value>(values: readonly Value[], seed: number) => values[seed % values.length];
      const assignmentsOf = (held: (typeof sets)[number]["held"]) => {
        const found = held.flatMap(({ account, user, group, isGroup }) => {
          const principal = isGroup ? { group: pick([...used.keys()], group) } : { user: pick(users, user)?.userName };
          return Object.values(principal)[0] === undefined ? [] : [{ account: pick(all, account) ?? "", ...principal }];
        });
        return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()] as NonNullable<
          NonNullable<Instance["permissionSets"]>[number]["assignments"]
        >;
      };
      return organizationWith(
        {
          users,
          groups: [...used].map(([displayName, { gone, members }]) => ({
            displayName,
            members: there.length === 0 ? [] : [...new Set(members.map((seed) => pick(there, seed)?.userName ?? ""))],
            ...(gone ? { deletedBy: "ADMINISTRATOR" as const } : {}),
          })),
          permissionSets: sets.map(({ name, content, held }) => ({
            name,
            ...(content as object),
            assignments: assignmentsOf(held),
          })),
        },
        {
          accounts: [
            { id: accounts.north, name: "Sandbox North", organizationalUnit: "Workloads" },
            { id: accounts.south, name: "Sandbox South" },
            { id: accounts.staging, name: "Staging" },
            { id: accounts.suspended, name: "Twin", state: "SUSPENDED" },
            ...ACCOUNT_NAMES.map((name, index) => ({ id: `${600_000_000_000 + index}`, name })),
          ],
        },
      );
    });
}

function userOf(
  { email, status, gone, external, displayName }: typeof person extends fc.Arbitrary<infer One> ? One : never,
  userName: string,
  index: number,
): NonNullable<Instance["users"]>[number] {
  const addresses = { own: `person${index}@example.com`, shared: "Shared@example.com", odd: `p${index}@例え.jp` };
  const address =
    email === "none" || email === "user name" ? {} : { email: addresses[email as keyof typeof addresses] };
  return {
    userName: email === "user name" ? `person${index}@example.com` : userName,
    ...address,
    givenName: "G",
    familyName: "F",
    status,
    ...(displayName === undefined ? {} : { displayName }),
    ...(gone ? { deletedBy: "ADMINISTRATOR" as const } : {}),
    ...(external ? { externalId: { issuer: "https://idp.example.com", id: `id-${index}` } } : {}),
  };
}

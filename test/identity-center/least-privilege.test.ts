import { describe, expect, it } from "vitest";
import { grantsFor, OPTIONAL_ACTIONS, type Task, type TaskOptions } from "../../src/core/permissions/tasks.ts";
import { NO_SETTINGS, type Settings } from "../../src/core/settings/settings.ts";
import { readSettings } from "../../src/core/settings/settings-file.ts";
import { endingStatement } from "../../src/core/state/ended-sessions.ts";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { someOf } from "../how-much.ts";
import { policyWithout } from "./policy-without.ts";
import { accounts, type FaultRule, organizationWith, policyArn, simulateTeam } from "./simulated-team.ts";

/** What one run is for; together the runs make every call that the program can make. */
interface Scenario {
  readonly csv: string;
  readonly organization?: NonNullable<SimulatorOptions["organization"]>;
  readonly settings?: Settings;
  readonly options?: Partial<TaskOptions>;
  readonly faults?: readonly FaultRule[];
}

const person = (userName: string) => ({ userName, email: userName, givenName: "Ana", familyName: "Silva" });
const settings = (written: object): Settings =>
  readSettings(JSON.stringify(written), { kind: "file", file: "onboard.json" }).settings ?? NO_SETTINGS;

const everyPart = {
  managedPolicies: [policyArn],
  customerManagedPolicies: [{ name: "Own", path: "/" }],
  inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:ListBucket", Resource: "*" }] },
  permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
  sessionDuration: "PT8H",
};

const newAccounts = settings({
  accounts: {
    newAccountEmail: "aws+{username}@example.com",
    newAccountName: "sandbox-{username}",
    organizationalUnit: "Workloads/Sandboxes",
  },
});

const endedRow: Scenario = {
  csv: "email,account,until\nana@example.com,Sandbox North,2026-01-31\nbo@example.com,Sandbox North,\n",
  organization: organizationWith({
    users: [person("ana@example.com"), person("bo@example.com")],
    permissionSets: [
      {
        name: "amplify-policy",
        managedPolicies: [policyArn],
        sessionDuration: "PT12H",
        assignments: ["ana@example.com", "bo@example.com"].map((user) => ({ account: accounts.north, user })),
      },
    ],
  }),
  options: { removals: true },
};

const scenarios: Readonly<Record<string, Scenario>> = {
  "an empty Identity Center and a permission set with every part": {
    csv: "email,account\nana@example.com,Sandbox North\n",
    settings: settings({ permissionSets: { "amplify-policy": everyPart } }),
  },
  "a permission set that differs and is provisioned in several accounts": {
    csv: "email,account\nana@example.com,Sandbox North\n",
    organization: organizationWith({
      users: [person("ana@example.com"), person("eve@example.com")],
      permissionSets: [
        {
          name: "amplify-policy",
          managedPolicies: [policyArn],
          sessionDuration: "PT1H",
          assignments: [
            { account: accounts.north, user: "ana@example.com" },
            { account: accounts.south, user: "ana@example.com" },
            { account: accounts.north, user: "eve@example.com" },
          ],
        },
      ],
    }),
  },
  "a permission set that ended sessions which are over": {
    csv: "email,account\nana@example.com,Sandbox North\n",
    organization: organizationWith({
      users: [person("ana@example.com")],
      permissionSets: [
        {
          name: "amplify-policy",
          managedPolicies: [policyArn],
          sessionDuration: "PT12H",
          inlinePolicy: {
            Version: "2012-10-17",
            Statement: [endingStatement({ until: "2020-01-01T00:00:00Z", userIds: ["9067-gone"] })],
          },
          tags: { "managed-by": "amplify-onboard" },
          assignments: [{ account: accounts.north, user: "ana@example.com" }],
        },
      ],
    }),
  },
  "a group": {
    csv: "email,account,group\nana@example.com,Sandbox North,Developers\n",
    options: { groups: true },
  },
  "a group that is there, with somebody of the team in it": {
    csv: "email,account,group\nana@example.com,Sandbox North,Developers\nbo@example.com,Sandbox North,Developers\n",
    organization: organizationWith({
      users: [person("ana@example.com"), person("bo@example.com")],
      groups: [{ displayName: "Developers", members: ["ana@example.com"] }],
    }),
    options: { groups: true },
  },
  "a group of hundreds": {
    csv: "email,account,group\nuser299@example.com,Sandbox North,Developers\n",
    organization: organizationWith({
      users: Array.from({ length: 300 }, (_, index) => person(`user${index}@example.com`)),
      groups: [
        { displayName: "Developers", members: Array.from({ length: 300 }, (_, index) => `user${index}@example.com`) },
      ],
    }),
    options: { groups: true },
  },
  "an organizational unit": {
    csv: "email,account\nana@example.com,ou:Workloads\n",
    options: { organizationalUnits: true },
  },
  "an account of somebody's own": {
    csv: "email,account\nana@example.com,new\n",
    settings: newAccounts,
    options: { newAccounts: true },
  },
  "an account of somebody's own that stands in the root": {
    csv: "email,account\nana@example.com,new\n",
    settings: newAccounts,
    organization: {
      accounts: [{ id: "222233334444", name: "Ana", email: "aws+ana@example.com" }],
      organizationalUnits: ["Workloads/Sandboxes"],
      bootstrap: [],
    },
    options: { newAccounts: true },
  },
  "a row that has ended": endedRow,
  "a row that has ended, where the list of removals lags behind": {
    ...endedRow,
    faults: [{ operation: "ListAccountAssignmentDeletionStatus", fault: "stale-read", delay: 600 }],
  },
  "a row of a group that has ended": {
    csv: "email,account,group,until\nana@example.com,Sandbox North,Developers,2026-01-31\nbo@example.com,Sandbox North,Developers,\n",
    organization: organizationWith({
      users: [person("ana@example.com"), person("bo@example.com")],
      groups: [{ displayName: "Developers", members: ["ana@example.com", "bo@example.com"] }],
      permissionSets: [
        {
          name: "amplify-policy",
          managedPolicies: [policyArn],
          sessionDuration: "PT12H",
          assignments: [{ account: accounts.north, group: "Developers" }],
        },
      ],
    }),
    options: { groups: true, removals: true },
  },
  "an administrator of the management account whose row has ended": {
    csv: `email,account,until\nana@example.com,${accounts.management},2026-01-31\nbo@example.com,${accounts.management},\n`,
    organization: organizationWith({
      users: ["ana@example.com", "bo@example.com", "eve@example.com"].map(person),
      permissionSets: [
        { name: "Other" },
        {
          name: "amplify-policy",
          managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          assignments: ["ana@example.com", "bo@example.com", "eve@example.com"].map((user) => ({
            account: accounts.management,
            user,
          })),
        },
      ],
    }),
    settings: settings({
      permissionSets: {
        "amplify-policy": { managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"], sessionDuration: "PT1H" },
      },
    }),
    options: { removals: true },
  },
  "a list of assignment requests that lags behind": {
    csv: "email,account\nana@example.com,Sandbox North\n",
    faults: [{ operation: "ListAccountAssignmentCreationStatus", fault: "stale-read", delay: 600 }],
  },
  "a large directory": {
    csv: "email,account\nuser299@example.com,Sandbox North\n",
    organization: organizationWith({
      users: Array.from({ length: 300 }, (_, index) => person(`user${index}@example.com`)),
    }),
  },
};

/** Whether a task succeeds with its policy, less one action. */
async function succeeds(
  task: Task,
  { csv, organization, settings: own, options, faults = [] }: Scenario,
  without?: string,
) {
  const grants = grantsFor(task, { groups: false, managementAccount: false, ...options });
  const team = await simulateTeam({
    policy: policyWithout(grants, without),
    faults: [...faults],
    ...(organization === undefined ? {} : { organization }),
  });
  const run = own === undefined ? {} : { settings: own };
  try {
    if (task === "plan")
      return (await team.prepareTeam(csv, run)).plan.changes.every(({ blocked }) => blocked === undefined);
    const { results, converged } = await team.onboard(csv, run);
    return converged === true && results.every(({ outcome }) => outcome === "applied");
  } catch {
    return false;
  }
}

/** Whether the policy of a run has an action at all. */
const mayDo = (task: Task, { options }: Scenario, action: string) =>
  grantsFor(task, { groups: false, managementAccount: false, ...options }).some(({ actions }) =>
    actions.some((one) => one === action),
  );

const actionsOf = (task: Task) => [
  ...new Set(
    Object.values(scenarios).flatMap(({ options }) =>
      grantsFor(task, { groups: false, managementAccount: false, ...options }).flatMap(({ actions }) => actions),
    ),
  ),
];

describe.each(["plan", "apply"] as const)("the policy for %s", (task) => {
  it.each(Object.entries(scenarios))("is enough for %s", async (_, scenario) => {
    expect(await succeeds(task, scenario)).toBe(true);
  });

  const needed = actionsOf(task).filter((action) => OPTIONAL_ACTIONS[action] === undefined);
  it.each(someOf(needed, 12))("needs %s: without it some run fails", async (action) => {
    const outcomes: boolean[] = [];
    for (const scenario of Object.values(scenarios)) {
      if (outcomes.includes(false)) break;
      if (mayDo(task, scenario, action)) outcomes.push(await succeeds(task, scenario, action));
    }
    expect(outcomes).toContain(false);
  });

  const optional = actionsOf(task).filter((action) => OPTIONAL_ACTIONS[action] !== undefined);
  it.each(someOf(optional, 4))("can do without %s where accounts are given as ids", async (action) => {
    const csv = `email,account,group\nana@example.com,${accounts.north},Developers\n`;
    expect(await succeeds(task, { csv, options: { groups: true } }, action)).toBe(true);
  });
});

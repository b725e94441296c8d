import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Settings } from "../../src/core/settings/settings.ts";
import type { Resource } from "../../src/core/state/resource.ts";
import { assigned, user } from "../core/plan/sample-onboarding.ts";
import { accounts, type FaultRule, organizationWith, policyArn, simulateTeam } from "./simulated-team.ts";

const csv = `email,account,group
ana@example.com,Sandbox North,
bo@example.com,Sandbox South,Devs
`;
const settings: Partial<Settings> = {
  permissionSets: new Map([
    [
      "amplify-policy",
      {
        managedPolicies: [policyArn],
        customerManagedPolicies: [{ name: "ours", path: "/" }],
        inlinePolicy: '{"Statement":[],"Version":"2012-10-17"}',
        permissionsBoundary: { managedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
      },
    ],
  ]),
};
const allApplied = (outcomes: Readonly<Record<string, string>>) =>
  expect(new Set(Object.values(outcomes))).toEqual(new Set(["applied"]));

/** Operations that change something, and how often one undisturbed run of the team above calls them. */
const MUTATIONS = {
  CreateUser: 2,
  CreateGroup: 1,
  CreateGroupMembership: 1,
  CreatePermissionSet: 1,
  AttachManagedPolicyToPermissionSet: 1,
  AttachCustomerManagedPolicyReferenceToPermissionSet: 1,
  PutInlinePolicyToPermissionSet: 1,
  PutPermissionsBoundaryToPermissionSet: 1,
  TagResource: 1,
  CreateAccountAssignment: 2,
} as const;
/** Those that a second call would do twice, or fail for: they are looked for before they are made again. */
const NEVER_TWICE = [
  "CreateUser",
  "CreateGroup",
  "CreateGroupMembership",
  "CreatePermissionSet",
  "AttachManagedPolicyToPermissionSet",
  "AttachCustomerManagedPolicyReferenceToPermissionSet",
  "CreateAccountAssignment",
] as const;

describe.concurrent("an answer that is lost after the work was done", () => {
  it("would have been to one of these calls, and to no others", async () => {
    const team = await simulateTeam();
    await team.onboard(csv, { settings });
    const made = Object.keys(MUTATIONS).map((operation) => [operation, team.count(operation)]);
    expect(Object.fromEntries(made)).toEqual(MUTATIONS);
    const writes = team.calls.filter(({ operation }) => /^(Create|Attach|Put|Provision|Update|Tag)/.test(operation));
    expect(new Set(writes.map(({ operation }) => operation))).toEqual(new Set(Object.keys(MUTATIONS)));
  });

  it.each(Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[])("to %s doubles nothing", async (operation) => {
    const team = await simulateTeam({ faults: [{ operation, nth: 1, fault: "lost-response" }] });
    const { outcomes, converged } = await team.onboard(csv, { settings });
    allApplied(outcomes);
    expect(converged).toBe(true);
    const { users, groups, memberships, permissionSets, assignments, requests } = team.world();
    expect([users, groups, memberships, permissionSets, assignments].map(({ length }) => length)).toEqual([
      2, 1, 1, 1, 2,
    ]);
    expect(requests).toHaveLength(2);
    if (NEVER_TWICE.some((one) => one === operation)) expect(team.count(operation)).toBe(MUTATIONS[operation]);
  });

  it("to ProvisionPermissionSet leaves the accounts up to date", async () => {
    const organization = organizationWith({
      region: "us-east-1",
      users: [{ userName: "ana@example.com", email: "ana@example.com", givenName: "Ana", familyName: "Silva" }],
      permissionSets: [
        {
          name: "amplify-policy",
          sessionDuration: "PT12H",
          managedPolicies: [policyArn],
          assignments: [{ account: accounts.north, user: "ana@example.com" }],
          outdatedIn: [accounts.north],
        },
      ],
    });
    const team = await simulateTeam({
      organization,
      faults: [{ operation: "ProvisionPermissionSet", nth: 1, fault: "lost-response" }],
    });
    const { outcomes, converged } = await team.onboard("email,account\nana@example.com,Sandbox North\n");
    allApplied(outcomes);
    expect(converged).toBe(true);
    expect(team.world().outdated).toEqual([]);
  });
});

describe.concurrent("an answer that is lost after something was deleted", () => {
  const ana: readonly Resource[] = [
    user("ana"),
    { kind: "GroupMembership", group: "web-devs", userName: "ana" },
    assigned("ana"),
    assigned("ana", accounts.south),
  ];
  const organization = organizationWith({
    users: ["ana", "bo"].map((userName) => ({
      userName,
      email: `${userName}@example.com`,
      givenName: "Ana",
      familyName: "Silva",
    })),
    groups: [{ displayName: "web-devs", members: ["ana", "bo"] }],
    permissionSets: [
      {
        name: "amplify-policy",
        assignments: ["ana", "bo"].flatMap((name) =>
          ["Sandbox North", "Sandbox South"].map((account) => ({ account, user: name })),
        ),
      },
    ],
  });
  const leave = async (faults: readonly FaultRule[]) => {
    const team = await simulateTeam({ organization, faults });
    return { team, ...(await team.bringTo({ absent: ana })) };
  };
  /** How often an undisturbed run calls what deletes, and how often one does whose first answer is lost. */
  const DELETIONS = {
    DeleteAccountAssignment: [2, 2],
    DeleteGroupMembership: [1, 1],
    // By the id of a user who is no more: AWS finds nobody, and deletes nobody.
    DeleteUser: [1, 2],
  } as const;

  it("would have been to one of these calls, and to no others", async () => {
    const { team } = await leave([]);
    const made = Object.keys(DELETIONS).map((operation) => [operation, team.count(operation)]);
    expect(made).toEqual(Object.entries(DELETIONS).map(([operation, [undisturbed]]) => [operation, undisturbed]));
    const writes = team.calls.filter(({ operation }) => !/^(Get|List|Describe)/.test(operation));
    expect(new Set(writes.map(({ operation }) => operation))).toEqual(new Set(Object.keys(DELETIONS)));
  });

  it.each(Object.keys(DELETIONS) as (keyof typeof DELETIONS)[])(
    "to %s takes nothing twice, and nothing of anybody else",
    async (operation) => {
      const { team, outcomes, converged } = await leave([{ operation, nth: 1, fault: "lost-response" }]);
      allApplied(outcomes);
      expect(converged).toBe(true);
      expect(team.count(operation)).toBe(DELETIONS[operation][1]);
      const { users, memberships, assignments, requests } = team.world();
      expect(users).toEqual(["bo"]);
      expect(memberships).toEqual(["web-devs: bo"]);
      expect(assignments.map((text) => text?.split(" ")[0])).toEqual(["bo", "bo"]);
      expect(requests).toHaveLength(2);
    },
  );

  it("is not asked for again by the next run, when the first gives up", async () => {
    const team = await simulateTeam({
      organization,
      faults: [
        { operation: "DeleteAccountAssignment", fault: "lost-response" },
        // The first is the look before.
        { operation: "ListAccountAssignmentDeletionStatus", from: 2, count: 1_000, fault: "expired-credentials" },
      ],
    });
    const first = await team.bringTo({ absent: ana });
    expect(first.results.map(({ outcome }) => outcome)).toContain("outstanding");
    expect(first.converged).not.toBe(true);
    team.faults.length = 0;
    const { outcomes, converged } = await team.bringTo({ absent: ana });
    allApplied(outcomes);
    expect(converged).toBe(true);
    expect(team.world().requests).toHaveLength(2);
    expect(team.world().users).toEqual(["bo"]);
  });
});

describe.concurrent("limits that others use as well", () => {
  it("when AWS throttles, calls get rarer and nothing fails", async () => {
    const team = await simulateTeam({
      speed: 1,
      latency: { call: 0, assignment: 10, firstAssignment: 10 },
      limits: { ssoAdminPerSecond: 20 },
    });
    const people = Array.from({ length: 60 }, (_, index) => `p${index}@example.com,Sandbox North`);
    const { outcomes } = await team.onboard(`email,account\n${people.join("\n")}\n`, {
      limits: { ssoAdminPerSecond: 200 },
    });
    allApplied(outcomes);
    const throttled = team.calls.filter(({ status }) => status === 400).length;
    expect(throttled).toBeGreaterThan(0);
    expect(throttled).toBeLessThan(team.calls.length / 3);
  });

  it("when others have requests in progress, ours wait for room and nothing fails", async () => {
    const team = await simulateTeam({ speed: 20, limits: { outstandingAssignments: 2 } });
    const people = Array.from(
      { length: 12 },
      (_, index) => `p${index}@example.com,Sandbox North;Sandbox South;Staging`,
    );
    const { outcomes, converged } = await team.onboard(`email,account\n${people.join("\n")}\n`);
    allApplied(outcomes);
    expect(converged).toBe(true);
    expect(team.count("CreateAccountAssignment")).toBeLessThan(36 * 2);
  });
});

describe.concurrent("credentials that end half way", () => {
  const faults = [{ operation: "CreateAccountAssignment", from: 1, count: 2, fault: "expired-credentials" }] as const;

  it("are asked for once, and the run goes on with what the chain finds then", async () => {
    const team = await simulateTeam({ faults: [...faults] });
    const asked: string[] = [];
    let key = "before";
    const used: string[] = [];
    const { outcomes, converged } = await team.onboard(csv, {
      credentials: async () => {
        used.push(key);
        return { accessKeyId: key, secretAccessKey: "simulated" };
      },
      signInAgain: async ({ name }) => {
        asked.push(name);
        key = "after";
        return true;
      },
    });
    allApplied(outcomes);
    expect(converged).toBe(true);
    expect(asked).toEqual(["ExpiredTokenException"]);
    expect(used).toContain("after");
  });

  it.each([
    ["nobody is there to sign in again", undefined],
    ["nobody signs in again", async () => false],
  ])("stop the run cleanly when %s", async (_, signInAgain) => {
    const team = await simulateTeam({
      faults: [{ operation: "CreateAccountAssignment", fault: "expired-credentials" }],
    });
    const { results, outcomes, stop } = await team.onboard(csv, signInAgain === undefined ? {} : { signInAgain });
    expect(stop.signal.reason).toMatchObject({ kind: "signed-out" });
    expect(Object.values(outcomes)).toContain("applied");
    expect(results.filter(({ outcome }) => outcome === "failed").length).toBeGreaterThan(0);
    expect(team.world().assignments).toEqual([]);
  });
});

describe("a computer whose clock is wrong", () => {
  it.each([
    ["late", -20],
    ["early", 20],
  ])("by being %s is put right by AWS's own time, and nothing fails", async (_, minutes) => {
    const rightClock = Date.now.bind(Date);
    const team = await simulateTeam({ wallClock: rightClock, now: rightClock });
    vi.spyOn(Date, "now").mockImplementation(() => rightClock() + minutes * 60_000);
    onTestFinished(() => void vi.restoreAllMocks());
    const { outcomes, converged } = await team.onboard(csv);
    allApplied(outcomes);
    expect(converged).toBe(true);
    expect(team.calls.some(({ status }) => status >= 400 && status < 500)).toBe(true);
  });
});

describe.concurrent("another admin who does the same at the same time", () => {
  it("doubles nothing, and neither is told an untruth", async () => {
    const team = await simulateTeam();
    const [one, other] = await Promise.all([team.onboard(csv), team.onboard(csv)]);
    for (const { outcomes, converged } of [one, other]) {
      allApplied(outcomes);
      expect(converged).toBe(true);
    }
    const { users, groups, memberships, permissionSets, assignments } = team.world();
    expect([users, groups, memberships, permissionSets, assignments].map(({ length }) => length)).toEqual([
      2, 1, 1, 1, 2,
    ]);
  });
});

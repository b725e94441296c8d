import { describe, expect, it } from "vitest";
import { recordOf, recordOfBeginning } from "../../src/cli/apply/run-record.ts";
import { OnboardError } from "../../src/core/errors/onboard-error.ts";
import { grantsFor, type Task, type TaskOptions } from "../../src/core/permissions/tasks.ts";
import { NO_SETTINGS } from "../../src/core/settings/settings.ts";
import { readRecordedRun } from "../../src/core/undo/recorded-run.ts";
import { carryOut } from "../../src/identity-center/carry-out.ts";
import { clockAt } from "../../src/identity-center/clock-at.ts";
import type { Prepared } from "../../src/identity-center/prepare.ts";
import { prepareLeave } from "../../src/identity-center/prepare-leave.ts";
import { prepareUndo } from "../../src/identity-center/prepare-undo.ts";
import { parsePolicy } from "../../src/simulator/authorization/policy.ts";
import { someOf } from "../how-much.ts";
import { actionsOf, policyWithout } from "./policy-without.ts";
import { accounts, organizationWith, policyArn, quick, simulateTeam } from "./simulated-team.ts";

const everything = () =>
  parsePolicy(
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
    "all",
  );
const person = (userName: string) => ({ userName, email: userName, givenName: "Ana", familyName: "Silva" });
const names = ["ana@example.com", "bo@example.com"];
const managed = { "managed-by": "amplify-onboard" };

type Team = Awaited<ReturnType<typeof simulateTeam>>;
interface Removal {
  readonly task: Task;
  readonly options?: Partial<TaskOptions>;
  /** What is done before, with every right; what is to be done afterwards. */
  readonly before: (team: Team) => Promise<() => Promise<Prepared>>;
}

/** Ana leaves, who has something of her own, through a group, and in the management account nobody but her. */
const leave =
  (what: { deleteUsers?: boolean; endSessions?: boolean; orphans?: boolean }): Removal["before"] =>
  async (team) =>
  () =>
    prepareLeave(team.factory({}, team.simulator.region), {
      people: [{ email: "ana@example.com", userName: "ana@example.com", isNamed: false, line: 2 }],
      source: { kind: "file", file: "leavers.csv" },
      deleteUsers: false,
      endSessions: false,
      orphans: false,
      isSaved: false,
      clock: clockAt(new Date()),
      settings: NO_SETTINGS,
      limits: quick,
      ...what,
    });

/** A team that a run has brought in, with group and permission set of its own, goes again. */
const undo: Removal["before"] = async (team) => {
  const { prepared, results } = await team.onboard("email,account,group\neve@example.com,Sandbox South,Testers\n");
  const { purpose, instance, fingerprint } = prepared.plan;
  const { ids } = prepared.session;
  const start = { event: "start", version: "1.0.0", purpose, fingerprint, ...instance };
  const lines = [start, ...results.flatMap((one) => [recordOfBeginning(one.change, ids), recordOf(one, ids)])];
  const reading = readRecordedRun(
    lines.map((line) => `${JSON.stringify({ time: "2026-11-29T10:00:00.000Z", ...line })}\n`).join(""),
  );
  if ("fault" in reading) throw new Error(reading.fault.message);
  const input = { run: reading.run, record: "a-run", settings: NO_SETTINGS, limits: quick };
  return () => prepareUndo(team.factory({}, team.simulator.region), input);
};

const removals: Readonly<Record<string, Removal>> = {
  leave: { task: "leave", options: { managementAccount: true }, before: leave({}) },
  "leave --orphans": { task: "leave", options: { managementAccount: true }, before: leave({ orphans: true }) },
  "leave --delete-users": {
    task: "leave",
    options: { managementAccount: true, deleteUsers: true },
    before: leave({ deleteUsers: true }),
  },
  "leave --end-sessions": {
    task: "leave",
    options: { managementAccount: true, endSessions: true },
    before: leave({ endSessions: true }),
  },
  "undo of an onboarding": { task: "undo", before: undo },
};

const rightsOf = ({ task, options }: Removal) =>
  grantsFor(task, { groups: false, managementAccount: false, ...options });

/** Whether it is all done with the printed policy, less one action. */
async function remove(removal: Removal, without?: string): Promise<boolean> {
  const policy = everything();
  const team = await simulateTeam({
    policy,
    organization: organizationWith({
      users: [...names.map(person), { ...person("gone@example.com"), deletedBy: "ADMINISTRATOR" }],
      groups: [{ displayName: "web-devs", members: names }],
      permissionSets: [
        {
          name: "dev",
          managedPolicies: [policyArn],
          tags: managed,
          assignments: [
            { account: accounts.north, user: "ana@example.com" },
            { account: accounts.south, user: "gone@example.com" },
            { account: accounts.staging, group: "web-devs" },
            { account: accounts.management, user: "ana@example.com" },
          ],
        },
      ],
    }),
  });
  const prepare = await removal.before(team);
  policy.Statement = policyWithout(rightsOf(removal), without).Statement;
  try {
    const prepared = await prepare();
    const { results, converged } = await carryOut({ prepared, stop: new AbortController() });
    return converged === true && results.length > 0 && results.every(({ outcome }) => outcome === "applied");
  } catch (error) {
    if (error instanceof OnboardError) return false;
    throw error;
  }
}

const writes = (removal: Removal) =>
  actionsOf(rightsOf(removal)).filter((one) => /:(Delete|Put|Detach|Provision|TagResource)/.test(one));

describe.each(Object.entries(removals))("the policy for %s", (_, removal) => {
  it("is enough", async () => {
    expect(await remove(removal)).toBe(true);
  });
});

/** Where the Deny is provisioned in the management account; the simulator makes roles with them, and does not ask for them again. */
const MAKING_ROLES: ReadonlySet<string> = new Set(["iam:PutRolePolicy"]);

describe("the policy for leave", () => {
  const needed = Object.values(removals)
    .filter(({ task }) => task === "leave")
    .flatMap((removal) => writes(removal).map((action) => [action, removal] as const))
    // It takes the Deny out when it is over, which a leave does that comes later.
    .filter(([action]) => action !== "sso:DeleteInlinePolicyFromPermissionSet" && !MAKING_ROLES.has(action));
  it.each(someOf([...new Map([...needed].reverse())], 6))("needs %s", async (action, removal) => {
    expect(await remove(removal, action)).toBe(false);
  });
});

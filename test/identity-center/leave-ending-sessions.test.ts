import { describe, expect, it } from "vitest";
import { NO_SETTINGS } from "../../src/core/settings/settings.ts";
import { carryOut } from "../../src/identity-center/carry-out.ts";
import { clockAt } from "../../src/identity-center/clock-at.ts";
import { type PrepareLeaveInput, prepareLeave } from "../../src/identity-center/prepare-leave.ts";
import { accounts, organizationWith, quick, simulateTeam } from "./simulated-team.ts";

const noon = new Date("2026-11-30T12:00:00Z");
const nextDay = new Date("2026-12-01T12:00:00Z");
const ours = { "managed-by": "amplify-onboard" };
const admin = "arn:aws:iam::aws:policy/AdministratorAccess";

/** Ana has `dev` by herself in North and South, Bo in South, both through web-devs in Staging; they are the administrators. */
async function company() {
  const team = await simulateTeam({
    organization: organizationWith({
      users: ["ana", "bo"].map((userName) => ({
        userName,
        email: `${userName}@example.com`,
        givenName: userName,
        familyName: "Silva",
      })),
      groups: [{ displayName: "web-devs", members: ["ana", "bo"] }],
      permissionSets: [
        {
          name: "dev",
          sessionDuration: "PT4H",
          tags: ours,
          assignments: [
            { account: "Sandbox North", user: "ana" },
            { account: "Sandbox South", user: "ana" },
            { account: "Sandbox South", user: "bo" },
            { account: "Staging", group: "web-devs" },
          ],
        },
        { name: "theirs", assignments: [{ account: "Sandbox North", user: "ana" }] },
        {
          name: "admin",
          tags: ours,
          managedPolicies: [admin],
          assignments: ["ana", "bo"].map((user) => ({ account: "Example Corp", user })),
        },
      ],
    }),
  });
  const prepare = (others: Partial<PrepareLeaveInput> = {}) =>
    prepareLeave(team.factory({}, team.simulator.region), {
      people: [{ email: "ana@example.com", userName: "ana@example.com", isNamed: false, line: 2 }],
      source: { kind: "file", file: "leavers.csv" },
      deleteUsers: false,
      orphans: false,
      endSessions: true,
      isSaved: false,
      clock: clockAt(noon),
      settings: NO_SETTINGS,
      limits: quick,
      ...others,
    });
  const leave = async (others: Partial<PrepareLeaveInput> = {}) => {
    const prepared = await prepare(others);
    return { plan: prepared.plan, ...(await carryOut({ prepared, stop: new AbortController() })) };
  };
  const endedIn = (name: string) => team.world().permissionSets.find((set) => set.name === name)?.inlinePolicy;
  const id = Object.values(team.simulator.world().users).find(({ attributes }) => attributes.UserName === "ana")?.id;
  return { ...team, prepare, leave, endedIn, id: id ?? "nobody" };
}

describe.concurrent("whoever leaves with their sessions ended", () => {
  it("is in the Deny of each permission set of ours that they lose, before anything is taken", async () => {
    const { leave, endedIn, id, ...team } = await company();
    const { plan, results } = await leave({ permissionSets: ["dev", "theirs"], groups: ["web-devs"] });
    expect(plan.changes.slice(0, 2).map(({ key }) => key)).toEqual([
      "PermissionSet|dev",
      "PermissionSetProvisioning|dev|ALL_PROVISIONED_ACCOUNTS",
    ]);
    expect(results.every(({ outcome }) => outcome === "applied")).toBe(true);
    expect(JSON.parse(endedIn("dev") ?? "{}").Statement).toEqual([
      {
        Sid: "OnboardEndsSessionsUntil20261130T170000Z",
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "identitystore:UserId": [id] } },
      },
    ]);
    const writes = team.calls.map(({ operation }) => operation).filter((one) => /^(Put|Provision|Delete)/.test(one));
    expect(writes.slice(0, 2)).toEqual(["PutInlinePolicyToPermissionSet", "ProvisionPermissionSet"]);
    expect(plan.sessionsGoOn).toMatchObject({
      permissionSets: [{ name: "theirs", reason: "onboard did not make it" }],
    });
    expect(endedIn("theirs")).toBeUndefined();
    expect(team.world().outdated).toEqual([]);
  });

  it("keeps acting where they keep the permission set somewhere, and the plan says so", async () => {
    const { plan } = await (await company()).prepare({ accounts: [accounts.north] });
    expect(plan.changes.map(({ action }) => action)).toEqual(["delete", "delete"]);
    expect(plan.warnings.join()).toMatch(/Sessions of ana in dev are not ended: .* keeps the permission set in /);
    expect(plan.sessionsGoOn?.permissionSets.map(({ name }) => name)).toEqual(["theirs"]);
  });

  it("is shut out of nothing that the plan cannot take: the last administrators stay in", async () => {
    const { prepare } = await company();
    const { plan } = await prepare();
    const [blocked] = plan.changes.filter((change) => change.blocked !== undefined);
    expect(blocked?.key).toBe(`AccountAssignment|${accounts.management}|admin|USER|ana`);
    expect(plan.changes.map(({ key }) => key)).not.toContain("PermissionSet|admin");
    expect(plan.warnings.join()).not.toContain("in admin are not ended");
  });

  it("has a day more in a plan that is saved", async () => {
    const { plan } = await (await company()).prepare({ isSaved: true });
    expect(plan.changes[0]?.after).toMatchObject({ endedSessions: [{ until: "2026-12-01T17:00:00Z" }] });
  });

  it("leaves nothing behind: whoever leaves next takes it out when it is over, and not before", async () => {
    const { prepare, leave, endedIn, ...team } = await company();
    await leave({ permissionSets: ["dev"], groups: ["web-devs"] });
    const next = {
      people: [{ email: "bo@example.com", userName: "bo@example.com", isNamed: false, line: 2 }],
      permissionSets: ["dev"],
      endSessions: false,
    };
    expect((await prepare(next)).plan.changes.map(({ action }) => action)).toEqual(["delete", "delete"]);
    expect((await prepare(next)).plan.warnings.join()).toContain(
      "ends sessions of 1 person until 2026-11-30 17:00 UTC",
    );
    const late = await leave({ ...next, clock: clockAt(nextDay) });
    expect(late.plan.changes.map(({ action }) => action)).toEqual(["update", "update", "delete", "delete"]);
    expect([late.converged, endedIn("dev"), team.world().outdated]).toEqual([true, undefined, []]);
  });
});

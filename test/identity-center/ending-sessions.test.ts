import { describe, expect, it } from "vitest";
import { endSessions } from "../../src/core/plan/end-sessions.ts";
import { NO_SETTINGS } from "../../src/core/settings/settings.ts";
import { readSettings } from "../../src/core/settings/settings-file.ts";
import { userKey } from "../../src/core/state/kinds/user.ts";
import { stateOf } from "../../src/core/state/kinds.ts";
import { clockAt } from "../../src/identity-center/clock-at.ts";
import { observe } from "../../src/identity-center/observe.ts";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { assigned, permissionSet, user } from "../core/plan/sample-onboarding.ts";
import { may, roleSession } from "./role-session.ts";
import { accounts, organizationWith, policyArn, simulateTeam } from "./simulated-team.ts";

const HOUR = 3_600_000;
const bystanders = { Sid: "Bystanders", Effect: "Allow", Action: "amplify:ListApps", Resource: "*" };
const csv = "email,account\nbo@example.com,Sandbox North\n";

/** Ana and Bo, who have the permission set in an account, and the simulator's clock. */
async function anaAndBo(inlinePolicy?: object, options: SimulatorOptions = {}) {
  const approve = { userName: "" };
  let ahead = 0;
  const team = await simulateTeam({
    ...options,
    approve,
    now: () => Date.now() + ahead,
    organization: organizationWith({
      users: ["ana", "bo"].map((name) => ({
        userName: `${name}@example.com`,
        email: `${name}@example.com`,
        givenName: "Ana",
        familyName: "Silva",
      })),
      permissionSets: [
        {
          name: "amplify-policy",
          sessionDuration: "PT12H",
          managedPolicies: [policyArn],
          tags: { "managed-by": "amplify-onboard" },
          ...(inlinePolicy === undefined ? {} : { inlinePolicy: { ...inlinePolicy } }),
          assignments: ["ana@example.com", "bo@example.com"].flatMap((name) => [
            { account: accounts.north, user: name },
            { account: accounts.south, user: name },
          ]),
        },
      ],
    }),
  });
  const pass = (milliseconds: number) => {
    ahead += milliseconds;
  };
  const signIn = (userName: string) => {
    approve.userName = userName;
    return roleSession(team.simulator, accounts.north, "amplify-policy", pass);
  };
  /** Takes everything from Ana, and ends her sessions in the same plan. */
  const leave = async (name = "ana@example.com") => {
    const { kinds, ...session } = await team.open();
    const look = { state: stateOf([permissionSet(), user(name, { email: name })]), absent: new Map() };
    const observation = await observe(session, kinds, look);
    const id = session.ids.get(userKey(name)) ?? "not found";
    const clock = clockAt(new Date(Date.now() + ahead));
    const ending = endSessions(
      [{ permissionSet: "amplify-policy", userIds: [id] }],
      observation,
      session.instance,
      clock,
    );
    const absent = [assigned(name), assigned(name, accounts.south)];
    return team.bringTo({ state: ending.wanted, absent });
  };
  return {
    ...team,
    signIn,
    leave,
    pass,
    /** A run for the team, at the simulator's time. */
    run: (written: object = {}) =>
      team.onboard(csv, {
        time: new Date(Date.now() + ahead),
        settings: readSettings(JSON.stringify(written), { kind: "file", file: "onboard.json" }).settings ?? NO_SETTINGS,
      }),
    inlinePolicy: () => {
      const text = team.world().permissionSets[0]?.inlinePolicy;
      return text === undefined ? undefined : (JSON.parse(text) as { readonly Statement: unknown });
    },
  };
}

describe.concurrent("ending the sessions of somebody who leaves", () => {
  it("refuses credentials that they have already, nobody else's, and is taken out when it is over", async () => {
    const inlinePolicy = { Version: "2012-10-17", Id: "theirs", Statement: bystanders };
    const { signIn, leave, pass, run, world, ...team } = await anaAndBo(inlinePolicy);
    const [ana, bo] = [await signIn("ana@example.com"), await signIn("bo@example.com")];
    expect([await may(ana), await may(bo)]).toEqual(["yes", "yes"]);

    const { plan, outcomes, converged } = await leave();
    expect(Object.entries(outcomes)).toEqual([
      ["PermissionSet|amplify-policy", "applied"],
      ["PermissionSetProvisioning|amplify-policy|ALL_PROVISIONED_ACCOUNTS", "applied"],
      [expect.stringMatching(/^AccountAssignment/), "applied"],
      [expect.stringMatching(/^AccountAssignment/), "applied"],
    ]);
    expect([plan.dangers, converged, world().outdated]).toEqual([[], true, []]);
    expect([await may(ana), await may(bo)]).toEqual(["AccessDeniedException", "yes"]);
    expect(team.inlinePolicy()).toMatchObject({ Id: "theirs", Statement: [{ Effect: "Deny" }, bystanders] });

    pass(HOUR);
    const early = await run();
    expect([early.results, early.prepared.plan.drift]).toEqual([[], []]);
    expect(early.prepared.plan.warnings.join()).toContain("ends sessions of 1 person until");
    expect([await may(ana), await may(bo)]).toEqual(["AccessDeniedException", "yes"]);

    pass(13 * HOUR);
    const late = await run();
    expect(Object.values(late.outcomes)).toEqual(["applied", "applied"]);
    expect([late.converged, late.prepared.plan.dangers]).toEqual([true, []]);
    expect(team.inlinePolicy()).toEqual(inlinePolicy);
    expect([(await run()).results, world().outdated]).toEqual([[], []]);
  });

  it("leaves no inline policy where there was none, though nothing else changes", async () => {
    const team = await anaAndBo();
    await team.leave();
    expect(team.inlinePolicy()).toMatchObject({ Statement: [{ Effect: "Deny" }] });
    team.pass(14 * HOUR);
    expect(await team.run()).toMatchObject({ converged: true });
    expect(team.inlinePolicy()).toBeUndefined();
    expect(team.count("DeleteInlinePolicyFromPermissionSet")).toBe(1);
  });

  it("outlives a settings file that has another inline policy", async () => {
    const { leave, run, signIn, pass, ...team } = await anaAndBo({ Version: "2012-10-17", Statement: [bystanders] });
    const ana = await signIn("ana@example.com");
    await leave();
    const other = { ...bystanders, Sid: "Other", Action: ["amplify:ListApps", "amplify:GetApp"] };
    const settings = {
      permissionSets: { "amplify-policy": { inlinePolicy: { Version: "2012-10-17", Statement: [other] } } },
    };
    await run(settings);
    expect(team.inlinePolicy()).toMatchObject({ Statement: [other, { Effect: "Deny" }] });
    expect(await may(ana)).toBe("AccessDeniedException");
    expect((await run(settings)).results).toEqual([]);
    pass(14 * HOUR);
    await run(settings);
    expect(team.inlinePolicy()?.Statement).toEqual([other]);
  });

  it("takes those who leave one after another into one statement, and keeps nobody out who is back", async () => {
    const team = await anaAndBo();
    await team.leave();
    await team.leave("bo@example.com");
    const statements = [team.inlinePolicy()?.Statement].flat() as { Condition: { StringEquals: object } }[];
    const ids = statements.flatMap(({ Condition }) => Object.values(Condition.StringEquals).flat());
    expect([statements.length <= 2, new Set(ids).size]).toEqual([true, 2]);

    const back = await team.run();
    expect(back.converged).toBe(true);
    expect(await may(await team.signIn("bo@example.com"))).toBe("yes");
    const left = [team.inlinePolicy()?.Statement].flat() as { Condition: { StringEquals: object } }[];
    expect(left.flatMap(({ Condition }) => Object.values(Condition.StringEquals).flat())).toHaveLength(1);
  });
});

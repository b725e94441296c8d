import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordOf, recordOfBeginning } from "../../src/cli/apply/run-record.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import { NO_SETTINGS } from "../../src/core/settings/settings.ts";
import type { Resource, ResourceKey } from "../../src/core/state/resource.ts";
import type { ChangeResult } from "../../src/core/state/result.ts";
import { readRecordedRun } from "../../src/core/undo/recorded-run.ts";
import { carryOut } from "../../src/identity-center/carry-out.ts";
import { prepareUndo } from "../../src/identity-center/prepare-undo.ts";
import { assigned, permissionSet, user } from "../core/plan/sample-onboarding.ts";
import { slice } from "../how-much.ts";
import { accounts, organizationWith, quick, simulateTeam } from "./simulated-team.ts";

type Team = Awaited<ReturnType<typeof simulateTeam>>;
const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";

const membership = (userName: string, group = "devs"): Resource => ({ kind: "GroupMembership", group, userName });

/** The record that a run leaves, as text. */
function recordText(
  plan: Plan,
  results: readonly ChangeResult[],
  ids: ReadonlyMap<ResourceKey, string> = new Map(),
): string {
  const { purpose, instance } = plan;
  const { instanceArn, region } = instance;
  const start = { event: "start", version: "1.0.0", purpose, instanceArn, region, fingerprint: plan.fingerprint };
  const lines = [start, ...results.flatMap((one) => [recordOfBeginning(one.change, ids), recordOf(one, ids)])];
  return lines.map((line) => `${JSON.stringify({ time: "2026-11-29T10:00:00.000Z", ...line })}\n`).join("");
}

/** Plans to take a run back; `after` sees the plan first. */
async function undo(team: Team, record: string) {
  const reading = readRecordedRun(record);
  if ("fault" in reading) throw new Error(reading.fault.message);
  const stop = new AbortController();
  const prepared = await prepareUndo(team.factory({ stop }, team.simulator.region), {
    run: reading.run,
    record: "a-run",
    settings: NO_SETTINGS,
    limits: quick,
  });
  const { results, converged } = await carryOut({ prepared, stop });
  return { plan: prepared.plan, results, converged };
}

/** What there is, by names, as sets of sentences. */
function look(team: Team) {
  const world = team.world();
  const sets = world.permissionSets.map(
    ({ name, managedPolicies, tags }) => `${name}: ${JSON.stringify([managedPolicies, tags])}`,
  );
  return [
    ...world.users.map((one) => `user ${one}`),
    ...world.groups.map((one) => `group ${one}`),
    ...world.memberships,
    ...world.assignments,
    ...sets,
  ].sort();
}

const everybody = ["ana", "bo", "dee"];
const people = everybody.map((userName) => ({
  userName,
  email: `${userName}@example.com`,
  givenName: "Ana",
  familyName: "Silva",
}));

describe.concurrent("a leave that is taken back", () => {
  it("gives everything back to whoever is still there", async () => {
    const team = await simulateTeam({
      organization: organizationWith({
        users: people,
        groups: [{ displayName: "devs", members: everybody }],
        permissionSets: [
          {
            name: "amplify-policy",
            assignments: [
              { account: "Sandbox North", user: "ana" },
              { account: "Staging", group: "devs" },
            ],
          },
        ],
      }),
    });
    const before = look(team);
    const left = await team.bringTo({ absent: [assigned("ana"), membership("ana"), membership("bo"), user("bo")] });
    const { plan, converged } = await undo(team, recordText(left.plan, left.results));
    expect(converged).toBe(true);
    expect(look(team)).toEqual(before.filter((one) => one !== "user bo" && one !== "devs: bo"));
    expect(plan.warnings).toEqual([
      "A user that was deleted cannot come back, nor can what they had: bo. Onboard them anew with a team file; to AWS they are somebody new.",
      "The membership of bo in group devs does not come back: the user is not there any more.",
      "Memberships come back as new ones, with ids of their own.",
      expect.stringMatching(/^AWS has deleted the role of amplify-policy in 210987654321: /),
    ]);
  });
});

describe.concurrent("what is for somebody who is not there", () => {
  it("is blocked with words, and all else is done", async () => {
    const team = await simulateTeam({
      organization: organizationWith({
        users: people,
        groups: [{ displayName: "devs", members: [] }],
        permissionSets: [{ name: "amplify-policy", assignments: [{ account: "Staging", user: "dee" }] }],
      }),
    });
    const { plan, results } = await team.bringTo({
      state: [assigned("nobody"), membership("nobody"), membership("ana", "nothing"), membership("bo")],
    });
    expect(plan.changes.flatMap(({ blocked }) => blocked?.reason ?? [])).toEqual([
      expect.stringMatching(
        /^The membership of nobody in group devs cannot be made: the user that it is for is not there/,
      ),
      expect.stringMatching(/^The membership of ana in group nothing cannot be made: the group that it is for is not/),
      expect.stringMatching(
        /nobody.* cannot be made: the user that it is for is not there, and this plan does not make it/,
      ),
    ]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["applied", "failed", "failed", "failed"]);
    expect(look(team)).toContain("devs: bo");
  });
});

describe.concurrent("an onboarding that is taken back", () => {
  it("leaves a user of the same name who is another one by now", async () => {
    const team = await simulateTeam({ organization: organizationWith({}) });
    const run = await team.onboard("email,username,account\nana@example.com,ana,Sandbox North\n");
    const record = recordText(run.prepared.plan, run.results, new Map(run.prepared.session.ids));
    await team.bringTo({ absent: [user("ana"), assigned("ana")] });
    await team.bringTo({ state: [user("ana"), assigned("ana")] });
    const { plan } = await undo(team, record);
    expect(team.world().users).toEqual(["ana"]);
    expect(plan.warnings.join(" ")).toContain("User ana stays: the user is another one by now than the run had");
  });

  it("brings an adopted permission set back to what it was, unless somebody has changed it since", async () => {
    const csv = "email,username,account\nana@example.com,ana,Sandbox North\n";
    const organization = organizationWith({
      permissionSets: [{ name: "amplify-policy", managedPolicies: [readOnly] }],
    });
    const team = await simulateTeam({ organization });
    const before = look(team);
    const run = await team.onboard(csv);
    expect(look(team)).not.toEqual(before);
    const record = recordText(run.prepared.plan, run.results);
    await undo(team, record);
    expect(look(team)).toEqual(before);
    const touched = await simulateTeam({ organization });
    const again = await touched.onboard(csv);
    await touched.bringTo({ state: [{ ...permissionSet(), description: "Mine now" }] });
    const { plan } = await undo(touched, recordText(again.prepared.plan, again.results));
    expect(plan.warnings).toContain(
      "Permission set amplify-policy stays as it is: somebody has changed it since the run.",
    );
    expect(touched.world().permissionSets[0]?.description).toBe("Mine now");
  });

  it("looks at what was begun and has no end", async () => {
    const team = await simulateTeam({ organization: organizationWith({}) });
    const run = await team.onboard("email,username,account\nana@example.com,ana,Sandbox North\n");
    const text = recordText(run.prepared.plan, run.results);
    const begunOnly = text
      .split("\n")
      .filter((line) => !line.includes('"event":"change"'))
      .join("\n");
    const { plan, converged } = await undo(team, begunOnly);
    expect(plan.warnings.join(" ")).toContain("The run ended before it heard that this was made; it is there now");
    expect(converged).toBe(true);
    expect(look(team)).toEqual([]);
  });
});

/** What others may do after a run. */
const EDITS = {
  "bo gets the permission set": { state: [assigned("bo", accounts.south)] },
  "bo joins the group": { state: [membership("bo")] },
  "the group gets more": { state: [assigned("devs", accounts.south, "GROUP")] },
  "cy gets more": { state: [assigned("cy", accounts.south)] },
  "cy joins another group": { state: [membership("cy", "others")] },
  "cy loses an assignment": { absent: [assigned("cy")] },
  "the permission set changes": { state: [{ ...permissionSet(), managedPolicies: [readOnly] }] },
} as const satisfies Record<string, { readonly state?: readonly Resource[]; readonly absent?: readonly Resource[] }>;

type Edit = keyof typeof EDITS;

describe("whatever others do after a run", () => {
  it("everything that the run made and nobody touched is gone, and all else is as it was left", async () => {
    const edits = fc.uniqueArray(fc.constantFrom(...(Object.keys(EDITS) as Edit[])), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(edits, fc.boolean(), fc.boolean(), async (edits, withGroup, isAdopted) => {
        const team = await simulateTeam({
          organization: organizationWith({
            users: people,
            groups: [{ displayName: "others", members: ["dee"] }],
            permissionSets: isAdopted ? [{ name: "amplify-policy", managedPolicies: [readOnly] }] : [],
          }),
        });
        const before = new Set(look(team));
        const rows = [`cy@example.com,cy,Sandbox North,`, ...(withGroup ? ["eli@example.com,eli,Staging,devs"] : [])];
        const run = await team.onboard(`email,username,account,group\n${rows.join("\n")}\n`);
        const made = new Set(look(team).filter((one) => !before.has(one)));
        for (const edit of edits.filter((one) => withGroup || !/the group/.test(one))) await team.bringTo(EDITS[edit]);
        const edited = look(team);
        const { converged } = await undo(team, recordText(run.prepared.plan, run.results, run.prepared.session.ids));
        expect(converged).toBe(true);
        const others = edited.filter((one) => !made.has(one));
        const uses = (mark: string) => others.some((one) => one.includes(mark) && !one.startsWith("user "));
        const kept = (one: string): boolean => {
          if (one.startsWith("user "))
            return others.some(
              (other) => other.startsWith(`${one.slice(5)} has `) || other.endsWith(`: ${one.slice(5)}`),
            );
          if (one.startsWith("devs has ")) return others.some((other) => other.startsWith("devs: "));
          if (one === "group devs") return uses("devs");
          if (!one.startsWith("amplify-policy: ")) return false;
          return uses("has amplify-policy") || edited.some((other) => other.startsWith("devs has ") && kept(other));
        };
        const expected = edited.filter((one) => !made.has(one) || kept(one));
        const restored = isAdopted && edited.some((one) => one.startsWith("amplify-policy: ") && made.has(one));
        const asBefore = [...before].filter((one) => one.startsWith("amplify-policy: "));
        const wanted = restored
          ? [...expected.filter((one) => !one.startsWith("amplify-policy: ")), ...asBefore]
          : expected;
        expect(look(team)).toEqual(wanted.sort());
      }),
      { numRuns: slice(80) },
    );
  });
});

import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { planView } from "../../../../src/cli/views/plan/view.ts";
import { type Change, resourceOf } from "../../../../src/core/state/change.ts";
import { userKey } from "../../../../src/core/state/kinds/user.ts";
import { person, samplePlan } from "../../sample-plan.ts";
import { asText, TEAM } from "../told.ts";

const view = planView(TEAM);
const text = (plan: ReturnType<typeof samplePlan>) => asText(view, plan).join("\n");

describe("a plan as text", () => {
  it("shows what is shared, then a line for each person, then the counts", () => {
    expect(text(samplePlan([person("ana@example.com"), person("bo@example.com", "Staging", "456789012345")]))).toBe(
      `Identity Center d-9067a1b2c3 in us-east-1, organization of 111122223333

Shared
  + permission set amplify-policy: PT12H, AmplifyBackendDeployFullAccess

People (amplify-policy in each account named)
  ana@example.com  + user “Person ana”  + Sandbox North
  bo@example.com   + user “Person bo”  + Staging

Plan: 5 to create. At AWS's limits this takes about 6 s.
Then 2 of 2 people ready.`,
    );
  });

  it("shows deletions with a minus: what is shared, what is a person's, and how many there are", () => {
    const plan = samplePlan([person("ana@example.com")]);
    const changes = plan.changes.map(
      ({ key, ...change }): Change => ({
        action: "delete",
        key,
        before: resourceOf({ key, ...change } as Change),
        after: null,
      }),
    );
    const summary = { create: 0, update: 0, delete: changes.length, blocked: 0, unchanged: 0 };
    expect(text({ ...plan, changes, summary })).toBe(
      `Identity Center d-9067a1b2c3 in us-east-1, organization of 111122223333

Removals
  ana@example.com  - user “Person ana”  - Sandbox North: amplify-policy
  Shared           - permission set amplify-policy

Plan: 3 to delete. At AWS's limits this takes about 6 s.
Then 0 of 1 person ready; 1 cannot sign in.`,
    );
  });

  it("says after what things are taken away where something is done before", () => {
    const plan = samplePlan([person("ana@example.com")]);
    const [first, ...others] = plan.changes;
    if (first === undefined) throw new Error("a plan without changes");
    const removal: Change = { action: "delete", key: first.key, before: resourceOf(first), after: null };
    expect(text({ ...plan, changes: [...others, removal] })).toContain(
      "\nRemovals: taken away after everything above is done\n",
    );
  });

  it("begins with it that there is nothing to do", () => {
    const people = [person("ana@example.com")];
    const everything = samplePlan(people).changes.map(resourceOf);
    expect(text(samplePlan(people, { observed: everything }))).toMatch(/^Nothing to do: all 3 things/);
  });

  it.each([60, 80, 120])("names every account of somebody who has many and a long address, at %i columns", (width) => {
    const long = `${"konstantin".repeat(7)}@example.com`;
    const names = Array.from({ length: 8 }, (_, index) => `Sandbox of Somebody Whose Name Is Number ${index}`);
    const [one] = person(long).access;
    if (one === undefined) throw new Error("somebody without an account");
    const access = names.map((accountName, index) => ({ ...one, accountName, accountId: `${300000000000 + index}` }));
    const plan = samplePlan([{ ...person(long), displayName: "Ana Silva", access }]);
    const lines = asText(planView(TEAM), plan, width);
    for (const name of names) expect(lines.join("\n")).toContain(`+ ${name}`);
    expect(lines.map((line) => line.trim()).join("")).toContain(long.slice(0, 70));
    const people = lines.slice(
      0,
      lines.findIndex((line) => line.includes("People with several accounts")),
    );
    for (const line of people) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it("says that there is nothing to do, and how much is as it should be", () => {
    const people = [person("ana@example.com")];
    const everything = samplePlan(people).changes.map(resourceOf);
    expect(text(samplePlan(people, { observed: everything }))).toContain(
      "Nothing to do: all 3 things are as they should be.",
    );
  });

  it("marks what cannot be done, with the reason and the remedy", () => {
    const blocked = new Map([[userKey("ana@example.com"), { reason: "ana is somebody else.", remedy: "Ask ana." }]]);
    const shown = text(samplePlan([person("ana@example.com")], { blocked }));
    expect(shown).toContain("! user “Person ana”");
    expect(shown).toContain("ana is somebody else. Ask ana.");
    expect(shown).toContain("! Sandbox North");
    expect(shown).toContain("1 to create, 2 that cannot be done");
  });

  it("tells accounts of the same name apart by their ids", () => {
    const people = [person("ana@example.com", "Dev", "210000000001"), person("bo@example.com", "Dev", "210000000002")];
    expect(text(samplePlan(people))).toContain("+ Dev (210000000002)");
  });

  it("tells dangers with the flag that allows them, and drift apart from the changes", () => {
    const plan = {
      ...samplePlan([person("ana@example.com")]),
      dangers: [{ name: "many-changes", count: 40, message: "40 of 50 assignments would change; 30 % may." }] as const,
      drift: [
        {
          kind: "changed",
          permissionSet: "amplify-policy",
          message: "amplify-policy has a session of PT1H since somebody changed it; the settings say PT12H.",
          accountIds: [],
        },
      ] as const,
    };
    expect(text(plan)).toContain(`
Dangers
  ✗ many-changes: 40 of 50 assignments would change; 30 % may.
    Allow it, if it is meant: --allow many-changes

Drift: in AWS otherwise than it was left
  ≠ Changed in AWS: amplify-policy has a session of PT1H since somebody changed
    it; the settings say PT12H.
`);
  });

  it("fits 80 columns whatever the names are, and lets no control character through", () => {
    const long = `${"very-long-name-".repeat(5)}@example.com`;
    const people = [
      person(long),
      person("大谷翔平@example.com", "開発\u001b[31m環境", "210000000001"),
      person("evil@example.com", "x\u202e\u0007y", "210000000002"),
    ];
    const warnings = [`A warning\nwith a line break and ${"many words ".repeat(30)}`];
    const lines = asText(view, samplePlan(people, { warnings }));
    for (const line of lines) {
      expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
      if (!line.includes(long)) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    }
  });

  it("paints only when colours are on", () => {
    const painted = asText(view, samplePlan([person("ana@example.com")]), 80, true);
    expect(painted.join("\n")).toContain("\u001b[32m");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockedKeys } from "../../../src/core/plan/blocked-keys.ts";
import { redactFirstSignIn, redactPlan, redactReport } from "../../../src/core/redaction/redact-plan.ts";
import { redactorOfPlan } from "../../../src/core/redaction/redactor-of-people.ts";
import { readinessAfter, reportOf } from "../../../src/core/report/report.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { person, samplePlan } from "../../cli/sample-plan.ts";
import { hostilePeople } from "../../cli/views/hostile-names.ts";
import { growth, slice } from "../../how-much.ts";
import { deletion, user } from "../plan/sample-onboarding.ts";

const people = [
  { ...person("ana.silva@example.com"), userName: "ana", displayName: "Ana Silva" },
  { ...person("bo@example.com"), access: person("bo@example.com").access.map((one) => ({ ...one, line: 3 })) },
];
const { screen } = redactorOfPlan({ people: people });

describe("a text without people", () => {
  it.each([
    ["User ana is somebody else.", "User line 2 is somebody else."],
    ["ANA.Silva@Example.com, bo@example.com.", "line 2, line 3."],
    ["Ask Ana Silva (ana).", "Ask line 2 (line 2)."],
    ["Banana and ana-lysis stay; ana-1 too?", "Banana and ana-lysis stay; line 2-1 too?"],
    ["aws+ana@corp.example, aws+ana.silva@example.com, x-bo@example.com", "(an address), (an address), (an address)"],
    ["ana@ is no address", "line 2@ is no address"],
    ["cy@example.org is unknown", "(an address) is unknown"],
    ["bo@example.com.br is somebody else", "(an address) is somebody else"],
    ["arn:aws:iam::aws:policy/ReadOnlyAccess in 2 accounts", "arn:aws:iam::aws:policy/ReadOnlyAccess in 2 accounts"],
  ])("%j becomes %j", (text, screened) => {
    expect(screen(text)).toBe(screened);
  });

  it("tells two people of one row apart", () => {
    const both = [person("ana@example.com"), person("bo@example.com")];
    expect(redactorOfPlan({ people: both }).screen("ana@example.com bo@example.com")).toBe("line 2 line 2 (2)");
  });
});

describe("a plan and its report by line", () => {
  it("name nobody whom a change deletes", () => {
    const plan = samplePlan(people);
    const [shown] = redactPlan(
      { ...plan, changes: [deletion(user("ana"))] },
      redactorOfPlan({ people: people }),
    ).changes;
    expect(shown).toEqual({ ...deletion(user("line 2")), before: expect.objectContaining({ email: "line 2" }) });
  });

  it("name nobody, whatever people are called, and mean the same changes", () => {
    fc.assert(
      fc.property(hostilePeople, (team) => {
        const [first] = team;
        const told = (name: string) => `The user ${name} is there already.`;
        const warnings = team.flatMap(({ email, userName, displayName }) => [email, userName, displayName].map(told));
        const blocked = new Map([
          [userKey(first?.userName ?? ""), { reason: told(first?.email ?? ""), remedy: "Ask." }],
        ]);
        const plan = {
          ...samplePlan(team, { warnings, blocked }),
          drift: [
            {
              kind: "stranger" as const,
              permissionSet: "amplify-policy",
              message: "mallory has it and is not in the team file.",
              accountIds: ["210987654321"],
              principal: { type: "USER" as const, name: "mallory" },
            },
          ],
          dangers: [{ name: "many-changes" as const, count: 3, message: told(first?.userName ?? "") }],
        };
        const principal = { type: "USER", name: first?.userName ?? "" } as const;
        const cause = { kind: "no-principal", place: { principal }, subject: told(first?.email ?? "") } as const;
        const reason = told(first?.displayName ?? "");
        const results = plan.changes.map(
          (change, index): ChangeResult =>
            index % 2 === 0
              ? failedResult(change, reason, reason, undefined, cause)
              : { outcome: "skipped", change, reason, remedy: reason, cause },
        );
        const redactor = redactorOfPlan({ people: team });
        const report = reportOf(plan, results, false);
        const help = {
          settingsPage: "s",
          usersPage: "u",
          users: team.map(({ userName }) => ({ userName, page: "p" })),
        };
        const shown = [redactPlan(plan, redactor), redactReport(report, redactor), redactFirstSignIn(help, redactor)];
        const text = JSON.stringify(shown).toLowerCase();
        const names = team.flatMap(({ email, userName, displayName }) => [email, userName, displayName]);
        for (const name of [...names, "mallory"])
          expect(text).not.toContain(JSON.stringify(name.toLowerCase()).slice(1, -1));
        expect(blockedKeys(redactPlan(plan, redactor).changes).size).toBe(blockedKeys(plan.changes).size);
        const standing = (one: typeof report) =>
          readinessAfter(one).map(({ state, signsIn, access }) => [state, signsIn, access.map((each) => each.state)]);
        expect(standing(redactReport(report, redactor))).toEqual(standing(report));
      }),
      { numRuns: slice(200) },
    );
  });

  it("take work that grows as the team does", async () => {
    const tell = (count: number) => {
      const team = Array.from({ length: count }, (_, index) => ({
        ...person(`person.${index}@example.com`),
        access: [{ ...person("x@example.com").access[0], line: index + 2 }] as (typeof people)[number]["access"],
      }));
      const warned = team.slice(0, count / 4);
      const plan = samplePlan(team, { warnings: warned.map(({ email }) => `${email} is there already.`) });
      expect(JSON.stringify(redactPlan(plan, redactorOfPlan({ people: team })))).not.toContain("@example.com");
    };
    expect(await growth(tell, 400)).toBeLessThan(10);
  });
});

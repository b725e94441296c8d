import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Person } from "../../../src/core/plan/person.ts";
import type { Plan } from "../../../src/core/plan/plan.ts";
import { factsOfRun } from "../../../src/core/readiness/facts.ts";
import { readinessOf } from "../../../src/core/readiness/readiness.ts";
import { failedRows } from "../../../src/core/report/failed-rows.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { access, assigned, creation, north, person, south } from "../plan/sample-onboarding.ts";

/** How it stands with these people after a run of which this became. */
const standing = (people: readonly Person[], results: readonly ChangeResult[], bootstraps: Plan["bootstraps"] = []) =>
  readinessOf(people, factsOfRun({ changes: results.map(({ change }) => change), bootstraps }, results));

const read = (csv: string) => readTeam(Buffer.from(csv), { kind: "file", file: "team.csv" });

describe("the rows to run again", () => {
  it("are none when every row is done", () => {
    const { rows } = read("email\nana@example.com\n");
    expect(failedRows(rows, standing([person("ana")], []))).toBeUndefined();
  });

  it("are those that failed, as they were written, with AWS's reason beside them", () => {
    const { rows } = read("email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North\n");
    const people = [person("ana", access({ line: 2 })), person("bo", access({ line: 3 }))];
    const results = [failedResult(creation(assigned("bo")), 'Denied, by "IAM".', "Ask.")];
    expect(failedRows(rows, standing(people, results))).toBe(
      'email,account,reason\nbo@example.com,Sandbox North,"Not assigned: Denied, by ""IAM"". Ask."\n',
    );
  });

  it("name each reason once when a row's accounts failed for the same one", () => {
    const { rows } = read("email,account\nana@example.com,Sandbox North;Sandbox South\n");
    const ana = person("ana", access(), access({ accountId: south }));
    const same = [creation(assigned("ana")), creation(assigned("ana", south))];
    const text = failedRows(
      rows,
      standing(
        [ana],
        same.map((change) => failedResult(change, "No.", "Wait.")),
      ),
    );
    expect(text).toBe('email,account,reason\nana@example.com,"Sandbox North;Sandbox South",Not assigned: No. Wait.\n');
  });

  it("leave out who can sign in and waits for a bootstrap only, which no run of these rows would make", () => {
    const { rows } = read("email\nana@example.com\n");
    const missing = [{ accountId: north, region: "eu-west-1", answer: { kind: "missing" } }] as const;
    const people = standing([person("ana")], [], missing);
    expect(people[0]?.state).toBe("not-bootstrapped");
    expect(failedRows(rows, people)).toBeUndefined();
  });

  const cell = fc.constantFrom("", "Ana", "Da Silva", "O'Hara, Jr.", 'the "boss"', "Zoë", "名前", " padded ", "a;b");
  const row = fc.record({
    given: cell,
    family: cell,
    account: fc.constantFrom("", "Sandbox North", "A;B", "210987654321"),
  });
  const reason = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1 }),
    fc.constantFrom("line one\nline two", "=cmd()", "a,b;c", '"', "\u001b[31mred"),
  );
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it("read back as the rows they came from, whatever the names and reasons hold", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, reason), { minLength: 1, maxLength: 8 }), (entries) => {
        const lines = entries.map(
          ([{ given, family, account }], index) =>
            `person${index}@example.com,${quote(given)},${quote(family)},${quote(account)}`,
        );
        const { rows, problems } = read(`email,given_name,family_name,account\n${lines.join("\n")}\n`);
        expect(problems).toEqual([]);
        const people = entries.map((_, index) => person(`person${index}`, access({ line: rows[index]?.line ?? 0 })));
        const results = entries.map(([, why], index): ChangeResult => {
          return { outcome: "skipped", change: creation(assigned(`person${index}`)), reason: why };
        });
        const again = read(failedRows(rows, standing(people, results)) ?? "");
        expect(again.problems).toEqual([]);
        expect(again.rows.map(({ cells }) => cells)).toEqual(rows.map(({ cells }) => cells));
      }),
    );
  });
});

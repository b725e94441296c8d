import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../../src/cli/views/formats/markdown.ts";
import { markdownName, markdownText } from "../../../../src/cli/views/formats/markdown-text.ts";
import { planView } from "../../../../src/cli/views/plan/view.ts";
import { reportView } from "../../../../src/cli/views/report/view.ts";
import type { Section } from "../../../../src/cli/views/section.ts";
import type { Plan } from "../../../../src/core/plan/plan.ts";
import { reportOf } from "../../../../src/core/report/report.ts";
import { resourceOf } from "../../../../src/core/state/change.ts";
import { userKey } from "../../../../src/core/state/kinds/user.ts";
import { type ChangeResult, failedResult } from "../../../../src/core/state/result.ts";
import { person, samplePlan } from "../../sample-plan.ts";
import { hostilePeople, hostileText } from "../hostile-names.ts";
import { asPage, TEAM } from "../told.ts";

const planPage = (plan: Plan) => asPage(planView(TEAM), plan);
const people = [person("ana@example.com"), person("bo@example.com", "Staging", "456789012345")];
const dangers: Plan["dangers"] = [{ name: "many-changes", count: 40, message: "40 of 50 would change; 30 % may." }];
const drift: Plan["drift"] = [
  {
    kind: "stranger",
    permissionSet: "amplify-policy",
    message: "cy has it in 1 account.",
    accountIds: ["210987654321"],
  },
  { kind: "changed", permissionSet: "amplify-policy", message: "PT1H instead of PT12H.", accountIds: [] },
];

/** What GitHub would show for what is not a tag: entities decoded. */
function decoded(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

describe("text in Markdown", () => {
  it.each([
    ["a | b", "a &#124; b"],
    ["<script>`x`", "&#60;script&#62;&#96;x&#96;"],
    ["see https://evil.example", "see https&#58;//evil.example"],
    ["www.evil.example", "www&#46;evil.example"],
    ["ask @octo/team", "ask @&#8203;octo/team"],
    ["ana@example.com: 12:30", "ana@example.com: 12&#58;30"],
    ["a\nb\u001b[2J", "a&#92;nb&#60;U+001B&#62;&#91;2J"],
  ])("%j is %j", (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });

  it("says the same and holds no markup, whatever is in it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const markdown of [markdownText(text), markdownName(text).slice(6, -7)]) {
          expect(markdown).not.toMatch(/[\\`*_[\]<>|~$]|#(?!\d+;)|www\.|:\/\//);
          expect(decoded(markdown).replaceAll("\u200b", "")).toBe(text);
        }
        expect(markdownText(text)).not.toMatch(/(^|[^A-Za-z0-9_])@[A-Za-z]/);
      }),
    );
  });
});

describe("a plan as Markdown", () => {
  it("is a headline, what is open to decide, and the rest folded away", () => {
    const blocked = new Map([[userKey("bo@example.com"), { reason: "bo is somebody else.", remedy: "Ask bo." }]]);
    const plan = { ...samplePlan(people, { blocked, warnings: ["Look at this."] }), dangers, drift };
    expect(planPage(plan)).toBe(`### onboard: 3 to create, 2 that cannot be done

Identity Center d-9067a1b2c3 in us-east-1, organization of 111122223333

Fingerprint ${plan.fingerprint.slice(0, 16)}.

Then 1 of 2 people ready; 1 cannot sign in.

Lines are those of team.csv.

#### Dangers (1)

| Danger | What would happen | Allowed with |
| --- | --- | --- |
| <code>many-changes</code> | 40 of 50 would change; 30 % may. | <code>--allow many-changes</code> |

#### Cannot be done (1)

| What | Why, and what to do |
| --- | --- |
| <code>bo@example.com: user “Person bo”</code> | bo is somebody else. Ask bo. |

#### Shared (1)

|  | Change |
| --- | --- |
| + | <code>permission set amplify-policy: PT12H, AmplifyBackendDeployFullAccess</code> |

<details><summary>Drift: in AWS otherwise than it was left (2)</summary>

|  | What differs |
| --- | --- |
| Changed in AWS | PT1H instead of PT12H. |
| Not in the team file | cy has it in 1 account. |

</details>

<details><summary>Warnings (1)</summary>

| Warning |
| --- |
| Look at this. |

</details>

<details><summary>People (amplify-policy in each account named) (2)</summary>

| Person | Changes |
| --- | --- |
| <code>ana@example.com</code> | + <code>user “Person ana”</code><br>+ <code>Sandbox North</code> |
| <code>bo@example.com</code> | ! <code>user “Person bo”</code><br>! <code>Staging</code><br>bo is somebody else. Ask bo. |

</details>
`);
  });

  it("is the same in whatever order warnings and drift were found, and however long it takes", () => {
    const plan = { ...samplePlan(people, { warnings: ["b", "a"] }), drift };
    const other = { ...plan, warnings: ["a", "b"], drift: drift.toReversed(), estimateSeconds: 999 };
    expect(planPage(other)).toBe(planPage(plan));
  });

  it("says when there is nothing to do", () => {
    const observed = samplePlan(people).changes.map(resourceOf);
    expect(planPage(samplePlan(people, { observed }))).toMatch(/^### onboard: nothing to do\n/);
  });

  it("keeps its tables whole whatever people are called", () => {
    fc.assert(
      fc.property(hostilePeople, (team) => {
        const rows = planPage(samplePlan(team))
          .split("\n")
          .filter((line) => line.startsWith("| <code>"));
        expect(rows).toHaveLength(team.length);
        for (const row of rows) expect(row.match(/\|/g)).toHaveLength(3);
      }),
    );
  });

  it("fits a comment for a team of any size, and counts what it leaves out", () => {
    const team = Array.from({ length: 3000 }, (_, index) => person(`person.${index}@example.com`));
    const page = planPage({ ...samplePlan(team), dangers, drift });
    expect(Buffer.byteLength(page)).toBeLessThan(65_536);
    expect(Buffer.byteLength(page)).toBeGreaterThan(60_000);
    const shown = page.match(/<code>person\.\d+@/g)?.length ?? 0;
    expect(page).toContain(`… and ${3000 - shown} more`);
    expect(page).toContain("Not in the team file");
    expect(page.match(/<details>/g)).toHaveLength(page.match(/<\/details>/g)?.length ?? 0);
  });
});

describe("a page of Markdown", () => {
  it("gives tables their rows in turn, and none more than there is room for", () => {
    const rows = Array.from({ length: 100 }, (_, index) => [`row ${index}`]);
    const table = (title: string): Section => ({
      title,
      tone: "neutral",
      page: "folded",
      columns: [{ title: "x" }],
      rows: rows.map((cells) => ({ cells })),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 6000 }), (most) => {
        const page = renderMarkdown("h", [table("One"), table("Two")], most);
        expect(Buffer.byteLength(page)).toBeLessThanOrEqual(most);
        expect(page).toContain("row 0 ");
      }),
    );
  });
});

describe("a report as Markdown", () => {
  const plan = samplePlan(people);
  const results = plan.changes.map(
    (change): ChangeResult =>
      change.key.includes("bo@")
        ? failedResult(change, "AWS said <no>.", "Ask @octo.")
        : { outcome: "applied", change },
  );
  const page = asPage(reportView(TEAM), {
    ...reportOf(plan, results, false),
    firstSignIn: {
      settingsPage: "https://s.example",
      usersPage: "https://u.example",
      users: [{ userName: "ana@example.com", page: "https://p.example" }],
    },
    files: { handover: "onboard.handover.json", failed: "failed.csv", record: ".onboard/run.jsonl" },
  });

  it("says who has no access yet and why, then what is to be done for the others", () => {
    expect(page).toMatch(/^### onboard: 1 of 2 people ready; 1 cannot sign in \(3 applied, 2 failed\)\n/);
    expect(page).toContain(
      "| <code>bo@example.com</code> | <code>Staging</code> | cannot sign in | AWS said &#60;no&#62;. Ask @&#8203;octo. |",
    );
    expect(page).toContain("1 new user has no password");
    expect(page).toContain("Rows to run again: failed.csv");
    expect(page).toContain(
      "| <code>ana@example.com</code> | <code>Sandbox North</code> | <code>amplify-policy</code> |",
    );
  });
});

import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { reportView } from "../../../../src/cli/views/report/view.ts";
import { type Report, reportOf } from "../../../../src/core/report/report.ts";
import { type ChangeResult, failedResult } from "../../../../src/core/state/result.ts";
import { person, samplePlan } from "../../sample-plan.ts";
import { asText, TEAM } from "../told.ts";

const help = { settingsPage: "https://s.example", usersPage: "https://u.example", users: [] };
const shown = (report: Report, width?: number) =>
  asText(reportView(TEAM), { ...report, firstSignIn: help, files: {} }, width);
const people = ["ana", "bo", "cy", "di", "ed"].map((name) => person(`${name}@example.com`));
const plan = samplePlan(people);
const applied: readonly ChangeResult[] = plan.changes.map((change) => ({ outcome: "applied", change }));

function withFailedAssignments(reason: string): readonly ChangeResult[] {
  return applied.map((result, index) =>
    result.change.after?.kind === "AccountAssignment"
      ? failedResult(result.change, reason, "Wait.", { name: "FAILED", message: reason, requestId: `request-${index}` })
      : result,
  );
}

describe("the report as text", () => {
  it("begins with how it ended, and has a row for each person and account", () => {
    const lines = shown(reportOf(plan, applied, true));
    expect(lines.filter((line) => /@example\.com +Sandbox North +ready$/.test(line))).toHaveLength(5);
    expect(lines[0]).toContain("5 of 5 people ready (11 applied). Looked again: AWS shows everything as planned.");
  });

  it.each([60, 80, 120])(
    "never cuts how it stands with somebody at %i columns, in two lines a person at most",
    (width) => {
      const long = samplePlan([
        person(`${"very.".repeat(6)}long@example.com`, "A sandbox with a rather long name"),
        ...people,
      ]);
      const missing = long.people.flatMap(({ access }) =>
        access.map(({ accountId, region }) => ({ accountId, region, answer: { kind: "missing" } as const })),
      );
      const results = long.changes.map((change) => ({ outcome: "applied", change }) as const);
      const lines = shown({ ...reportOf(long, results, true), bootstraps: missing }, width);
      const title = lines.indexOf("People (amplify-policy in each account named)");
      const rows = lines.slice(title + 2, lines.indexOf("", title));
      expect(rows.filter((line) => line.endsWith("assigned, not bootstrapped"))).toHaveLength(6);
      expect(rows.length).toBeLessThanOrEqual(12);
      for (const line of rows) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    },
  );

  it("has accounts together in which somebody is alike, counts those that do not fit", () => {
    const names = Array.from({ length: 14 }, (_, index) => `Sandbox ${index}`);
    const ana = person("ana@example.com");
    const many = [
      {
        ...ana,
        access: names.flatMap((accountName, index) =>
          ana.access.map((one) => ({ ...one, accountName, accountId: `${300000000000 + index}` })),
        ),
      },
    ];
    const results = samplePlan(many).changes.map((change) => ({ outcome: "applied", change }) as const);
    const lines = shown(reportOf(samplePlan(many), results, true));
    const at = lines.findIndex((line) => line.startsWith("ana@example.com"));
    expect(lines.slice(at, at + 2)).toEqual([
      "ana@example.com  Sandbox 0, Sandbox 1, Sandbox 2, Sandbox 3, Sandbox 4,   ready",
      "                 Sandbox 5, Sandbox 6, Sandbox 7, Sandbox 8 and 5 more",
    ]);
  });

  it("says once, below the rows of somebody of several files, which other ones name them", () => {
    const [access] = person("ana@example.com").access;
    if (access === undefined) throw new Error("There is no access.");
    const south = { ...access, accountName: "Sandbox South", accountId: "345678901234" };
    const both = { ...person("ana@example.com"), access: [access, south], files: ["web.csv", "data.csv"] };
    const results = samplePlan([both]).changes.map((change) => ({ outcome: "applied", change }) as const);
    const missing = { accountId: south.accountId, region: south.region, answer: { kind: "missing" } } as const;
    const lines = shown({ ...reportOf(samplePlan([both]), results, true), bootstraps: [missing] });
    const title = lines.findIndex((line) => line.startsWith("People: web.csv"));
    expect(lines.slice(title + 2, lines.indexOf("", title))).toEqual([
      "ana@example.com  Sandbox North  assigned, bootstrap unknown",
      "                 Sandbox South  assigned, not bootstrapped",
      "    also in data.csv",
    ]);
  });

  it("ends with the one command that comes next", () => {
    const next = "onboard status --emails team.csv";
    const document = { ...reportOf(plan, applied, true), firstSignIn: help, files: { handover: "h.json" }, next };
    expect(asText(reportView(TEAM), document).at(-1)).toBe("Next: onboard status --emails team.csv");
  });

  it("says a cause once, whatever request ids are in AWS's words for it", () => {
    const cause = { kind: "quota", place: { accountId: "210987654321" }, subject: "RolesPerAccount" } as const;
    const results = applied.map((result, index) =>
      result.change.after?.kind === "AccountAssignment"
        ? failedResult(result.change, `Cannot exceed quota (Request ID: r-${index}).`, "Raise it.", undefined, cause)
        : result,
    );
    const text = shown(reportOf(plan, results, false)).join(" ");
    expect(text.match(/Cannot exceed quota/g)).toHaveLength(1);
    expect(text).toContain("→ and 2 more");
  });

  it("says a reason once, for all whom it concerns", () => {
    const lines = shown(reportOf(plan, withFailedAssignments("Access denied by IAM."), false));
    const text = lines.join(" ");
    expect(text.match(/Access denied by IAM/g)).toHaveLength(1);
    expect(text).toContain("→ and 2 more");
    expect(text).toContain("request-");
    expect(text).toContain("0 of 5 people ready");
    expect(text).toContain("does not show everything that was planned");
  });

  it("counts nobody as ready whose permission set could not be made", () => {
    const results = plan.changes.map((change): ChangeResult => {
      if (change.after?.kind === "PermissionSet") return failedResult(change, "Quota.", "Raise it.");
      if (change.after?.kind === "AccountAssignment") return { outcome: "skipped", change, reason: "it needs the set" };
      return { outcome: "applied", change };
    });
    const text = shown(reportOf(plan, results, null)).join(" ");
    expect(text).toContain("0 of 5 people ready");
    expect(text).toContain("AWS was not asked again");
  });

  it("fits 80 columns with long and wide names, and lets no control character through", () => {
    const wide = samplePlan([person(`${"大".repeat(30)}@example.com`, `開発${"環境".repeat(20)}\u001b[2J`)]);
    const results = wide.changes.map((change) => failedResult(change, `no\u0007 ${"word ".repeat(40)}`, "Wait."));
    for (const line of shown(reportOf(wide, results, false))) {
      expect(line).not.toMatch(/[\p{Cc}]/u);
      if (!line.includes("→")) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    }
  });
});

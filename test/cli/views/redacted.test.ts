import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { FORMATS } from "../../../src/cli/terminal/format.ts";
import type { Io } from "../../../src/cli/terminal/io.ts";
import { planView } from "../../../src/cli/views/plan/view.ts";
import { printerFor } from "../../../src/cli/views/printer.ts";
import { reportView } from "../../../src/cli/views/report/view.ts";
import type { Plan } from "../../../src/core/plan/plan.ts";
import { redactorOfPlan } from "../../../src/core/redaction/redactor-of-people.ts";
import { reportOf } from "../../../src/core/report/report.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { slice, someOf } from "../../how-much.ts";
import { samplePlan } from "../sample-plan.ts";
import { hostilePeople } from "./hostile-names.ts";
import { TEAM } from "./told.ts";

const written = (stream: PassThrough) => `${(stream.read() as Buffer | null) ?? ""}`;

it.each(
  someOf(
    FORMATS.filter((format) => format !== "json"),
    2,
  ),
)("%s names nobody where people are not shown", async (format) => {
  const summaryFile = path.join(tmpdir(), `onboard-summary-${process.pid}-${format}.md`);
  await fc.assert(
    fc.asyncProperty(hostilePeople, async (people) => {
      rmSync(summaryFile, { force: true });
      const [stdout, stderr] = [new PassThrough(), new PassThrough()];
      const io: Io = { stdin: new PassThrough(), stdout, stderr, cwd: "/work", env: {} };
      const names = people.flatMap(({ email, userName, displayName }) => [email, userName, displayName]);
      const told = names.map((name) => `The user ${name} is there, and so is "${name}".`);
      const [reason = ""] = told;
      const blocked = new Map([[userKey(people[0]?.userName ?? ""), { reason, remedy: reason }]]);
      const plan: Plan = {
        ...samplePlan(people, { warnings: told, blocked }),
        dangers: [{ name: "many-changes", count: 1, message: reason }],
        drift: [{ kind: "changed", permissionSet: "amplify-policy", message: reason, accountIds: [] }],
      };
      const results = plan.changes.map(
        (change, index): ChangeResult =>
          index % 2 === 0 ? failedResult(change, reason, reason) : { outcome: "outstanding", change, reason },
      );
      const users = people.map(({ userName }) => ({ userName, page: "https://console.example/1" }));
      const printer = printerFor(format, io, { redactor: redactorOfPlan({ people: people }), summaryFile });
      printer.print(planView(TEAM), plan);
      printer.meanwhile(planView(TEAM), plan);
      printer.print(reportView(TEAM), {
        ...reportOf(plan, results, false),
        firstSignIn: { settingsPage: "https://console.example/s", usersPage: "https://console.example/u", users },
        files: { failed: "failed.csv" },
      });
      const summary = format === "github" ? readFileSync(summaryFile, "utf8") : "";
      const all = [written(stdout), written(stderr), summary].join("\n");
      const plain = all.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).toLowerCase();
      expect(plain).toContain("line 2");
      for (const name of names) expect(plain).not.toContain(name.toLowerCase());
    }),
    { numRuns: slice(60) },
  );
  rmSync(summaryFile, { force: true });
});

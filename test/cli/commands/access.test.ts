import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { accessSchema } from "../../../src/core/access/access-schema.ts";
import { ACCESS_COLUMNS } from "../../../src/core/access/csv-columns.ts";
import { inFolder, typed } from "../command-line.ts";

const TEAM = `email,display_name,account,permission_set
ana@example.com,Ana Silva,Sandbox North,
bo@example.com,Bo Díaz,Sandbox South,
`;

/** A folder in which a team was onboarded into a simulated organization. */
function onboarded<Result>(doing: (cwd: string) => Promise<Result>): Promise<Result> {
  return inFolder(async (cwd) => {
    await writeFile(path.join(cwd, "team.csv"), TEAM);
    const { code, stderr } = await typed(["--emails", "team.csv", "--simulate", "--yes"], cwd);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return doing(cwd);
  });
}

const access = (cwd: string, ...flags: readonly string[]) => typed(["access", "--simulate", ...flags], cwd);
const rowsIn = (csv: string): readonly Record<string, string>[] => parse(csv, { columns: true });

describe("onboard access", () => {
  it("tells who has what, since when and by which run, as text and as a table for a reviewer", () =>
    onboarded(async (cwd) => {
      const text = await access(cwd);
      expect(text.code).toBe(0);
      expect(text.stdout).toMatch(/ana@example\.com +Sandbox North +amplify-policy +direct/);
      const csv = await access(cwd, "--format", "csv");
      expect(csv.stdout.split("\n")[0]).toBe(ACCESS_COLUMNS.join(","));
      expect(rowsIn(csv.stdout)).toMatchObject([
        {
          user_name: "ana@example.com",
          email: "ana@example.com",
          display_name: "Ana Silva",
          user_status: "enabled",
          account_id: "210987654321",
          account_name: "Sandbox North",
          account_state: "ACTIVE",
          organizational_unit: "Workloads/Sandboxes",
          permission_set: "amplify-policy",
          session_duration: "PT12H",
          policies: "AmplifyBackendDeployFullAccess",
          via: "direct",
          administrator: "no",
          orphan: "no",
          since: expect.stringMatching(/^20\d\d-/),
          run: expect.stringMatching(/\.jsonl$/),
          until: "",
          decision: "",
        },
        { user_name: "bo@example.com", account_name: "Sandbox South" },
      ]);
    }));

  it("writes what the ending of a file says, for its owner only, and compares with an earlier one", () =>
    onboarded(async (cwd) => {
      expect((await access(cwd, "--out", "earlier.json")).code).toBe(0);
      const file = path.join(cwd, "earlier.json");
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const document = accessSchema.parse(JSON.parse(await readFile(file, "utf8")));
      expect(document.summary).toMatchObject({ people: 2, accounts: 2 });
      expect(document.simulated).toBe(true);
      await access(cwd, "--out", "page.html");
      expect(await readFile(path.join(cwd, "page.html"), "utf8")).toContain("default-src 'none'");

      expect((await access(cwd, "--since", "earlier.json")).stdout).toMatch(/Changed since .* UTC\n {2}nothing/);
      await writeFile(path.join(cwd, "team.csv"), `${TEAM}cy@example.com,Cy,Staging,\n`);
      await typed(["--emails", "team.csv", "--simulate", "--yes"], cwd);
      const text = await access(cwd, "--since", "earlier.json");
      expect(text.stdout).toContain("+ cy@example.com: amplify-policy in Staging");
      const csv = await access(cwd, "--since", "earlier.json", "--format", "csv");
      expect(rowsIn(csv.stdout).map(({ change, what, person }) => [change, what, person])).toEqual([
        ["added", "person", "cy@example.com"],
        ["added", "assignment", "cy@example.com"],
      ]);
      const json = JSON.parse((await access(cwd, "--since", "earlier.json", "--format", "json")).stdout);
      expect(accessSchema.parse(json).difference?.digest).toBe(document.digest);
    }));

  it("refuses an earlier document that was asked for by other flags, and a file that is none", () =>
    onboarded(async (cwd) => {
      await access(cwd, "--account", "Sandbox North", "--out", "north.json");
      const other = await access(cwd, "--since", "north.json");
      expect([other.code, other.stderr]).toEqual([3, expect.stringContaining("asked for by other flags")]);
      const none = await access(cwd, "--since", "team.csv");
      expect([none.code, none.stderr]).toEqual([3, expect.stringContaining("not what onboard access has written")]);
    }));

  it("tells by team files until when, through groups too, and who ends within 14 days", () =>
    onboarded(async (cwd) => {
      const soon = new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
      const columns = "email,account,group,until";
      const rows = `ana@example.com,Sandbox North,,${soon}\nbo@example.com,Sandbox South,,\nbo@example.com,Staging,web-devs,2030-01-31\n`;
      await writeFile(path.join(cwd, "team.csv"), `${columns}\n${rows}`);
      expect((await typed(["--emails", "team.csv", "--simulate", "--yes"], cwd)).code).toBe(0);
      const untils = async (...flags: readonly string[]) => {
        const { stdout, stderr } = await access(cwd, "--format", "csv", ...flags);
        expect(stderr).not.toContain("Error");
        return rowsIn(stdout).map(({ account_name, via, until }) => [account_name, via, until]);
      };
      const told = [
        ["Sandbox North", "direct", soon],
        ["Sandbox South", "direct", ""],
        ["Staging", "web-devs", "2030-01-31"],
      ];
      expect((await untils("--emails", "team.csv")).sort()).toEqual(told);
      expect((await untils("--known", "team.csv")).sort()).toEqual(told);
      expect((await untils()).sort()).toEqual(told.map(([account, via]) => [account, via, ""]));
      await writeFile(path.join(cwd, "onboard.json"), '{ "safety": { "knownFiles": ["team.csv"] } }');
      expect((await untils()).sort()).toEqual(told);
      const text = (await access(cwd)).stdout;
      expect(text).toContain(`ana@example.com: amplify-policy in Sandbox North ends ${soon}`);
      expect(text).not.toContain("2030");
      await access(cwd, "--out", "page.html");
      expect(await readFile(path.join(cwd, "page.html"), "utf8")).toContain(`in Sandbox North ends ${soon}`);

      await access(cwd, "--out", "earlier.json");
      await writeFile(path.join(cwd, "team.csv"), `${columns}\n${rows.replaceAll(/,20\d\d-.*/g, ",2020-01-31")}`);
      const { stdout } = await access(cwd, "--since", "earlier.json");
      const over = stdout.replace(/\s+/g, " ");
      expect(over).toContain(
        "ana@example.com: amplify-policy in Sandbox North has ended (2020-01-31) and is there still",
      );
      expect(over).toContain("bo@example.com: membership in group web-devs has ended (2020-01-31) and is there still");
      expect(over).toMatch(/Changed since \S+ \S+ UTC nothing/);
      const missing = await access(cwd, "--known", "none.csv");
      expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining("none.csv cannot be read")]);
    }));

  it("names nobody in a log of CI, and everybody in a file and as JSON", () =>
    onboarded(async (cwd) => {
      const inCi = (...flags: readonly string[]) => typed(["access", "--simulate", ...flags], cwd, { CI: "1" });
      for (const flags of [
        [],
        ["--format", "markdown"],
        ["--format", "csv"],
        ["--format", "html"],
        ["--format", "gitlab"],
      ]) {
        const { stdout, stderr } = await inCi(...flags);
        expect(stdout + stderr).not.toMatch(/ana|silva|bo@|díaz/i);
      }
      expect((await inCi()).stdout).toMatch(/person 1 +Sandbox North/);
      expect((await inCi("--emails", "team.csv")).stdout).toMatch(/line 2 +Sandbox North/);
      expect((await inCi("--format", "json")).stdout).toContain("ana@example.com");
      await inCi("--out", "all.csv");
      expect(await readFile(path.join(cwd, "all.csv"), "utf8")).toContain("ana@example.com");
    }));

  it("asks about names that are not there what was meant", () =>
    onboarded(async (cwd) => {
      const { code, stderr } = await access(cwd, "--account", "Sandbox Nort", "--permission-set", "amplify-polic");
      expect(code).toBe(3);
      expect(stderr).toContain('Did you mean "Sandbox North"?');
      expect(stderr).toContain('Did you mean "amplify-policy"?');
    }));
});

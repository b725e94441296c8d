import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { inFolder, type Typed, typed } from "./command-line.ts";

/** Everything by which somebody in the files below could be known. `Sandbox North` and `dev` are nobody. */
const NAMES = /ana|silva|o-brien|o'brien|larsen|zoe|zoë/i;
const TEAM = `email,username,given_name,family_name,account
ana.silva@example.com,,Ana,Silva,new
o'brien@example.com,,Bo,OBrien,new
dev@example.com,dev-larsen,Dev,Larsen,"new;Sandbox North"
zoe@example.com,zoë,Zoë,Novak,new:zoe-web
web@example.com,,,,new:zoe-web
`;
const SETTINGS = {
  accounts: {
    newAccountEmail: "aws+{username}@example.com",
    newAccountName: "sandbox-{username}",
    organizationalUnit: "Workloads/Sandboxes",
  },
};
const IN_CI = { CI: "true" };

async function inTeam<Result>(doing: (folder: string) => Promise<Result>, team = TEAM, settings: object = SETTINGS) {
  return inFolder(async (folder) => {
    await writeFile(path.join(folder, "team.csv"), team);
    await writeFile(path.join(folder, "onboard.json"), JSON.stringify(settings));
    return doing(folder);
  });
}

/** What is printed, without what the program itself says everywhere. */
function said({ stdout, stderr }: Typed): string {
  return `${stdout}\n${stderr}`.replaceAll(/management[\w-]*/gi, "").replaceAll("managementAccountId", "");
}

const FORMATS = ["text", "markdown", "github", "gitlab"] as const;

describe("new accounts in CI", () => {
  it.each(FORMATS)("are planned, made and checked as %s with nobody's name in what is printed", async (format) => {
    await inTeam(async (folder) => {
      const run = (...flags: readonly string[]) =>
        typed(["--emails", "team.csv", "--simulate", "--format", format, ...flags], folder, IN_CI);
      const planned = await run("--dry-run", "--out", "plan.json");
      const refused = await typed(["apply", "plan.json", "--simulate", "--yes", "--format", format], folder, IN_CI);
      const made = await typed(
        ["apply", "plan.json", "--simulate", "--yes", "--allow", "new-accounts", "--format", format],
        folder,
        IN_CI,
      );
      const again = await run("--dry-run");
      expect([planned.code, made.code, again.code]).toEqual([0, 0, 0]);
      expect(refused.code).not.toBe(0);
      for (const one of [planned, refused, made, again]) expect(said(one)).not.toMatch(NAMES);
      expect(said(planned)).toContain("sandbox-line 2");
      expect(said(made)).toContain("New accounts");
      expect(said(planned)).toContain("Sandbox North");
    });
  });

  it.each(["text", "markdown"])("wait in the status as %s, and nobody is named", async (format) => {
    await inTeam(async (folder) => {
      const status = await typed(["status", "--emails", "team.csv", "--simulate", "--format", format], folder, IN_CI);
      expect(status.code).toBe(2);
      expect(said(status)).not.toMatch(NAMES);
      expect(said(status)).not.toMatch(/aws-cdk|could not be assumed|arn:/);
      expect(said(status)).toContain("sandbox-line 2");
    });
  });

  it.each(FORMATS)("that cannot be had are told as %s without a name", async (format) => {
    const long = "zoe".repeat(20);
    const rows = [
      "email,account",
      "ana.silva@example.com,new",
      "ana.silva@example.org,new",
      "bo@example.com,new:Ana.Silva",
      `${long}@example.com,new`,
      "cy@example.com,new;new:cy",
      "di@example.com,sandbox-ana.silva",
    ];
    await inTeam(
      async (folder) => {
        const checks = [["--offline"], ["--simulate"]];
        for (const flags of checks) {
          const told = await typed(["--emails", "team.csv", "--dry-run", "--format", format, ...flags], folder, IN_CI);
          expect(told.code).not.toBe(0);
          expect(said(told)).toContain("new:line 2");
          expect(said(told)).not.toMatch(NAMES);
        }
      },
      `${rows.join("\n")}\n`,
    );
  });

  it("are named for whoever asks for it", async () => {
    await inTeam(async (folder) => {
      const told = await typed(["--emails", "team.csv", "--dry-run", "--simulate", "--show-people"], folder, IN_CI);
      expect(told.stdout).toContain("sandbox-ana.silva");
    });
  });
});

describe("a run that makes accounts", () => {
  let made: Typed;
  let record: string;
  let handover: string;
  let status: Typed;

  beforeAll(async () => {
    await inTeam(async (folder) => {
      made = await typed(["--emails", "team.csv", "--simulate", "--yes", "--allow", "new-accounts"], folder);
      const file = /Record of this run: (\S+)/.exec(made.stdout)?.[1] ?? "";
      record = await readFile(path.join(folder, file), "utf8");
      handover = await readFile(path.join(folder, "onboard.handover.json"), "utf8");
      status = await typed(["status", "--emails", "team.csv", "--simulate", "--format", "json"], folder);
    });
  });

  it("says which, with their ids, once each", () => {
    expect(made.code).toBe(0);
    const section = made.stdout.slice(made.stdout.indexOf("New accounts\n"));
    expect(section).toMatch(/^New accounts\n( {2}\d{12} {2}sandbox-\S+\n){4}\n/);
  });

  it("leaves the ids in its record and in the handover", () => {
    const accounts = record.split("\n").filter((line) => line.includes('"event":"account"'));
    expect(accounts).toHaveLength(4);
    for (const line of accounts) expect(JSON.parse(line)).toMatchObject({ id: expect.stringMatching(/^\d{12}$/) });
    expect(handover).not.toContain('"new:');
  });

  it("leaves accounts that the next status knows by their ids", () => {
    const { environments } = JSON.parse(status.stdout) as { environments: readonly { accountId: string }[] };
    expect(environments).toHaveLength(5);
    for (const { accountId } of environments) expect(accountId).toMatch(/^\d{12}$/);
  });
});

describe("a new account without a pattern for its address", () => {
  it("is found before AWS is asked, once", async () => {
    await inTeam(
      async (folder) => {
        const told = await typed(["--emails", "team.csv", "--dry-run", "--offline"], folder);
        expect(told.code).not.toBe(0);
        expect(told.stderr.match(/newAccountEmail/g)).toHaveLength(1);
      },
      TEAM,
      {},
    );
  });

  it("is needed for --account new as well", async () => {
    const offline = (folder: string) =>
      typed(["--emails", "ana@example.com", "--account", "new", "--dry-run", "--offline"], folder);
    const without = await inTeam(offline, TEAM, {});
    const withPattern = await inTeam(offline);
    expect([without.code === 0, withPattern.code]).toEqual([false, 0]);
  });
});

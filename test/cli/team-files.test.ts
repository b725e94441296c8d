import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FORMATS } from "../../src/cli/terminal/format.ts";
import { inFolder, typed } from "./command-line.ts";

const SECRET = "Xy12345!";
const directory = [
  "version:v1.0",
  "Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,accountEnabled",
  `"Silva, Ana",ana.silva@example.com,${SECRET},True`,
  `"Haddad, Bilal (Contractor)",bilal.haddad@example.com,${SECRET},False`,
].join("\r\n");

/** Types commands in a folder with these files, and gives what each said and everything that is in the folder then. */
function inTeamFolder(files: Readonly<Record<string, string>>, ...commands: readonly (readonly string[])[]) {
  return inFolder(async (cwd) => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(cwd, name), text);
    const said: { readonly stdout: string; readonly stderr: string; readonly code: number }[] = [];
    for (const argv of commands) said.push(await typed(argv, cwd, {}));
    const written = (await readdir(cwd, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    const texts = written
      .filter(({ name }) => files[name] === undefined)
      .map(({ parentPath, name }) => readFile(path.join(parentPath, name), "utf8"));
    return { said, written: (await Promise.all(texts)).join("\n") };
  });
}

describe("the export of a directory", () => {
  it("is explained, column by column and person by person", async () => {
    const { said } = await inTeamFolder({ "users.csv": directory }, ["--emails", "users.csv", "--explain"]);
    const { stdout = "", code } = said[0] ?? {};
    expect(code).toBe(0);
    expect(stdout).toMatch(/"Name \[displayName\] Req\S* +display_name +given "Ana", /);
    expect(stdout).toMatch(/not read: passwords +\(never shown\)/);
    expect(stdout).toMatch(/ana\.silva@example\.com +Ana\* +Silva\* +the address/);
    expect(stdout).toContain('Line 4 is left out: "accountEnabled" is "False".');
    expect(stdout).not.toContain("bilal");
  });

  it("leaves no password in anything that is said or written, whatever becomes of the run", async () => {
    const run = ["--emails", "users.csv", "--simulate", "--yes", "--region", "eu-west-1", "--messages", "messages"];
    const { said, written } = await inTeamFolder(
      { "users.csv": directory },
      [...run, "--account", "Nowhere"],
      [...run, "--account", "Sandbox North", "--dry-run", "--out", "plan.json"],
      [...run, "--account", "Sandbox North"],
    );
    expect(said.map(({ code }) => code)).toEqual([3, 0, 0]);
    expect(written).toContain("ana.silva@example.com");
    expect(JSON.stringify(said) + written).not.toContain(SECRET);
    expect(said[2]?.stdout).toContain("holds passwords");
  });
});

describe("a user name that is not the address", () => {
  it.each(FORMATS)("is told in a plan as %s", async (format) => {
    const csv = "email,given_name,family_name,username,account\nbo.li@example.com,Bo,Li,U0A6AJG82,Sandbox North\n";
    const argv = ["--emails", "team.csv", "--simulate", "--dry-run", "--format", format];
    const { said } = await inTeamFolder({ "team.csv": csv }, argv);
    const { stdout = "", stderr = "" } = said[0] ?? {};
    expect(stdout + stderr).toContain("U0A6AJG82");
    expect((stdout + stderr).replace(/\s+/g, " ")).toContain("AWS never lets it be changed");
  });
});

describe("a name that is one slip away from a permission set", () => {
  it("is an error without AWS too, which the settings can overrule", async () => {
    const csv = "email,account,permission_set\nbo@example.com,Sandbox North,AdministratorAcess\n";
    const argv = ["--emails", "team.csv", "--dry-run", "--offline"];
    const wrong = await inTeamFolder({ "team.csv": csv }, argv);
    expect(wrong.said[0]).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Did you mean "AdministratorAccess"?'),
    });
    const settings = JSON.stringify({ permissionSets: { AdministratorAcess: null } });
    const meant = await inTeamFolder({ "team.csv": csv, "onboard.json": settings }, argv);
    expect(meant.said[0]?.code).toBe(0);
  });

  it("is an error in the ARN of one of AWS's policies", async () => {
    const settings = { permissionSets: { dev: { managedPolicies: ["arn:aws:iam::aws:policy/PowerUserAcces"] } } };
    const { said } = await inTeamFolder({ "onboard.json": JSON.stringify(settings) }, [
      ...["--emails", "bo@example.com", "--dry-run", "--offline", "--permission-set", "dev"],
    ]);
    expect(said[0]).toMatchObject({ code: 3, stderr: expect.stringContaining("policy/PowerUserAccess") });
  });
});

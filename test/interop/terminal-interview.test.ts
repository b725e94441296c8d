import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "../end-to-end/onboard.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const TEAM = fileURLToPath(new URL("../../templates/team.csv", import.meta.url));
const THEIRS = "# mine\n[profile work]\nregion = eu-west-3\n";

let cwd: string;
let terminal: Terminal;
const config = () => path.join(cwd, ".onboard", "simulated-home", ".aws", "config");

beforeEach(async () => {
  cwd = await emptyFolder();
  const run = await onboard(["--emails", TEAM, "--simulate", "--yes"], { cwd });
  expect(run.code, run.stderr).toBe(0);
  await rm(path.join(cwd, "onboard.handover.json"));
  await mkdir(path.dirname(config()), { recursive: true });
  await writeFile(config(), THEIRS);
  terminal = await openTerminal("local --simulate --yes --email emi.tanaka@example.com", cwd);
});

afterEach(() => terminal.close());

describe("onboard local without a handover, in a real terminal", () => {
  it("is signed in, shown what there is, filters, chooses and sets up the profile", async () => {
    await terminal.shows(/Which access portal\?/);
    await terminal.type("Enter");
    const offered = await terminal.shows(/Which do you work in\?[\s\S]*Staging/);
    expect(offered).toMatch(/Sandbox North +210987654321 +amplify-policy/);
    await terminal.type("Sand");
    await terminal.shows(/Filtered results for: Sand/);
    await terminal.type("Right");
    await terminal.shows(/◉/);
    await terminal.type("Enter");
    await terminal.shows(/Region you work in/);
    await terminal.type("Enter");
    await terminal.shows(/acts as amplify-policy in account 210987654321[\s\S]*exit code 0/);
    const text = await readFile(config(), "utf8");
    expect(text.startsWith(THEIRS)).toBe(true);
    expect(text).toContain("sso_account_id = 210987654321");
    expect(text).not.toContain("456789012345");
  });

  it.each([
    ["the portal", [], /Which access portal\?/],
    ["the accounts", ["Enter"], /Which do you work in\?[\s\S]*Staging/],
  ])("leaves the file alone when the question about %s is answered with Ctrl-C", async (_, keys, question) => {
    await terminal.shows(/Which access portal\?/);
    if (keys.length > 0) await terminal.type(...keys);
    await terminal.shows(question);
    await terminal.type("C-c");
    await terminal.shows(/Interrupted before anything was changed\.[\s\S]*exit code 130/);
    expect(await readFile(config(), "utf8")).toBe(THEIRS);
    expect(existsSync(`${config()}.lock`)).toBe(false);
  });
});

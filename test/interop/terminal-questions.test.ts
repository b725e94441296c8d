import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "../end-to-end/onboard.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const TEAM = fileURLToPath(new URL("../../templates/team.csv", import.meta.url));

let cwd: string;
let terminal: Terminal;

beforeAll(async () => {
  cwd = await emptyFolder();
  const run = await onboard(["--emails", TEAM, "--simulate", "--yes"], { cwd });
  expect(run.code, run.stderr).toBe(0);
  await mkdir(path.join(cwd, "amplify"));
  await writeFile(path.join(cwd, "amplify", "backend.ts"), "");
  await writeFile(path.join(cwd, "package.json"), '{\n  "name": "app"\n}\n');
});

afterEach(() => terminal.close());

describe("questions in a real terminal", () => {
  it("take no Enter where nothing matches, find people by any part of the address, and leave the next question its own Enter", async () => {
    terminal = await openTerminal("local --simulate --no-login --wire", cwd, { NO_COLOR: "1" });
    await terminal.shows(/Who are you\?/);
    await terminal.type("zzz", "Up", "Enter");
    await terminal.shows(/Who are you\? \(nothing matches what you typed; Backspace/);
    await terminal.type("BSpace", "BSpace", "BSpace", "F5", "C-b", "volkov");
    await terminal.shows(/volkov\n.*dmitri\.volkov@example\.com/);
    await terminal.type("Enter");
    await terminal.shows(/Write this to .*config\?/);
    // Marks, tints and underlines: not one, though the question moves the cursor.
    expect(await terminal.colored()).not.toContain("\u001B[");
    await terminal.paste("y\n");
    await terminal.type("y");
    await terminal.type("Enter");
    await terminal.shows(/Write this to \.onboard\.local\.json\?/);
    await terminal.type("y");
    await terminal.shows(/Written\. It is yours[\s\S]*exit code 0/);
  });

  it("say that nothing is chosen yet, take a portal as people have it, and take a paste for text", async () => {
    const bare = path.join(cwd, "bare");
    await mkdir(path.join(bare, ".onboard"), { recursive: true });
    const state = path.join(".onboard", "simulator.json");
    await writeFile(path.join(bare, state), await readFile(path.join(cwd, state)));
    terminal = await openTerminal("local --simulate --yes --email emi.tanaka@example.com", bare);
    await terminal.shows(/Which access portal\?/);
    await terminal.type("Down", "Enter");
    await terminal.shows(/Start URL of your AWS access portal/);
    await terminal.paste("d-9067a1b2c3.awsapps.com/start/#/\n");
    await terminal.type("F3", "C-v", "Enter");
    await terminal.shows(/SSO Region/);
    await terminal.type("Enter");
    await terminal.shows(/Which do you work in\?[\s\S]*Staging/);
    await terminal.type("Enter");
    await terminal.shows(/nothing is chosen yet; space or → chooses/);
    await terminal.type("none", "Space", "Down", "Enter");
    await terminal.shows(/nothing matches what you typed/);
    await terminal.type("BSpace", "BSpace", "BSpace", "BSpace", "Space", "Enter");
    await terminal.shows(/Region you work in/);
    await terminal.paste("eu-west-1\n");
    await terminal.type("Enter");
    await terminal.shows(/exit code [01]/);
    const text = await readFile(path.join(bare, ".onboard", "simulated-home", ".aws", "config"), "utf8");
    expect(text).toContain("sso_start_url = https://d-9067a1b2c3.awsapps.com/start\n");
    expect(text).toContain("region = eu-west-1\n");
  });

  it("are left by Escape, which chooses nobody", async () => {
    terminal = await openTerminal("local --simulate --no-login", cwd);
    await terminal.shows(/Who are you\?/);
    await terminal.type("Escape");
    await terminal.shows(/Interrupted before anything was changed\.[\s\S]*exit code 130/);
  });

  it("offer to sign in anew where somebody else is signed in, and change nothing on no", async () => {
    const signIn = (email: string) => `local --simulate --email ${email}@example.com`;
    const first = await onboard([...signIn("emi.tanaka").split(" "), "--yes"], { cwd });
    expect(first.stdout, first.stderr).toContain("acts as amplify-policy");
    terminal = await openTerminal(signIn("ana.silva"), cwd);
    await terminal.shows(
      /You are signed in as emi\.tanaka@example\.com, not as ana\.silva@example\.com\.[\s\S]*Signed out there\?/,
    );
    await terminal.type("n");
    const screen = await terminal.shows(/exit code 1/);
    expect(screen).toMatch(/as told\s+above/);
  });
});

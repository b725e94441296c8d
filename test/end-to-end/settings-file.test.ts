import { chown, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyFolder, onboard } from "./onboard.ts";

let cwd: string;
const SETTINGS = JSON.stringify({ permissionSets: { "amplify-policy": { description: "from the settings" } } });
const dryRun = (...args: readonly string[]) =>
  onboard(["--emails", "team.csv", "--simulate", "--dry-run", ...args], { cwd });
const isRoot = process.getuid?.() === 0;

beforeEach(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), "email,account\nana@example.com,Sandbox North\n");
});

describe("the settings that a plan is made with", () => {
  it("are named in it, in every format, whether they were found or given", async () => {
    await writeFile(path.join(cwd, "onboard.json"), SETTINGS);
    await mkdir(path.join(cwd, "other"));
    await writeFile(path.join(cwd, "other", "settings.json"), SETTINGS);
    expect((await dryRun()).stdout).toContain("Settings from onboard.json\n");
    expect((await dryRun("--format", "markdown")).stdout).toContain("Settings from onboard.json");
    const given = await dryRun("--settings", path.join("other", "settings.json"), "--format", "json");
    expect(JSON.parse(given.stdout).settingsFile).toBe("other/settings.json");
  });

  it("are not named where there are none", async () => {
    const { stdout } = await dryRun("--format", "json");
    expect(JSON.parse(stdout)).not.toHaveProperty("settingsFile");
    expect((await dryRun()).stdout).not.toContain("Settings from");
  });

  it.runIf(isRoot)(
    "are not taken from somebody else who left them beside the team file, unless they are named",
    async () => {
      const file = path.join(cwd, "onboard.json");
      await writeFile(file, SETTINGS);
      await chown(file, 54321, 54321);
      const found = await dryRun();
      expect(found.code).toBe(3);
      expect(found.stderr.replace(/\s+/g, " ")).toContain("belongs to another user (54321)");
      expect((await dryRun("--offline")).code).toBe(3);
      expect((await dryRun("--settings", "onboard.json")).code).toBe(0);
      // A checkout that belongs to whoever made it, as in a container of CI.
      await chown(cwd, 54321, 54321);
      expect((await dryRun()).code).toBe(0);
    },
  );
});

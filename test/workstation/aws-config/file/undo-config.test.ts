import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { commitConfigPlan } from "../../../../src/workstation/aws-config/file/config-file.ts";
import { commitUndo, planUndo } from "../../../../src/workstation/aws-config/file/undo-config.ts";
import { temporaryConfig } from "../../temporary-home.ts";
import { planUnrecorded } from "./unrecorded-edits.ts";

const section = { type: "profile", name: "dev" } as const;

async function setRegion(file: string, region: string, now: string): Promise<void> {
  await commitConfigPlan(await planUnrecorded(file, [{ section, set: { region } }]), { now: new Date(now) });
}

const original = "# mine\r\n[profile dev]\r\nregion = a";

describe("undo", () => {
  it("goes back one write at a time, to the first byte", async () => {
    const file = await temporaryConfig(original);
    await setRegion(file, "b", "2026-11-20T10:00:00Z");
    await setRegion(file, "c", "2026-11-20T11:00:00Z");
    const plan = await planUndo(file);
    expect(plan.diff).toContain("-region = c");
    expect(plan.notes).toEqual([]);
    expect(await commitUndo(plan)).toMatchObject({ kind: "written" });
    expect(await readFile(file, "utf8")).toBe(original.replace("= a", "= b"));
    await commitUndo(await planUndo(file));
    expect(await readFile(file, "utf8")).toBe(original);
    await expect(planUndo(file)).rejects.toThrow("no backup");
  });

  it("keeps what it replaced", async () => {
    const file = await temporaryConfig(original);
    await setRegion(file, "b", "2026-11-20T10:00:00Z");
    await commitUndo(await planUndo(file));
    const undone = (await readdir(path.dirname(file))).filter((name) => name.endsWith(".undone"));
    expect(undone).toHaveLength(1);
    expect(await readFile(path.join(path.dirname(file), undone[0] ?? ""), "utf8")).toContain("region = b");
  });

  it("of the write that created the file removes it", async () => {
    const file = await temporaryConfig();
    await setRegion(file, "b", "2026-11-20T10:00:00Z");
    await commitUndo(await planUndo(file));
    await expect(readFile(file)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("says so when others changed the file since", async () => {
    const file = await temporaryConfig(original);
    await setRegion(file, "b", "2026-11-20T10:00:00Z");
    await writeFile(file, `${await readFile(file, "utf8")}\n[profile theirs]\n`);
    const plan = await planUndo(file);
    expect(plan.notes).toEqual([expect.stringContaining("changed by others")]);
    expect(plan.diff).toContain("-[profile theirs]");
  });

  it("passes over a backup whose write never happened", async () => {
    const file = await temporaryConfig(original);
    await setRegion(file, "b", "2026-11-20T10:00:00Z");
    const orphan = `${file}.onboard-2026-11-20T12-00-00-000Z-0123456789abcdef.backup`;
    await writeFile(orphan, await readFile(file));
    await commitUndo(await planUndo(file));
    expect(await readFile(file, "utf8")).toBe(original);
    await expect(readFile(orphan)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("has nothing to go back to where nothing was written", async () => {
    await expect(planUndo(await temporaryConfig(original))).rejects.toMatchObject({ kind: "failed" });
    await expect(planUndo(await temporaryConfig())).rejects.toMatchObject({ kind: "failed" });
  });
});

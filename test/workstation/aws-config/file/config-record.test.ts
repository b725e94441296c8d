import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { changeConfigFile, commitConfigPlan } from "../../../../src/workstation/aws-config/file/config-file.ts";
import { planEdits } from "../../../../src/workstation/aws-config/file/plan-edits.ts";
import { planRemoval } from "../../../../src/workstation/aws-config/file/plan-removal.ts";
import { commitUndo, planUndo } from "../../../../src/workstation/aws-config/file/undo-config.ts";
import { wantedToGo } from "../../../../src/workstation/aws-config/record/wanted-to-go.ts";
import type { SectionEdit } from "../../../../src/workstation/aws-config/section-edit.ts";
import { isFull } from "../../../how-much.ts";
import { bundled } from "../../bundled.ts";
import { temporaryConfig } from "../../temporary-home.ts";

const killer = new URL("kill-at-step.mjs", import.meta.url).href;
const script = await bundled(new URL("record-in-child.mjs", import.meta.url));
const STRIDE = isFull ? 1 : 4;

const original = "# mine\r\n[default]\r\nregion=a\r\noutput=text";

function profile(name: string, session = "amplify", region = "us-east-1"): SectionEdit {
  const set = { sso_session: session, sso_account_id: "1".repeat(12), sso_role_name: "p", region, output: "json" };
  return { section: { type: "profile", name }, set };
}

function session(name: string): SectionEdit {
  const set = { sso_start_url: "https://x/start", sso_region: "r", sso_registration_scopes: "sso:account:access" };
  return { section: { type: "sso-session", name }, set };
}

const setUp = (file: string, ...edits: readonly SectionEdit[]) =>
  changeConfigFile(
    () => planEdits(file, () => ({ edits })),
    async () => true,
  );

const remove = async (file: string, wanted = wantedToGo({})) => {
  const plan = await planRemoval(file, wanted);
  await commitConfigPlan(plan);
  return plan;
};

const text = (file: string) => readFile(file, "utf8");

async function beside(file: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(path.dirname(file));
  return names.filter((name) => name.endsWith(ending)).map((name) => path.join(path.dirname(file), name));
}

describe("the record of what was written", () => {
  it("lies beside the backup, for its owner alone, and brings back the file from before several runs", async () => {
    const file = await temporaryConfig(original);
    await setUp(file, session("amplify"), profile("amplify"));
    await setUp(file, session("amplify"), profile("default", "amplify", "eu-west-1"));
    await setUp(file, session("corp"), profile("work", "corp"));
    const records = await beside(file, ".record");
    expect(records.map((record) => record.replace(/record$/, "backup"))).toEqual(await beside(file, ".backup"));
    for (const record of records) expect((await stat(record)).mode & 0o777).toBe(0o600);
    expect(await remove(file)).toMatchObject({ by: "record", stays: [], alike: [] });
    expect(await text(file)).toBe(original);
    expect((await planRemoval(file)).diff).toBe("");
  });

  it("lets one profile go, or one session, with what stands on it", async () => {
    const file = await temporaryConfig(original);
    const gen1 = { credential_process: "aws configure export-credentials --profile work --format process" };
    await setUp(file, session("amplify"), profile("amplify"), session("corp"), profile("work", "corp"), {
      section: { type: "profile", name: "work-gen1" },
      set: gen1,
    });
    await remove(file, wantedToGo({ profile: "work" }));
    expect((await text(file)).match(/^\[.*\]/gm)).toEqual(["[default]", "[sso-session amplify]", "[profile amplify]"]);
    await remove(file, wantedToGo({ session: "amplify" }));
    expect(await text(file)).toBe(original);
  });

  it("of a file that there was not before lets it go altogether", async () => {
    const file = await temporaryConfig();
    await setUp(file, session("amplify"), profile("amplify"));
    await remove(file);
    await expect(text(file)).rejects.toMatchObject({ code: "ENOENT" });
    await commitUndo(await planUndo(file));
    await remove(file);
    await expect(text(file)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("goes with the write that an undo takes back, and comes back with a removal that is undone", async () => {
    const file = await temporaryConfig(original);
    await setUp(file, session("amplify"), profile("amplify"));
    const first = await text(file);
    await setUp(file, profile("default"));
    await commitUndo(await planUndo(file));
    expect(await beside(file, ".record")).toHaveLength(1);
    await remove(file);
    expect(await text(file)).toBe(original);
    await commitUndo(await planUndo(file));
    expect(await text(file)).toBe(first);
    await remove(file);
    expect(await text(file)).toBe(original);
  });

  it("lets an undo keep what people changed since", async () => {
    const file = await temporaryConfig(original);
    await setUp(file, session("amplify"), profile("amplify"));
    const first = await text(file);
    await setUp(file, profile("default"));
    const mine = "\r\n[profile mine]\r\nregion = q\r\n";
    await writeFile(file, `${await text(file)}${mine}`);
    const plan = await planUndo(file);
    expect(plan.notes).toEqual([expect.stringContaining("what they changed stays")]);
    await commitUndo(plan);
    expect(await text(file)).toBe(`${first}${mine}`);
    await remove(file);
    expect(await text(file)).toBe(`${original}${mine}`);
  });

  it("is found behind a link, where the file itself is", async () => {
    const real = await temporaryConfig(original);
    const link = path.join(await mkdtemp(path.join(tmpdir(), "onboard link ")), "config");
    await symlink(real, link);
    await setUp(link, session("amplify"), profile("amplify"));
    expect(await beside(real, ".record")).toHaveLength(1);
    await remove(link);
    expect(await text(real)).toBe(original);
  });

  it.each<readonly [string, (record: string) => Promise<void>]>([
    ["others can write it", (record) => chmod(record, 0o666)],
    ["it is not as onboard writes it", (record) => writeFile(record, '{"version":1}')],
    ["it is not as onboard writes it", (record) => writeFile(record, "junk")],
    ["too large to be a record", (record) => writeFile(record, Buffer.alloc(4_000_001, 32))],
  ])("counts for nothing when it cannot be ours, and the reason is said: %s", async (why, spoil) => {
    const file = await temporaryConfig(original);
    await setUp(file, profile("default"));
    const [record = ""] = await beside(file, ".record");
    await spoil(record);
    const plan = await planRemoval(file);
    expect(plan.notes).toEqual([expect.stringContaining(why)]);
    expect({ by: plan.by, diff: plan.diff }).toEqual({ by: "nothing", diff: "" });
  });
});

describe("what an earlier version wrote, without a record", () => {
  const edits = [session("amplify"), profile("amplify")];
  const withoutRecord = async (before: string | undefined) => {
    const file = await temporaryConfig(before);
    await setUp(file, ...edits);
    for (const record of await beside(file, ".record")) await rm(record);
    return file;
  };

  it.each([["to a file"], ["and there was no file", undefined]])("is shown by its backup: %s", async (_, ...none) => {
    const before = none.length === 0 ? original : undefined;
    const file = await withoutRecord(before);
    expect(await remove(file)).toMatchObject({ by: "backups", stays: [] });
    expect(await text(file).catch(() => undefined)).toBe(before);
  });

  it("is shown by its backup after people have changed other sections", async () => {
    const file = await withoutRecord(original);
    await writeFile(file, `${await text(file)}\r\n[profile mine]\r\nregion = q\r\n`);
    await remove(file);
    expect(await text(file)).toBe(`${original}\r\n[profile mine]\r\nregion = q\r\n`);
  });

  it("stays where no backup shows it, and is named", async () => {
    const file = await withoutRecord(original);
    for (const backup of await beside(file, ".backup")) await rm(backup);
    const plan = await planRemoval(file);
    expect({ by: plan.by, diff: plan.diff }).toEqual({ by: "nothing", diff: "" });
    expect(plan.alike.map(({ type, name }) => `${type} ${name}`)).toEqual(["sso-session amplify", "profile amplify"]);
  });
});

describe("a set-up that is killed", () => {
  it("at any step loses nothing: what it wrote, or did not come to write, is taken back to the byte", async () => {
    let ended = false;
    let killed = 0;
    for (let step = 1; !ended && step < 1_000; step += STRIDE) {
      const file = await temporaryConfig(original);
      const env = { ...process.env, KILL_AT_STEP: String(step) };
      const { status } = spawnSync(process.execPath, ["--import", killer, script, file, "dev", "2"], { env });
      ended = status === 0;
      killed += ended ? 0 : 1;
      await remove(file);
      expect({ step, text: await text(file) }).toEqual({ step, text: original });
      await setUp(file, profile("later"));
      await remove(file);
      expect({ step, text: await text(file) }).toEqual({ step, text: original });
    }
    expect(killed * STRIDE).toBeGreaterThan(40);
  });

  it("is no matter to others that run at once: all of them are taken back", async () => {
    const file = await temporaryConfig(original);
    const names = ["a", "b", "c", "d", "e", "f"];
    await Promise.all(names.map((name) => setUp(file, session("amplify"), profile(name), profile("default"))));
    for (const name of names) expect(await text(file)).toContain(`[profile ${name}]`);
    await remove(file);
    expect(await text(file)).toBe(original);
  });
});

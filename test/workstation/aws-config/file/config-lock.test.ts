import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { OnboardError } from "../../../../src/core/errors/onboard-error.ts";
import { lockConfig } from "../../../../src/workstation/aws-config/file/config-lock.ts";
import { temporaryConfig } from "../../temporary-home.ts";

describe("the lock", () => {
  it("of a process that is gone is set aside", async () => {
    const file = await temporaryConfig("");
    const gone = spawnSync(process.execPath, ["-e", ""]);
    await writeFile(`${file}.onboard-lock`, JSON.stringify({ pid: gone.pid, host: hostname(), id: "x" }));
    // Nobody waits for it: there is no time to.
    await (await lockConfig(file, { waitMs: 0, staleMs: 60_000 })).release();
    expect(await readdir(path.dirname(file))).toEqual(["config"]);
  });

  it("of another machine is kept until it is old", async () => {
    const file = await temporaryConfig("");
    const lock = `${file}.onboard-lock`;
    await writeFile(lock, JSON.stringify({ pid: 1, host: "elsewhere", id: "x" }));
    const error = await lockConfig(file, { waitMs: 100, staleMs: 60_000 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OnboardError);
    expect(error).toMatchObject({ remedy: expect.stringContaining("remove") });
    await utimes(lock, new Date(), new Date(Date.now() - 61_000));
    const held = await lockConfig(file, { waitMs: 100, staleMs: 60_000 });
    expect(await held.isHeld()).toBe(true);
    await held.release();
    expect(existsSync(lock)).toBe(false);
  });

  it("that another run took over is not released by the one that lost it", async () => {
    const file = await temporaryConfig("");
    const lost = await lockConfig(file);
    await rm(`${file}.onboard-lock`);
    const held = await lockConfig(file);
    expect(await lost.isHeld()).toBe(false);
    await lost.release();
    expect(await held.isHeld()).toBe(true);
    await held.release();
  });

  it("that was created by a process killed right then is set aside after a moment", async () => {
    const file = await temporaryConfig("");
    await writeFile(`${file}.onboard-lock`, "");
    const held = await lockConfig(file, { waitMs: 2000, staleMs: 100 });
    await held.release();
    expect(await readdir(path.dirname(file))).toEqual(["config"]);
  });

  it("is held by one at a time", async () => {
    const file = await temporaryConfig("");
    let holders = 0;
    let most = 0;
    const hold = async () => {
      const lock = await lockConfig(file);
      holders += 1;
      most = Math.max(most, holders);
      await new Promise((resolve) => setTimeout(resolve, 2));
      holders -= 1;
      await lock.release();
    };
    await Promise.all(Array.from({ length: 20 }, hold));
    expect(most).toBe(1);
  });
});

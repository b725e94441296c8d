import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pause } from "../../src/aws/backoff.ts";
import { takeLock } from "../../src/files/lock.ts";
import { bundled } from "../workstation/bundled.ts";
import { temporaryHome } from "../workstation/sign-in/temporary-home.ts";

const child = await bundled(new URL("count-under-lock.mjs", import.meta.url));

async function fileToLock(): Promise<string> {
  const folder = path.join(await temporaryHome(), "cache");
  await mkdir(folder);
  return path.join(folder, "token.json");
}

function take(file: string, signal = AbortSignal.timeout(5_000), onWait: () => void = () => undefined) {
  return takeLock(`${file}.lock`, { wait: (milliseconds) => pause(milliseconds, signal), onWait });
}

const ofHolder = (pid: number, host: string) => JSON.stringify({ pid, host, id: "another" });

describe("a lock", () => {
  it("keeps a second run waiting until the first gives it back", async () => {
    const file = await fileToLock();
    const first = await take(file);
    let waits = 0;
    const second = take(file, undefined, () => {
      waits += 1;
    });
    setTimeout(() => void first.release(), 500);
    await (await second).release();
    expect(waits).toBe(1);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it("is waited for no longer than the signal allows", async () => {
    const file = await fileToLock();
    const first = await take(file);
    await expect(take(file, AbortSignal.timeout(50))).rejects.toThrow();
    await first.release();
  });

  it("is taken over from a process that no longer runs", async () => {
    const file = await fileToLock();
    await writeFile(`${file}.lock`, ofHolder(await endedProcess(), hostname()));
    await (await take(file)).release();
  });

  it("is respected while another machine that shares the home keeps it fresh, and taken over once it is silent", async () => {
    const file = await fileToLock();
    await writeFile(`${file}.lock`, ofHolder(1, "another-machine"));
    await expect(take(file, AbortSignal.timeout(300))).rejects.toThrow();
    const minuteAgo = new Date(Date.now() - 60_000);
    await utimes(`${file}.lock`, minuteAgo, minuteAgo);
    await (await take(file)).release();
  });

  it("survives nonsense in its file, and a takeover that was cut short", async () => {
    const file = await fileToLock();
    const minuteAgo = new Date(Date.now() - 60_000);
    for (const name of [`${file}.lock`, `${file}.lock.takeover`]) {
      await writeFile(name, "");
      await utimes(name, minuteAgo, minuteAgo);
    }
    await (await take(file)).release();
    expect(existsSync(`${file}.lock.takeover`)).toBe(false);
  });

  it("is not removed by a holder that has lost it", async () => {
    const file = await fileToLock();
    const first = await take(file);
    await writeFile(`${file}.lock`, ofHolder(process.pid, hostname()));
    await first.release();
    expect(existsSync(`${file}.lock`)).toBe(true);
  });

  it("lets one process in at a time, also when all of them find the lock of a dead one", async () => {
    const file = await fileToLock();
    const counter = path.join(path.dirname(file), "counter");
    await writeFile(counter, "0");
    await writeFile(`${file}.lock`, ofHolder(await endedProcess(), hostname()));
    const codes = await Promise.all(Array.from({ length: 5 }, () => exitCode([child, file, counter, "20"])));
    expect(codes).toEqual([0, 0, 0, 0, 0]);
    expect(await readFile(counter, "utf8")).toBe("100");
  });
});

function exitCode(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, [...args], { stdio: ["ignore", "ignore", "inherit"] });
    started.once("error", reject).once("close", resolve);
  });
}

/** The id of a process that has just ended. */
function endedProcess(): Promise<number> {
  return new Promise((resolve) => {
    const started = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
    started.once("close", () => resolve(started.pid ?? 0));
  });
}

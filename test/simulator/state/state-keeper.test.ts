import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StateKeeper } from "../../../src/simulator/state/state-keeper.ts";
import { emptyWorld } from "../../../src/simulator/world/world.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-keeper-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("keeping the state", () => {
  it("writes the last of many changes", async () => {
    const [path, world] = [join(folder, "state.json"), emptyWorld("seed")];
    const keeper = new StateKeeper(path, world, 1);
    for (let change = 1; change <= 200; change += 1) {
      world.idsDrawn = change;
      keeper.touch();
      if (change % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await expect.poll(() => readFile(path, "utf8"), { timeout: 5_000 }).toContain('"idsDrawn":200');
  });

  it("flushes at once, while a write is under way", async () => {
    const [path, world] = [join(folder, "state.json"), emptyWorld("seed")];
    const keeper = new StateKeeper(path, world, 0);
    keeper.touch();
    await new Promise((resolve) => setTimeout(resolve, 1));
    world.idsDrawn = 7;
    await keeper.flush();
    expect(await readFile(path, "utf8")).toContain('"idsDrawn":7');
  });

  it("tells that it could not write when it is asked to flush", async () => {
    const keeper = new StateKeeper(join(folder, "nowhere", "state.json"), emptyWorld("seed"), 0);
    keeper.touch();
    await expect(keeper.flush()).rejects.toThrow("ENOENT");
  });
});

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputRefused } from "../../../src/simulator/input-refused.ts";
import { buildWorld } from "../../../src/simulator/organization-file/build-world.ts";
import { startSimulator } from "../../../src/simulator/start.ts";
import { readState, snapshotOf, writeState } from "../../../src/simulator/state/state-file.ts";
import { emptyWorld } from "../../../src/simulator/world/world.ts";
import { known, simulateAws } from "../simulated-aws.ts";

let folder: string;
let state: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-state-"));
  state = join(folder, "state.json");
});
afterEach(() => rm(folder, { recursive: true }));

describe("the state file", () => {
  it("gives the world back as it was", async () => {
    const world = buildWorld({}, "seed", 0);
    await writeState(state, world);
    expect(await readState(state)).toEqual(world);
  });

  it("is its owner's alone, and no temporary file stays beside it", async () => {
    await writeState(state, emptyWorld("seed"));
    expect((await stat(state)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it("is not there at first", async () => {
    expect(await readState(state)).toBeUndefined();
  });

  it.each([
    ["cut short", '{"version":1,"world":{"seed":"x"', "JSON"],
    ["empty", "", "JSON"],
    ["a list", "[]", "it is not a JSON object"],
    ["from the future", '{"version":2,"world":{}}', "it has version 2, this simulator reads version 1"],
    ["of something else", '{"name":"package"}', "it has version undefined"],
    ["without a world", '{"version":1}', "it holds no world"],
    ["without its tables", '{"version":1,"world":{"seed":"x"}}', "the table users is missing"],
  ])("that is %s is refused and left alone", async (_, text, problem) => {
    await writeFile(state, text);
    const error = await startSimulator({ state }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputRefused);
    expect((error as InputRefused).message).toContain(state);
    expect((error as InputRefused).problems.join("\n")).toContain(problem);
    expect(await readFile(state, "utf8")).toBe(text);
  });
});

describe("a simulator with a state file", () => {
  it("goes on where the last one stopped, in the middle of asynchronous work", async () => {
    const first = await simulateAws({ state });
    const set = await first.createPermissionSet();
    const ada = await first.createUser();
    const request = await first.assign(set, known.north, ada);
    const before = first.simulator.world();
    await first.simulator.close();

    const second = await simulateAws({ state });
    expect(second.simulator.world()).toEqual(before);
    expect((await second.statusOf(request))?.Status).toBe("IN_PROGRESS");
    second.pass(10_000);
    expect((await second.statusOf(request))?.Status).toBe("SUCCEEDED");
    await second.simulator.close();

    const third = await simulateAws({ state, now: () => Date.parse("2026-11-21T00:00:00Z") });
    expect(Object.values(third.simulator.world().assignments)).toHaveLength(1);
    await third.simulator.close();
  });

  it("never gives an id twice, though it was started anew", async () => {
    const ids = new Set<string>();
    for (const name of ["ada", "grace", "hedy"]) {
      const aws = await simulateAws({ state });
      ids.add(await aws.createUser(name));
      await aws.simulator.close();
    }
    expect(ids.size).toBe(3);
  });

  it("saves soon after a change, not only at the end", async () => {
    const aws = await simulateAws({ state });
    await aws.createUser("ada");
    await expect.poll(() => readFile(state, "utf8"), { timeout: 5_000 }).toContain('"ada"');
    await aws.simulator.close();
  });

  it("does not look at the organization's description any more", async () => {
    await (await startSimulator({ state })).close();
    const simulator = await startSimulator({ state, organization: { accounts: [] } });
    expect(Object.keys(simulator.world().accounts)).toContain(known.north);
    await simulator.close();
  });

  it("is told when its state cannot be saved", async () => {
    await expect(startSimulator({ state: join(folder, "nowhere", "state.json") })).rejects.toThrow("ENOENT");
  });
});

describe("a snapshot", () => {
  it("is plain JSON", () => {
    const snapshot = snapshotOf(buildWorld({}, "seed", 0));
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
  });
});

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

const PEOPLE = Array.from({ length: 30 }, (_, index) => `dev${index}@example.com`);
const APPLY = ["--emails", "team.csv", "--account", "Sandbox North", "--no-bootstrap", "--yes"];

let cwd: string;
let simulator: RunningSimulator;
let sent: string[];

beforeEach(async () => {
  cwd = await emptyFolder();
  sent = [];
  simulator = await startSimulator({ speed: 20, onRequest: ({ operation }) => sent.push(operation) });
  await writeFile(path.join(cwd, "team.csv"), `email\n${PEOPLE.join("\n")}\n`);
});

afterEach(() => simulator.close());

/** The entries of all records, oldest first. */
async function recorded(): Promise<readonly { readonly event: string; readonly key?: string }[]> {
  const folder = path.join(cwd, ".onboard", "runs");
  const texts = await Promise.all(
    (await readdir(folder)).sort().map((name) => readFile(path.join(folder, name), "utf8")),
  );
  return texts.flatMap((text) => text.split("\n").flatMap((line) => (line.endsWith("}") ? [JSON.parse(line)] : [])));
}

const writes = () => sent.filter((operation) => /^(Create|Update|Attach|Put|Tag|Provision)/.test(operation));

describe("the record of a run is there before what it tells of", () => {
  it("each change is in it as begun before it has an end", async () => {
    expect((await onboard(APPLY, { cwd, endpoint: simulator.url })).code).toBe(0);
    const entries = await recorded();
    const begun = entries.filter(({ event }) => event === "begin").map(({ key }) => key);
    const ended = entries.filter(({ event }) => event === "change").map(({ key }) => key);
    expect(begun).toHaveLength(61);
    expect(ended.toSorted()).toEqual(begun.toSorted());
    for (const key of ended) {
      const [first] = entries.filter((entry) => entry.key === key);
      expect(first?.event).toBe("begin");
    }
  });

  it.skipIf(process.platform === "win32")(
    "a run that cannot write it stops before its next change, and is finished later",
    async () => {
      // Bash counts in blocks of 1,024 bytes: the limit holds for each file that the program writes.
      const run = await onboardWithin(24);
      expect(run.code).toBe(4);
      expect(run.stderr).toContain("Stopping. The record of this run cannot be written");
      const begun = (await recorded()).filter(({ event }) => event === "begin");
      expect(begun.length).toBeGreaterThan(0);
      expect(begun.length).toBeLessThan(61);
      expect(sent.filter((operation) => operation === "CreateUser").length).toBeLessThanOrEqual(
        begun.filter(({ key }) => key?.startsWith("User|")).length,
      );
      const again = await onboard(APPLY, { cwd, endpoint: simulator.url });
      expect(again.code, again.stderr).toBe(0);
    },
  );

  it("nothing at all is changed where it cannot even be opened", async () => {
    await mkdir(path.join(cwd, ".onboard"));
    await writeFile(path.join(cwd, ".onboard", "runs"), "a file");
    const run = await onboard(APPLY, { cwd, endpoint: simulator.url });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("The record of this run cannot be written");
    expect(writes()).toEqual([]);
  });
});

/** The same run with a limit on the size of files; the simulator, in this process, has none. */
async function onboardWithin(blocks: number): Promise<Finished> {
  const wrapper = path.join(cwd, "limited.sh");
  await writeFile(wrapper, `ulimit -f ${blocks}; exec "$@"\n`);
  return onboard(APPLY, { cwd, endpoint: simulator.url, through: ["/bin/bash", wrapper] });
}

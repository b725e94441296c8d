import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { mapConcurrently } from "../../src/aws/concurrency.ts";
import type { OrganizationDescription } from "../../src/simulator/organization-file/description.ts";
import { startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder, onboard } from "../end-to-end/onboard.ts";
import { person } from "../end-to-end/person.ts";
import { someOf } from "../how-much.ts";
import { awsEnvironment, requireTool, run } from "./child.ts";

const script = fileURLToPath(new URL("access-naive.py", import.meta.url));
const LEAVE = ["leave", "--emails", "ana@example.com", "--yes", "--allow", "removals"];

const set = (name: string, assignments: readonly object[]) => ({
  name,
  managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
  assignments,
});
const ana = "ana@example.com";
const bo = "bo@example.com";

/** Ana has something in every way there is: alone, beside others, through two groups, and one place in two ways. */
const organization = {
  accounts: ["North", "South", "East"].map((name, index) => ({ id: `${333_333_333_330 + index}`, name })),
  instances: [
    {
      users: ["ana", "bo", "cy"].map((name) => person(name)),
      groups: [
        { displayName: "web", members: [ana, bo, "cy@example.com"] },
        { displayName: "ops", members: [ana, bo] },
      ],
      permissionSets: [
        set("dev", [
          { account: "North", user: ana },
          { account: "North", user: bo },
          { account: "South", user: bo },
          { account: "South", group: "web" },
          { account: "North", group: "web" },
        ]),
        set("read", [
          { account: "East", user: ana },
          { account: "East", group: "ops" },
          { account: "South", user: "cy@example.com" },
        ]),
      ],
    },
  ],
} as unknown as OrganizationDescription;

/** A company of its own in which Ana works. `kill` is asked after each call that AWS has carried out and not yet answered. */
async function company() {
  const place = { calls: 0, firstChange: 0, killAfter: 0, kill: () => {} };
  const unlimited = { ssoAdminPerSecond: 1e6, identityStorePerSecond: 1e6, organizationsPerSecond: 1e6 };
  const simulator = await startSimulator({
    organization,
    speed: 1000,
    latency: { call: 0 },
    limits: unlimited,
    onRequest: ({ operation }) => {
      place.calls += 1;
      if (place.firstChange === 0 && operation.startsWith("Delete")) place.firstChange = place.calls;
      if (place.calls === place.killAfter) place.kill();
    },
  });
  const cwd = await emptyFolder();
  const env = await awsEnvironment(simulator.url);
  await requireTool("python3", ["-c", "import boto3"], env);
  return {
    place,
    close: () => simulator.close(),
    leave: () =>
      onboard(LEAVE, {
        cwd,
        endpoint: simulator.url,
        onStart: (kill) => {
          place.calls = 0;
          place.kill = () => kill("SIGKILL");
        },
      }),
    /** Who has what, read by boto3 by asking for everything. */
    rows: async () => {
      const naive = await run("python3", [script], { env });
      expect(naive.stderr).toBe("");
      return JSON.parse(naive.stdout) as readonly (readonly string[])[];
    },
  };
}

const isAnas = ([user]: readonly string[]) => user === ana;

it("takes the leaver out of everything that boto3 finds, and nobody else; killed after any call, the same command finishes it", async () => {
  const quiet = await company();
  const before = await quiet.rows();
  expect(before.filter(isAnas)).toHaveLength(5);
  const others = before.filter((row) => !isAnas(row));
  expect(others.length).toBeGreaterThan(5);
  const done = await quiet.leave();
  expect([done.code, done.stderr]).toEqual([0, expect.any(String)]);
  expect(await quiet.rows()).toEqual(others);
  const { calls, firstChange } = quiet.place;
  expect(firstChange).toBeGreaterThan(20);
  await quiet.close();

  // Whoever is killed before the first change has changed nothing, after whatever call: two stand for all.
  const after = [1, firstChange - 1, ...Array.from({ length: calls - firstChange + 1 }, (_, at) => firstChange + at)];
  await mapConcurrently(someOf(after, 6), 2, async (killAfter) => {
    const one = await company();
    try {
      one.place.killAfter = killAfter;
      await one.leave();
      const half = await one.rows();
      expect(
        half.filter((row) => !isAnas(row)),
        `killed after call ${killAfter}`,
      ).toEqual(others);
      one.place.killAfter = 0;
      const again = await one.leave();
      expect(again.code, `after call ${killAfter}: ${again.stdout}${again.stderr}`).toBe(0);
      expect(await one.rows(), `finished after call ${killAfter}`).toEqual(others);
    } finally {
      await one.close();
    }
  });
}, 1_800_000);

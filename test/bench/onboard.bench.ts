import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { definedOnly } from "../../src/core/text/defined-only.ts";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { boundOf } from "./bound.ts";
import { isMutation, measure, run } from "./measured-run.ts";
import {
  FIVE_THOUSAND,
  LARGEST,
  leastReads,
  organizationOfSize,
  type Size,
  TWO_HUNDRED,
  userName,
} from "./organization-of-size.ts";
import { type AccessRow, type Row, writeReport } from "./report.ts";
import {
  type Call,
  type SimulatorProcess,
  startLargeOrganization,
  startSimulatorProcess,
} from "./simulator-process.ts";
import { measureStartUp, type StartUpRow } from "./start-up.ts";

type Organization = NonNullable<SimulatorOptions["organization"]>;

/**
 * AWS's pace, times this: rates and latencies of the simulator, and the program's own limits. The time that the program takes by
 * itself counts as often; where it matters, in short runs, AWS's own pace is kept.
 */
const SPEED = Number(process.env.BENCH_SPEED ?? 2);
const OWN_PACE = 1;
const MANAGEMENT = "111122223333";
const policy = "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess";
const rows: Row[] = [];
const accessRows: AccessRow[] = [];

const email = (index: number) => `person${index}@example.com`;
const accountId = (index: number) => `${200_000_000_000 + index}`;
const people = (count: number) => Array.from({ length: count }, (_, index) => index);
const inOneAccount = (count: number) => people(count).map((one) => `${email(one)},${accountId(0)}`);
const inTheirOwn = (count: number) => people(count).map((one) => `${email(one)},${accountId(one)}`);
const accounts = (count: number) => people(count).map((one) => ({ id: accountId(one), name: `Account ${one}` }));

/** Seconds that AWS works on an assignment, where it makes the role and where it does not. AWS publishes none. */
interface Durations {
  readonly firstAssignment: number;
  readonly assignment: number;
}
const USUAL: Durations = { firstAssignment: 5, assignment: 3 };

function organizationOf(described: Organization, { firstAssignment, assignment }: Durations): Organization {
  return {
    managementAccount: { id: MANAGEMENT, name: "Example Corp" },
    latency: { firstAssignment: firstAssignment * 1000, assignment: assignment * 1000 },
    ...described,
  };
}

interface Bench {
  readonly simulator: SimulatorProcess;
  readonly folder: string;
  readonly speed: number;
  readonly run: (team: readonly string[], ...flags: readonly string[]) => ReturnType<typeof measure>;
  /** What a plan for the team says that its changes take, in seconds at AWS's pace. */
  readonly estimate: (team: readonly string[], ...flags: readonly string[]) => Promise<number>;
}

interface SavedEstimate {
  readonly plan: { readonly estimateSeconds: number };
}

/** So fast that AWS's own time and limits hardly show: what is left is the tool's. */
const INSTANT = 100;

async function bench(
  organization: Organization,
  durations: Durations,
  work: (bench: Bench) => Promise<void>,
  speed = SPEED,
) {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-bench-"));
  const simulator = await startSimulatorProcess(folder, organizationOf(organization, durations), speed);
  const limitsAt = (pace: number) => ({
    ssoAdminPerSecond: Math.min(1_000, 20 * pace),
    identityStorePerSecond: Math.min(1_000, 20 * pace),
    organizationsPerSecond: Math.min(1_000, 10 * pace),
  });
  const write = async (team: readonly string[], pace: number) => {
    await writeFile(path.join(folder, "onboard.json"), JSON.stringify({ limits: limitsAt(pace) }));
    await writeFile(path.join(folder, "team.csv"), `email,account\n${team.join("\n")}\n`);
  };
  const args = ["--emails", "team.csv", "--sso-region", "us-east-1", "--region", "us-east-1"];
  try {
    await work({
      simulator,
      folder,
      speed,
      run: async (team, ...flags) => {
        await write(team, speed);
        return measure(simulator, folder, [...args, "--yes", ...flags]);
      },
      estimate: async (team, ...flags) => {
        await write(team, OWN_PACE);
        await measure(simulator, folder, [...args, "--dry-run", "--out", "plan.json", ...flags]);
        const saved = JSON.parse(await readFile(path.join(folder, "plan.json"), "utf8")) as SavedEstimate;
        return saved.plan.estimateSeconds;
      },
    });
  } finally {
    await simulator.stop();
  }
}

const isThrottle = ({ error = "" }: Call) => /Throttl|TooManyRequests/.test(error);

function record(row: Omit<Row, "calls" | "throttled" | "mutating" | "operations">, calls: readonly Call[]) {
  const operations = new Map<string, number>();
  for (const { operation } of calls) operations.set(operation, (operations.get(operation) ?? 0) + 1);
  rows.push({
    ...row,
    calls: calls.length,
    throttled: calls.filter(isThrottle).length,
    mutating: calls.filter((call) => isMutation(call) && !isThrottle(call)).length,
    operations: Object.fromEntries(operations),
  });
}

/** An estimate may be off by so much where AWS takes as long as it assumes. */
const OFF = 0.15;

/** Runs a scenario and records it, with what its plan says that it takes. */
async function runScenario(
  one: Bench,
  { scenario, people, bound, durations = USUAL }: Pick<Row, "scenario" | "people" | "bound" | "durations">,
  team: readonly string[],
  ...flags: readonly string[]
): Promise<void> {
  const estimate = durations === USUAL ? await one.estimate(team, ...flags) : undefined;
  const { calls, ...measured } = await one.run(team, ...flags);
  const { speed } = one;
  record({ scenario, people, durations, speed, ...measured, ...definedOnly({ bound, estimate }) }, calls);
  if (estimate === undefined) return;
  const off = Math.abs(estimate / (measured.changing * speed) - 1);
  expect(off, `${scenario}: told ${estimate} s, took ${measured.changing * speed} s`).toBeLessThanOrEqual(OFF);
}

describe.sequential("onboard at AWS's limits", () => {
  it.each([
    [10, USUAL, OWN_PACE],
    [100, USUAL, OWN_PACE],
    [1_000, USUAL, SPEED],
    [1_000, { firstAssignment: 3, assignment: 1 }, OWN_PACE],
  ] as const)("%d people in one account, %j", async (count, durations, speed) => {
    const work = async (one: Bench) => {
      const after = Math.ceil(count / 100);
      const bound = boundOf({ users: count, memberships: 0, assignmentsByAccount: [count], after, ...durations });
      const scenario = `${count} people, one account`;
      await runScenario(one, { scenario, people: count, durations, bound }, inOneAccount(count));
      if (count < 1_000 || durations !== USUAL) return;
      const again = await one.run(inOneAccount(count));
      expect(again.calls.filter(isMutation)).toEqual([]);
      // Pages of 100: the people, the holders of the set. The rest are single calls, whatever the size of the team.
      const leastCalls = 2 * Math.ceil(count / 100) + 15;
      record({ scenario: `${scenario}, again`, people: count, speed, ...again, leastCalls }, again.calls);
    };
    await bench({ accounts: accounts(1) }, durations, work, speed);
  });

  it("1,000 people, each in an account of their own", async () => {
    const count = 1_000;
    await bench({ accounts: accounts(count) }, USUAL, async (one) => {
      const before = { organizations: Math.ceil((count + 1) / 20) };
      const assignmentsByAccount = Array<number>(count).fill(1);
      const bound = boundOf({ users: count, memberships: 0, assignmentsByAccount, before, ...USUAL });
      await runScenario(one, { scenario: "1000 people, an account each", people: count, bound }, inTheirOwn(count));
      const again = await one.run(inTheirOwn(count));
      expect(again.calls.filter(isMutation)).toEqual([]);
      const leastCalls = count + Math.ceil(count / 100) + before.organizations + Math.ceil(count / 100) + 14;
      const scenario = "1000 people, an account each, again";
      record({ scenario, people: count, speed: SPEED, ...again, leastCalls }, again.calls);
    });
  });

  it("1,000 people in a group", async () => {
    const count = 1_000;
    await bench({ accounts: accounts(1) }, USUAL, async (one) => {
      const pages = Math.ceil(count / 100);
      const bound = boundOf({ users: count, memberships: count, assignmentsByAccount: [1], after: pages, ...USUAL });
      const scenario = "1000 people in one group";
      await runScenario(one, { scenario, people: count, bound }, inOneAccount(count), "--group", "Developers");
    });
  });

  it.each([
    ["by ids", (one: number) => accountId(one), 50, OWN_PACE],
    ["by names", (one: number) => `Account ${one}`, 7_000 / 20, SPEED],
  ] as const)(
    "50 people for a directory of 200,000 users and 7,000 accounts, %s",
    async (how, textOf, organizations, speed) => {
      const users = Array.from({ length: 200_000 }, (_, index) => ({
        userName: `member${index}@example.com`,
        email: `member${index}@example.com`,
        givenName: "Member",
        familyName: `${index}`,
      }));
      const permissionSets = [
        { name: "amplify-policy", sessionDuration: "PT12H", managedPolicies: [policy], assignments: [] },
      ];
      const instances = [{ region: "us-east-1", users, permissionSets }];
      const work = async (one: Bench) => {
        // Nobody is found by name, and nobody by address. Their accounts are all over the list.
        const before = { identityStore: 2 * 50, organizations };
        const assignmentsByAccount = Array<number>(50).fill(1);
        const bound = boundOf({ users: 50, memberships: 0, assignmentsByAccount, before, ...USUAL });
        const scenario = `50 people into 200,000 users, 7,000 accounts, ${how}`;
        const team = people(50).map((index) => `${email(index)},${textOf(index * 139)}`);
        await runScenario(one, { scenario, people: 50, bound }, team);
      };
      await bench({ accounts: accounts(6_999), instances }, USUAL, work, speed);
    },
  );

  it("the CloudShell commands of Amplify's documentation over 20 people", async ({ skip }) => {
    const tools = await run("bash", ["-c", "aws --version && jq --version"], tmpdir(), "http://127.0.0.1:1");
    if (tools.code !== 0) skip("the AWS CLI or jq is not there");
    const script = fileURLToPath(new URL("cloudshell-loop.sh", import.meta.url));
    const commands = async ({ simulator, folder }: Bench) => {
      const start = performance.now();
      const done = await run("bash", [script, ...people(20).map(email)], folder, simulator.url);
      expect(done.code, done.output).toBe(0);
      const seconds = (performance.now() - start) / 1000;
      record(
        { scenario: "20 people, CloudShell commands", people: 20, seconds, speed: INSTANT },
        await simulator.calls(),
      );
    };
    const ours = (scenario: string) => async (one: Bench) => {
      const team = people(20).map((index) => `${email(index)},${MANAGEMENT}`);
      const { calls, ...measured } = await one.run(team, "--allow", "management-account");
      record({ scenario, people: 20, speed: one.speed, ...measured }, calls);
    };
    await bench({}, USUAL, commands, INSTANT);
    await bench({}, USUAL, ours("20 people, the same account"), OWN_PACE);
    await bench({}, USUAL, ours("20 people, the same account, AWS at once"), INSTANT);
  });
});

/** No reading may take more of the fewest calls, nor more megabytes. */
const MOST_CALLS = 1.1;
const MOST_MEGABYTES = 500;

/** Runs a command that reads access against a wire, as fast as it answers, and counts what the slow services were asked. */
async function measureAccess(
  start: (folder: string) => Promise<SimulatorProcess>,
  args: readonly string[],
): Promise<{ readonly megabytes: number; readonly calls: readonly Call[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-bench-"));
  const limits = { ssoAdminPerSecond: 1_000, identityStorePerSecond: 1_000, organizationsPerSecond: 1_000 };
  await writeFile(path.join(folder, "onboard.json"), JSON.stringify({ limits }));
  const wire = await start(folder);
  try {
    const { calls, megabytes } = await measure(wire, folder, [...args, "--sso-region", "us-east-1"]);
    return { megabytes, calls: calls.filter(({ service }) => service === "sso-admin" || service === "identitystore") };
  } finally {
    await wire.stop();
  }
}

function recordAccess(row: AccessRow): void {
  accessRows.push(row);
  expect(row.calls / row.leastCalls, row.scenario).toBeLessThanOrEqual(MOST_CALLS);
  expect(row.megabytes, row.scenario).toBeLessThan(MOST_MEGABYTES);
}

describe.sequential("who has access, and who leaves", () => {
  it.each<readonly [string, Size]>([
    ["access: 200 people, 50 accounts", TWO_HUNDRED],
    ["access: 5,000 people, 500 accounts", FIVE_THOUSAND],
    ["access: 200,000 people, 7,000 accounts", LARGEST],
  ])("%s", async (scenario, size) => {
    const start = (folder: string) =>
      size === LARGEST
        ? startLargeOrganization(folder)
        : startSimulatorProcess(folder, organizationOfSize(size), INSTANT);
    const { calls, megabytes } = await measureAccess(start, ["access", "--out", "access.json"]);
    recordAccess({ scenario, calls: calls.length, leastCalls: leastReads(size), megabytes });
  });

  it("leave: 50 of 200 people, 50 accounts", async () => {
    const leavers = people(50).map(userName);
    const start = (folder: string) => startSimulatorProcess(folder, organizationOfSize(TWO_HUNDRED), INSTANT);
    const args = ["leave", "--emails", leavers.join(","), "--yes", "--allow", "removals"];
    const { calls, megabytes } = await measureAccess(start, args);
    const deletions = calls.filter(({ operation }) => operation.startsWith("Delete")).length;
    const leastCalls = deletions + 2 * leastReads(TWO_HUNDRED);
    recordAccess({ scenario: "leave: 50 of 200 people, 50 accounts", calls: calls.length, leastCalls, megabytes });
  });
});

let startUp: readonly StartUpRow[] = [];

describe.sequential("the start of the program", () => {
  it("is measured beside Node's own", () => {
    startUp = measureStartUp();
  });
});

afterAll(() => writeReport({ rows, access: accessRows, startUp }));

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { SimulatorOptions } from "../../src/simulator/start.ts";
import { boundOf } from "./bound.ts";
import { measure, run } from "./measured-run.ts";
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

type Organization = NonNullable<SimulatorOptions["organization"]>;

/** AWS's pace, times this: rates and latencies of the simulator, and the program's own limits. */
const SPEED = Number(process.env.BENCH_SPEED ?? 2);
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
  readonly run: (team: readonly string[], ...flags: readonly string[]) => ReturnType<typeof measure>;
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
  const limits = {
    ssoAdminPerSecond: Math.min(1_000, 20 * speed),
    identityStorePerSecond: Math.min(1_000, 20 * speed),
    organizationsPerSecond: Math.min(1_000, 10 * speed),
  };
  await writeFile(path.join(folder, "onboard.json"), JSON.stringify({ limits }));
  try {
    await work({
      simulator,
      folder,
      run: async (team, ...flags) => {
        await writeFile(path.join(folder, "team.csv"), `email,account\n${team.join("\n")}\n`);
        const args = ["--emails", "team.csv", "--yes", "--sso-region", "us-east-1", "--region", "us-east-1"];
        return measure(simulator, folder, [...args, ...flags]);
      },
    });
  } finally {
    await simulator.stop();
  }
}

const isThrottle = ({ error = "" }: Call) => /Throttl|TooManyRequests/.test(error);
const isMutation = ({ operation }: Call) => /^(Create|Attach|Put|Provision|Update|Tag|Delete)/.test(operation);

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

describe.sequential("onboard at AWS's limits", () => {
  it.each([
    [10, USUAL],
    [100, USUAL],
    [1_000, USUAL],
    [1_000, { firstAssignment: 3, assignment: 1 }],
  ] as const)("%d people in one account, %j", async (count, durations) => {
    await bench({ accounts: accounts(1) }, durations, async (one) => {
      const { calls, ...measured } = await one.run(inOneAccount(count));
      const bound = boundOf({ users: count, memberships: 0, assignmentsByAccount: [count], ...durations });
      const scenario = `${count} people, one account`;
      record({ scenario, people: count, durations, ...measured, bound }, calls);
      if (count < 1_000 || durations !== USUAL) return;
      const again = await one.run(inOneAccount(count));
      expect(again.calls.filter(isMutation)).toEqual([]);
      // Pages of 100: the people, the holders of the set. The rest are single calls, whatever the size of the team.
      const least = 2 * Math.ceil(count / 100) + 15;
      record({ scenario: `${scenario}, again`, people: count, ...again, leastCalls: least }, again.calls);
    });
  });

  it("1,000 people, each in an account of their own", async () => {
    const count = 1_000;
    await bench({ accounts: accounts(count) }, USUAL, async (one) => {
      const { calls, ...measured } = await one.run(inTheirOwn(count));
      const assignmentsByAccount = Array<number>(count).fill(1);
      const bound = boundOf({ users: count, memberships: 0, assignmentsByAccount, ...USUAL });
      record({ scenario: "1000 people, an account each", people: count, durations: USUAL, ...measured, bound }, calls);
      const again = await one.run(inTheirOwn(count));
      expect(again.calls.filter(isMutation)).toEqual([]);
      const pages = Math.ceil(count / 100) + Math.ceil((count + 1) / 20) + Math.ceil(count / 100);
      record(
        { scenario: "1000 people, an account each, again", people: count, ...again, leastCalls: count + pages + 14 },
        again.calls,
      );
    });
  });

  it("1,000 people in a group", async () => {
    const count = 1_000;
    await bench({ accounts: accounts(1) }, USUAL, async (one) => {
      const { calls, ...measured } = await one.run(inOneAccount(count), "--group", "Developers");
      const bound = boundOf({ users: count, memberships: count, assignmentsByAccount: [1], ...USUAL });
      record({ scenario: "1000 people in one group", people: count, durations: USUAL, ...measured, bound }, calls);
    });
  });

  it("50 people for a directory of 200,000 users and 7,000 accounts", async () => {
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
    await bench({ accounts: accounts(6_999), instances }, USUAL, async (one) => {
      const { calls, ...measured } = await one.run(inTheirOwn(50));
      const assignmentsByAccount = Array<number>(50).fill(1);
      const bound = boundOf({ users: 50, memberships: 0, assignmentsByAccount, ...USUAL });
      const scenario = "50 people into 200,000 users, 7,000 accounts";
      record({ scenario, people: 50, durations: USUAL, ...measured, bound }, calls);
    });
  });

  it("the CloudShell commands of Amplify's documentation over 20 people", async ({ skip }) => {
    const tools = await run("bash", ["-c", "aws --version && jq --version"], tmpdir(), "http://127.0.0.1:1");
    if (tools.code !== 0) skip("the AWS CLI or jq is not there");
    const script = fileURLToPath(new URL("cloudshell-loop.sh", import.meta.url));
    const commands = async ({ simulator, folder }: Bench) => {
      const start = performance.now();
      const done = await run("bash", [script, ...people(20).map(email)], folder, simulator.url);
      expect(done.code, done.output).toBe(0);
      const seconds = (performance.now() - start) / 1000;
      record({ scenario: "20 people, CloudShell commands", people: 20, seconds }, await simulator.calls());
    };
    const ours = (scenario: string) => async (one: Bench) => {
      const team = people(20).map((index) => `${email(index)},${MANAGEMENT}`);
      const { calls, ...measured } = await one.run(team, "--allow", "management-account");
      record({ scenario, people: 20, ...measured }, calls);
    };
    await bench({}, USUAL, commands, INSTANT);
    await bench({}, USUAL, ours("20 people, the same account"));
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

afterAll(() => writeReport(rows, accessRows, SPEED));

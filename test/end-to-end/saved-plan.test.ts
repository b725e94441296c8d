import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FORMATS } from "../../src/cli/terminal/format.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../src/simulator/start.ts";
import { someOf } from "../how-much.ts";
import { type HeldClock, heldClock } from "../simulator/held-clock.ts";
import { emptyFolder, onboard } from "./onboard.ts";

let cwd: string;
let simulator: RunningSimulator;
let operations: string[];
let clock: HeldClock;
let onOperation: (operation: string) => void;
const file = (name: string) => path.join(cwd, name);
const here = (...args: string[]) => onboard(args, { cwd, endpoint: simulator.url });
const save = (...args: string[]) => here("--emails", "team.csv", "--dry-run", "--out", "plan.json", ...args);
const writes = () => operations.filter((operation) => !/^(Get|List|Describe|Assume)/.test(operation));

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({
    speed: 1000,
    now: clock.now,
    ...options,
    onRequest: ({ operation }) => {
      operations.push(operation);
      onOperation(operation);
    },
  });
}

beforeEach(async () => {
  cwd = await emptyFolder();
  operations = [];
  onOperation = () => undefined;
  clock = heldClock();
  await start();
  await writeFile(file("team.csv"), "email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox South\n");
});

afterEach(() => simulator.close());

describe("a dry run", () => {
  it.each(someOf(FORMATS, 2))("as %s never changes anything", async (format) => {
    const run = await here("--emails", "team.csv", "--dry-run", "--format", format);
    expect(run.code, run.stderr).toBe(0);
    expect(operations.length).toBeGreaterThan(5);
    expect(writes()).toEqual([]);
  });
});

describe("what comes after a dry run", () => {
  const nextOf = (stdout: string) => /^Next: (.*)$/m.exec(stdout)?.[1];

  it("is the same command without it, or applying what was saved; JSON and pages have no such line", async () => {
    const dry = ["--emails", "team.csv", "--dry-run", "--detailed-exitcode"];
    expect(nextOf((await here(...dry)).stdout)).toMatch(/ --emails team\.csv$/);
    expect(nextOf((await save()).stdout)).toMatch(/ apply plan\.json$/);
    expect(nextOf((await here(...dry, "--format", "markdown")).stdout)).toBeUndefined();
    expect((await here("--emails", "team.csv", "--yes")).code).toBe(0);
    expect(nextOf((await here(...dry)).stdout)).toBeUndefined();
  });

  it("is nothing while a danger is to be allowed", async () => {
    const dry = ["--emails", "team.csv", "--account", "111122223333", "--dry-run"];
    await writeFile(file("team.csv"), "email\nana@example.com\n");
    expect(nextOf((await here(...dry)).stdout)).toBeUndefined();
    const allowed = await here(...dry, "--allow", "management-account");
    expect(nextOf(allowed.stdout)).toMatch(/ --account 111122223333 --allow management-account$/);
  });
});

describe("a saved plan", () => {
  it("is for its owner only, and is applied where there is nothing but the plan", async () => {
    expect((await save()).code).toBe(0);
    expect((await stat(file("plan.json"))).mode & 0o777).toBe(0o600);
    expect(writes()).toEqual([]);
    await rm(file("team.csv"));

    const run = await here("apply", "plan.json", "--yes");

    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("0 of 2 people ready; 2 assigned, bootstrap unknown");
    const handover = JSON.parse(await readFile(file("onboard.handover.json"), "utf8"));
    expect(handover.people).toHaveLength(2);
    const again = await here("apply", "plan.json", "--yes");
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("Nothing to do");
  });

  it("is replaced by a later one, and replaces nothing else", async () => {
    expect((await save()).code).toBe(0);
    expect((await save()).code).toBe(0);
    await writeFile(file("plan.json"), "my notes");
    const run = await save();
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("not a plan file");
    expect(await readFile(file("plan.json"), "utf8")).toBe("my notes");
  });

  it("is not applied after the team file or the settings have changed", async () => {
    await save();
    await writeFile(file("onboard.json"), "{}");
    await writeFile(file("team.csv"), "email\neve@example.com\n");
    const run = await here("apply", "plan.json", "--yes");
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("team.csv: The plan was made from another version of this file.");
    expect(run.stderr).toContain("onboard.json: The plan was made without this file.");
    expect(writes()).toEqual([]);
  });

  it("is not applied in a repository from which its team file was removed, whatever else is there", async () => {
    await mkdir(file("my team"));
    await writeFile(file("my team/team.csv"), "email,account\nana@example.com,Sandbox North\n");
    await here("--emails", "my team/team.csv", "--dry-run", "--out", "plan.json");
    await rm(file("my team/team.csv"));
    await mkdir(file(".git/objects"), { recursive: true });
    await writeFile(file(".git/HEAD"), "ref: refs/heads/main\n");
    const run = await here("apply", "plan.json", "--yes");
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("team.csv: The plan was made from this file, which is not here any more.");
    expect(writes()).toEqual([]);
  });

  it("stays what it is when git gives its files the line ends of another system", async () => {
    await writeFile(file("onboard.json"), "{\n}\n");
    await save();
    await writeFile(file("onboard.json"), "{\r\n}\r\n");
    const text = await readFile(file("team.csv"), "utf8");
    await writeFile(file("team.csv"), text.replaceAll("\n", "\r\n"));
    const run = await here("apply", "plan.json", "--yes");
    expect(run.code, run.stderr).toBe(0);
  });

  it("is out of date, and no invalid input, after somebody has changed AWS, and each change is named", async () => {
    await save("--no-bootstrap");
    await here("--emails", "bo@example.com", "--account", "Sandbox South", "--no-bootstrap", "--yes");
    operations = [];
    const json = await here("apply", "plan.json", "--yes", "--format", "json");
    const { error, problems } = JSON.parse(json.stdout);
    expect([json.code, error.kind]).toEqual([1, "outdated-plan"]);
    expect(problems.map(({ message }: { message: string }) => message)).toContain(
      "User bo@example.com is there already; the plan would create it.",
    );
    const github = await here("apply", "plan.json", "--yes", "--format", "github");
    expect(github.stdout).toContain("title=The plan is out of date");
    expect(github.stdout + github.stderr).not.toMatch(/invalid.input/i);
    expect(writes()).toEqual([]);
  });

  it("is not applied to another Identity Center", async () => {
    await save();
    await simulator.close();
    await start({ organization: { managementAccount: { id: "999988887777", name: "Another" } } });
    operations = [];

    const run = await here("apply", "plan.json", "--yes");

    expect(run.code, run.stderr).toBe(1);
    expect(run.stderr).toContain("The plan is for another Identity Center");
    expect(run.stderr).toContain("999988887777");
    expect(writes()).toEqual([]);
  });

  it("is not applied after somebody has tampered with it", async () => {
    await save();
    const text = await readFile(file("plan.json"), "utf8");
    await writeFile(file("plan.json"), text.replaceAll("bo@example.com", "eve@example.com"));
    operations = [];
    const run = await here("apply", "plan.json", "--yes");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("was changed after onboard wrote it");
    expect(operations).toEqual([]);
  });

  it("is finished by the same command after it was interrupted within a permission set", async () => {
    expect((await save("--no-bootstrap")).code).toBe(0);
    const first = await onboard(["apply", "plan.json", "--yes"], {
      cwd,
      endpoint: simulator.url,
      onStart: (kill) => {
        onOperation = (operation) => {
          if (operation === "CreatePermissionSet") kill("SIGINT");
        };
      },
    });
    onOperation = () => undefined;
    expect(first.code, first.stdout).toBe(130);
    const second = await here("apply", "plan.json", "--yes");
    expect(second.code, second.stdout + second.stderr).toBe(0);
    expect(operations.filter((one) => one === "CreatePermissionSet")).toHaveLength(1);
  });

  it("is finished by the same command after it was interrupted while AWS made accounts", async () => {
    await simulator.close();
    await start({ speed: 4 });
    const accounts = { newAccountEmail: "aws+{username}@example.com", organizationalUnit: "Workloads/Sandboxes" };
    await writeFile(file("onboard.json"), JSON.stringify({ accounts }));
    await writeFile(file("team.csv"), "email\nana@example.com\nbo@example.com\n");
    expect((await save("--account", "new", "--no-bootstrap")).code).toBe(0);
    const command = ["apply", "plan.json", "--yes", "--allow", "new-accounts"];
    let killed = false;
    const first = await onboard(command, {
      cwd,
      endpoint: simulator.url,
      onStderr: (_, kill) => {
        const poll = setInterval(() => {
          if (killed || operations.filter((one) => one === "CreateAccount").length < 2) return;
          killed = true;
          clock.hold();
          clearInterval(poll);
          kill("SIGINT");
        }, 5);
        poll.unref();
      },
    });
    expect(first.code, first.stdout).toBe(130);
    expect(first.stdout).toContain("account ana (request car-");

    clock.letGo(60_000);
    const second = await here(...command);
    expect(second.code, second.stdout + second.stderr).toBe(0);
    expect(operations.filter((one) => one === "CreateAccount")).toHaveLength(2);
    expect(operations.filter((one) => one === "MoveAccount")).toHaveLength(2);
  });

  it("is finished by the same command after it was interrupted", async () => {
    await simulator.close();
    await start({ speed: 4 });
    const people = Array.from({ length: 20 }, (_, index) => `dev${index}@example.com`);
    await writeFile(file("team.csv"), `email\n${people.join("\n")}\n`);
    expect((await save("--account", "Sandbox North")).code).toBe(0);
    let killed = false;
    const first = await onboard(["apply", "plan.json", "--yes"], {
      cwd,
      endpoint: simulator.url,
      onStderr: (_, kill) => {
        const poll = setInterval(() => {
          if (killed || operations.filter((one) => one === "CreateAccountAssignment").length < 4) return;
          killed = true;
          clock.hold();
          clearInterval(poll);
          kill("SIGINT");
        }, 5);
        poll.unref();
      },
    });
    expect(first.code).toBe(130);

    clock.letGo();
    const second = await here("apply", "plan.json", "--yes");

    expect(second.code, second.stderr).toBe(0);
    expect(Object.keys(simulator.world().assignments)).toHaveLength(people.length);
  });

  it("refuses a danger's name that does not exist", async () => {
    await save();
    const run = await here("apply", "plan.json", "--yes", "--allow", "manny-changes");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('Did you mean "many-changes"?');
  });
});

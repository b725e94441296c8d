import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder } from "../end-to-end/onboard.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const NAMES = ["ana", "bo", "cy"];

let cwd: string;
let simulator: RunningSimulator;
let terminal: Terminal;
let deletions: string[];

/** Three people have `dev` in One; of somebody who is gone an assignment is left. */
async function start(args: string): Promise<void> {
  const user = (name: string) => ({ userName: `${name}@example.com`, givenName: name, familyName: "Silva" });
  simulator = await startSimulator({
    speed: 1000,
    organization: {
      accounts: [{ id: "333333333331", name: "One" }],
      instances: [
        {
          users: [...NAMES.map(user), { ...user("gone"), deletedBy: "ADMINISTRATOR" }],
          permissionSets: [
            {
              name: "dev",
              assignments: [...NAMES, "gone"].map((name) => ({ account: "One", user: `${name}@example.com` })),
            },
          ],
        },
      ],
    },
    onRequest: ({ operation }) => {
      if (operation.startsWith("Delete")) deletions.push(operation);
    },
  });
  terminal = await openTerminal(args, cwd, {
    AWS_ENDPOINT_URL: simulator.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "simulator",
    AWS_SECRET_ACCESS_KEY: "simulator",
  });
}

beforeEach(async () => {
  cwd = await emptyFolder();
  deletions = [];
});

afterEach(async () => {
  await terminal.close();
  await simulator.close();
});

describe("onboard leave in a real terminal", () => {
  const TWO = "leave --emails ana@example.com,bo@example.com";

  it("goes on when the number of people is typed", async () => {
    await start(TWO);
    expect((await terminal.shows(/to go on:/)).replaceAll("\n", "")).toContain(
      "Type 2, the number of people who lose access, to go on:",
    );
    await terminal.type("2", "Enter");
    expect(await terminal.shows(/exit code 0/)).toContain("2 of 2 people have lost what was to go");
    expect(deletions).toHaveLength(2);
  });

  it.each([
    ["y", ["y", "Enter"], /Nothing was changed\.\s+exit code 1/],
    ["another number", ["3", "Enter"], /Nothing was changed\.\s+exit code 1/],
    ["Enter alone", ["Enter"], /Nothing was changed\.\s+exit code 1/],
    ["Ctrl-C", ["C-c"], /Interrupted before anything was changed\.[\s\S]*exit code 130/],
  ])("changes nothing on %s", async (_, keys, ending) => {
    await start(TWO);
    await terminal.shows(/to go on:/);
    await terminal.type(...keys);
    await terminal.shows(ending);
    expect(deletions).toEqual([]);
    expect(await readdir(cwd)).not.toContain(".onboard");
  });

  it.each([
    ["delete-users", /exit code 0/, 2],
    ["yes", /Nothing was changed\.\s+exit code 1/, 0],
  ])("asks for delete-users to be typed as well; %s", async (typed, ending, count) => {
    await start("leave --emails ana@example.com --delete-users");
    await terminal.shows(/Type 1, the/);
    await terminal.type("1", "Enter");
    const asked = await terminal.shows(/Type delete-users to go on:/);
    expect(asked.replaceAll(/\s+/g, " ")).toContain("1 user would be deleted from the directory, for good");
    expect(asked).toContain("1 user for good? Type delete-users to go on:");
    await terminal.type(typed, "Enter");
    await terminal.shows(ending);
    expect(deletions).toHaveLength(count);
  });

  it("asks for yes or no where nobody loses anything", async () => {
    await start("leave --orphans");
    await terminal.shows(/Apply 1 change .*\(y\/N\)/s);
    await terminal.type("y");
    await terminal.shows(/exit code 0/);
    expect(deletions).toEqual(["DeleteAccountAssignment"]);
  });
});

import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { emptyFolder } from "../end-to-end/onboard.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

let simulator: RunningSimulator;
let cwd: string;
let terminal: Terminal;

beforeAll(async () => {
  const permissionSets = [{ name: "ReadOnly", description: "Looks at everything." }];
  simulator = await startSimulator({ speed: 20, organization: { instances: [{ permissionSets }] } });
});

afterAll(() => simulator.close());

beforeEach(async () => {
  cwd = await emptyFolder();
});

afterEach(() => terminal.close());

const KEYS = { AWS_ACCESS_KEY_ID: "simulator", AWS_SECRET_ACCESS_KEY: "simulator" };
const atSimulator = () => ({ AWS_ENDPOINT_URL: simulator.url, AWS_REGION: "us-east-1" });

/** A command that is longer than the screen is wide goes on in the next line. */
const unwrapped = (screen: string) => screen.replaceAll("\n", "");

/** Chooses from the first question: so many lines down. */
async function begin(down: number, env: Readonly<Record<string, string>>): Promise<void> {
  terminal = await openTerminal("", cwd, env);
  await terminal.shows(/What would you like to do\?[\s\S]*Try it without AWS/);
  await terminal.type(...Array.from({ length: down }, () => "Down"), "Enter");
}

/** A question, and what is typed at it. */
type Step = readonly [question: RegExp, ...keys: string[]];

/** The admin's way after the people, up to the question about the plan. */
const TO_THE_PLAN: readonly Step[] = [
  [/Is that everybody\?/, "Enter"],
  [/In which accounts\?/, "Sandbox North", "Right", "Enter"],
  [/What may they do\?/, "Enter"],
  [/In which Region/, "eu-west-1", "Enter"],
  [/Bootstrap where/, "Enter"],
  [/Keep your answers\?/, "Enter"],
];

async function answer(steps: readonly Step[]): Promise<void> {
  for (const [question, ...keys] of steps) {
    await terminal.shows(question);
    for (const key of keys) await terminal.type(key);
  }
}

describe("onboard alone in a real terminal", () => {
  it("gives pasted people access, with a profile that it asks for, and keeps the answers", async () => {
    const config = path.join(cwd, "config");
    await writeFile(config, "[profile old]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = none\n");
    const credentials = path.join(cwd, "credentials");
    await writeFile(credentials, "[admin]\naws_access_key_id = simulator\naws_secret_access_key = simulator\n");
    const files = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials };
    await begin(0, { ...atSimulator(), ...files });
    const offered = await terminal.shows(
      /No AWS credentials were found[\s\S]*As whom do you look\?[\s\S]*Profile admin/,
    );
    expect(offered).not.toContain("Profile old");
    await terminal.type("Down", "Enter");
    await terminal.shows(/Addresses, or a file/);
    await terminal.paste('Ana Silva <ana@example.com>;\n"Li, Bo" <bo@example.com>\n');
    await terminal.shows(/2 lines pasted/);
    await terminal.type("Enter");
    expect(await terminal.shows(/Is that everybody\?/)).toContain("2 people: Ana Silva* <ana@example.com>");
    await answer(TO_THE_PLAN);
    const asked = await terminal.shows(/Apply \d+ changes .*\(y\/N\)/s);
    expect(unwrapped(asked)).toMatch(/The same without questions: +\S.* --emails team\.csv --profile admin/);
    await terminal.type("y");
    await terminal.shows(/exit code 0/);
    expect(await readFile(path.join(cwd, "team.csv"), "utf8")).toContain("ana@example.com,Ana Silva,Sandbox North");
    expect(JSON.parse(await readFile(path.join(cwd, "onboard.json"), "utf8")).defaults.region).toBe("eu-west-1");
  });

  it("leaves nothing, whichever question is left", async () => {
    await writeFile(path.join(cwd, "people.csv"), "email\ncy@example.com\n");
    const people: Step = [/Addresses, or a file/, "peo", "Tab", "Enter"];
    const steps: readonly Step[] = [people, ...TO_THE_PLAN, [/\(y\/N\)/]];
    for (const [count, key] of [
      [0, "Escape"],
      [2, "C-c"],
      [steps.length - 1, "Escape"],
    ] as const) {
      await begin(0, { ...atSimulator(), ...KEYS, NO_COLOR: "1" });
      await answer(steps.slice(0, count));
      await terminal.shows(steps[count]?.[0] ?? /never/);
      await terminal.type(key);
      await terminal.shows(/Interrupted before anything was changed\.[\s\S]*exit code 130/);
      expect(await readdir(cwd)).toEqual(["people.csv"]);
      await terminal.close();
    }
  });

  it("leads to who has access, and to the trial, which leaves nothing at its question", async () => {
    await begin(2, { ...atSimulator(), ...KEYS });
    await terminal.shows(/Of whom\?/);
    await terminal.type("Enter");
    expect(unwrapped(await terminal.shows(/exit code 0/))).toMatch(/The same without questions: +\S.* access/);
    await terminal.close();
    await begin(3, {});
    expect(unwrapped(await terminal.shows(/\(y\/N\)/))).toContain("team.csv --simulate");
    await terminal.type("C-c");
    await terminal.shows(/exit code 130/);
    expect(await readdir(cwd)).toEqual([]);
    await terminal.close();
    await begin(3, {});
    await terminal.shows(/\(y\/N\)/);
    await terminal.type("y");
    expect(await terminal.shows(/exit code 0/)).toContain("4 of 5 people ready");
    await terminal.close();
    // The handover that this has left is found, and that it is of a simulation.
    await begin(1, {});
    expect(unwrapped(await terminal.shows(/Who are you\?/))).toContain(" local --simulate");
  });

  it("takes the line that somebody was sent for the machine", async () => {
    await begin(1, {});
    await terminal.shows(/What you were sent/);
    await terminal.paste("npx onboard local --handover eyZwrapped\nbyAMailProgram\n");
    await terminal.type("Enter");
    expect(unwrapped(await terminal.shows(/exit code 3/))).toContain("local --handover eyZwrappedbyAMailProgram");
  });
});

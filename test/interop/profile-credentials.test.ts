import { createHash } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import "../reproducible.ts";
import { slice } from "../how-much.ts";
import { ASKED, anyMachine, LOGGED_IN, SIGNED_IN } from "../workstation/credentials/any-machine.ts";
import { type MachineFiles, ourAnswers, questionOf } from "../workstation/credentials/asked-machine.ts";
import { MACHINES } from "../workstation/credentials/machines.ts";
import { requireTool, run } from "./child.ts";

const GENERATED = slice(600);
const scriptOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

let questions: readonly { readonly machine: MachineFiles; readonly asked: string; readonly input: object }[];
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const home = await mkdtemp(path.join(tmpdir(), "onboard-credentials-"));
  env = {
    PATH: process.env.PATH,
    HOME: home,
    LANG: "C.UTF-8",
    PYTHONDONTWRITEBYTECODE: "1",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
  const paths = { process: path.join(home, "process.json"), token: path.join(home, "token") };
  await writeFile(paths.token, "token");
  await writeFile(paths.process, JSON.stringify({ Version: 1, AccessKeyId: "process", SecretAccessKey: "x" }));
  const inPlace = (text: string) => text.replaceAll("/process.json", paths.process).replaceAll("/token", paths.token);
  const placed = MACHINES.map(({ config, credentials, env = {}, who }) => ({
    config: inPlace(config),
    credentials: inPlace(credentials),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, inPlace(value)])),
    who,
  }));
  const { sessions, logins } = signInsOf(placed);
  await signedIn(home, [...SIGNED_IN, ...sessions]);
  await loggedIn(home, [...LOGGED_IN, ...logins]);
  const machines = [
    ...placed.map((machine) => ({ machine, all: Object.keys(machine.who) })),
    ...fc.sample(anyMachine(paths), GENERATED).map((machine) => ({ machine, all: ASKED })),
  ];
  const collected: (typeof questions)[number][] = [];
  for (const [index, { machine, all }] of machines.entries()) {
    const folder = path.join(home, String(index));
    const files = { config: path.join(folder, "config"), credentials: path.join(folder, "credentials") };
    await mkdir(folder);
    await writeFile(files.config, machine.config);
    await writeFile(files.credentials, machine.credentials);
    collected.push(...all.map((asked) => ({ machine, asked, input: { ...files, ...questionOf(machine, asked) } })));
  }
  questions = collected;
});

/** Whatever the machines of the table sign in to: who is signed in is another matter than what a client asks for. */
function signInsOf(machines: readonly MachineFiles[]) {
  const all = machines.map(({ config, credentials }) => `${config}\n${credentials}`).join("\n");
  const valuesOf = (keys: RegExp) =>
    [...all.matchAll(keys)].flatMap(([, value = ""]) => [value, value.split(/\s[#;]/)[0] ?? ""]);
  return {
    sessions: valuesOf(/^\s*(?:sso_session|sso_start_url)\s*=\s*(.*?)\s*$/gm),
    logins: valuesOf(/^\s*login_session\s*=\s*(.*?)\s*$/gm),
  };
}

const IN_AN_HOUR = new Date(Date.now() + 3_600_000).toISOString();

/** Sign-ins that hold for an hour, as the SDK finds them. */
async function signedIn(home: string, names: readonly string[]): Promise<void> {
  const cache = path.join(home, ".aws", "sso", "cache");
  await mkdir(cache, { recursive: true });
  const token = { accessToken: "token", expiresAt: IN_AN_HOUR, startUrl: "x", region: "x" };
  for (const name of names) {
    const file = createHash("sha1").update(name).digest("hex");
    await writeFile(path.join(cache, `${file}.json`), JSON.stringify(token));
  }
}

/** Sign-ins of the console that hold for an hour, with keys that tell which. */
async function loggedIn(home: string, sessions: readonly string[]): Promise<void> {
  const cache = path.join(home, ".aws", "login", "cache");
  await mkdir(cache, { recursive: true });
  for (const session of sessions) {
    const file = createHash("sha256").update(session).digest("hex");
    const keys = { accessKeyId: `login ${session}`, secretAccessKey: "x", sessionToken: "x", accountId: "1" };
    const token = { accessToken: { ...keys, expiresAt: IN_AN_HOUR }, clientId: "x", refreshToken: "x", dpopKey: "x" };
    await writeFile(path.join(cache, `${file}.json`), JSON.stringify(token));
  }
}

/** What differs between theirs and ours, with the machine, so that a failure can be read. */
function differences(theirs: readonly string[], side: 0 | 1, comparable: (line: string) => string): readonly unknown[] {
  return questions.flatMap(({ machine, asked }, index) => {
    const their = theirs[index] ?? "";
    const ours = comparable(ourAnswers(machine, asked)[side]);
    return ours === (their.startsWith("none") ? "none" : their) ? [] : [{ ...machine, asked, theirs: their, ours }];
  });
}

/** The SDK is asked with a portal of ours, which sees the Region in its address and not the start URL. */
function withoutPortal(line: string): string {
  return line.replace(/ by \S+ (\S+)/, (_, region: string) => ` by portal.sso.${region}.amazonaws.com`);
}

describe("our model of who gets which credentials from a profile", () => {
  it("agrees with botocore on real and generated machines", async () => {
    await requireTool("python3", ["-c", "import botocore"], env);
    const input = JSON.stringify(questions.map((one) => one.input));
    const { stdout, stderr } = await run("python3", [scriptOf("profile-credentials.py")], { env, input });
    expect(stderr).toBe("");
    expect(differences(JSON.parse(stdout), 0, (line) => line)).toEqual([]);
  });

  it("agrees with the AWS SDK for JavaScript on real and generated machines", async () => {
    const input = JSON.stringify(questions.map((one) => one.input));
    const { stdout, stderr } = await run(process.execPath, [scriptOf("profile-credentials.mjs")], { env, input });
    expect(stderr).toBe("");
    expect(differences(JSON.parse(stdout), 1, withoutPortal)).toEqual([]);
  });
});

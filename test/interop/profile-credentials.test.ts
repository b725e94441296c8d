import { createHash } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  anyMachine,
  MACHINES,
  type MachineFiles,
  ourAnswers,
  PROFILE_NAMES,
} from "../workstation/credentials/machines.ts";
import { requireTool, run } from "./child.ts";

const GENERATED = 500;
const scriptOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

interface Question extends Required<MachineFiles> {
  readonly profile: string;
}

let questions: readonly { readonly machine: MachineFiles; readonly profile: string; readonly asked: Question }[];
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
  await signedIn(home, [
    "corp",
    "part",
    "acme",
    "user",
    "https://a.awsapps.com/start",
    "https://d-1111111111.awsapps.com/start",
  ]);
  const generated = fc.sample(anyMachine(paths), GENERATED);
  const machines = [
    ...MACHINES.map((machine) => ({ machine, profiles: Object.keys(machine.who) })),
    ...generated.map((machine) => ({ machine, profiles: PROFILE_NAMES })),
  ];
  const all: (typeof questions)[number][] = [];
  for (const [index, { machine, profiles }] of machines.entries()) {
    const folder = path.join(home, String(index));
    const asked = {
      config: path.join(folder, "config"),
      credentials: path.join(folder, "credentials"),
      env: machine.env ?? {},
    };
    await mkdir(folder);
    await writeFile(asked.config, machine.config);
    await writeFile(asked.credentials, machine.credentials);
    all.push(...profiles.map((profile) => ({ machine, profile, asked: { ...asked, profile } })));
  }
  questions = all;
});

/** Sign-ins that hold for an hour, as the SDK finds them. */
async function signedIn(home: string, names: readonly string[]): Promise<void> {
  const cache = path.join(home, ".aws", "sso", "cache");
  await mkdir(cache, { recursive: true });
  const token = {
    accessToken: "token",
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    startUrl: "x",
    region: "x",
  };
  for (const name of names) {
    const file = createHash("sha1").update(name).digest("hex");
    await writeFile(path.join(cache, `${file}.json`), JSON.stringify(token));
  }
}

/** What differs between theirs and ours, with the machine, so that a failure can be read. */
function differences(theirs: readonly string[], side: 0 | 1, comparable: (line: string) => string): readonly unknown[] {
  return questions.flatMap(({ machine, profile }, index) => {
    const their = theirs[index] ?? "";
    const ours = comparable(ourAnswers(machine, profile)[side]);
    return ours === (their.startsWith("none") ? "none" : their) ? [] : [{ ...machine, profile, theirs: their, ours }];
  });
}

/** The SDK is asked with a portal of ours, which sees the Region in its address and not the start URL. */
function withoutPortal(line: string): string {
  return line.replace(/ by \S+ (\S+)/, (_, region: string) => ` by portal.sso.${region}.amazonaws.com`);
}

describe("our model of who gets which credentials from a profile", () => {
  it("agrees with botocore on real and generated machines", async () => {
    await requireTool("python3", ["-c", "import botocore"], env);
    const input = JSON.stringify(questions.map(({ asked }) => asked));
    const { stdout, stderr } = await run("python3", [scriptOf("profile-credentials.py")], { env, input });
    expect(stderr).toBe("");
    expect(differences(JSON.parse(stdout), 0, (line) => line)).toEqual([]);
  });

  it("agrees with the AWS SDK for JavaScript on real and generated machines", async () => {
    const input = JSON.stringify(questions.map(({ asked }) => asked));
    const { stdout, stderr } = await run(process.execPath, [scriptOf("profile-credentials.mjs")], { env, input });
    expect(stderr).toBe("");
    expect(differences(JSON.parse(stdout), 1, withoutPortal)).toEqual([]);
  });
});

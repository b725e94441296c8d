import { chmod, mkdir, readdir, readFile, realpath, rename, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCOUNT, type DeveloperMachine, developerMachine, PROFILE, SESSION } from "../interop/developer-machine.ts";
import { emptyFolder, type Finished, type Options, onboard, PROGRAMS } from "./onboard.ts";

let machine: DeveloperMachine;
let project: string;

beforeAll(async () => {
  machine = await developerMachine();
  project = path.join(machine.home, "app");
  await mkdir(path.join(project, "amplify"), { recursive: true });
  await writeFile(path.join(project, "amplify", "backend.ts"), "");
});
afterAll(() => machine.simulator.close());

const STRAY = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "stray",
  AWS_SESSION_TOKEN: "stray",
  AWS_DEFAULT_PROFILE: "stray",
  AWS_REGION: "ap-south-1",
  AWS_DEFAULT_REGION: "ap-south-1",
};

type Given = Omit<Options, "cwd"> & { readonly cwd?: string };

/** `onboard run …` in the project, on the machine that is set up. */
function run(words: readonly string[], { cwd = project, env = {}, ...options }: Given = {}): Promise<Finished> {
  const shell = { HOME: machine.home, USERPROFILE: machine.home, AWS_ENDPOINT_URL: machine.simulator.url };
  return onboard(["run", ...words], { cwd, env: { ...shell, ...env }, ...options });
}

/** A program of the project's packages that says what it was given. */
async function packaged(name: string, bin = path.join(project, "node_modules", ".bin")): Promise<string> {
  await mkdir(bin, { recursive: true });
  await writeFile(
    path.join(bin, name),
    '#!/bin/sh\necho "$0" "$npm_config_user_agent"; for word; do echo "$word"; done\n',
  );
  await chmod(path.join(bin, name), 0o755);
  return bin;
}

const TELLS = `
  process.stdin.setEncoding("utf8");
  let input = "";
  for await (const text of process.stdin) input += text;
  console.log(JSON.stringify({ args: process.argv.slice(1), input, cwd: process.cwd(), env: process.env }));
  process.exitCode = 7;
`;
const NODE = ["node", "--input-type=module", "-e", TELLS];

describe("a command that `onboard run` runs", () => {
  it("acts as the profile whatever the shell has, and is otherwise as if it had been typed itself", async () => {
    const args = ["", "a b", "--format", "json", "$HOME", "'", '"', "%PATH%", "*", "--", "-y", "é\u{1f600}"];
    const { code, stdout, stderr } = await run([...NODE, "--", ...args], {
      input: "in\0put",
      env: { ...STRAY, MINE: "kept", AWS_PAGER: "" },
    });
    expect(code, stderr).toBe(7);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ args, input: "in\0put", cwd: await realpath(project) });
    const { AWS_ACCESS_KEY_ID, AWS_DEFAULT_PROFILE, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, ...kept } = STRAY;
    expect(
      Object.keys(told.env)
        .filter((name) => /^(AWS|MINE)/.test(name))
        .sort(),
    ).toEqual(
      [
        ...Object.keys(kept),
        "AWS_EC2_METADATA_DISABLED",
        "AWS_ENDPOINT_URL",
        "AWS_PAGER",
        "AWS_PROFILE",
        "MINE",
      ].sort(),
    );
    expect(told.env).toMatchObject({ AWS_PROFILE: PROFILE, AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-east-1" });
    expect(stderr).toContain(`onboard: Acting as ${PROFILE}, the only profile here that signs in.\n`);
    expect(stderr).toContain("onboard: AWS_REGION is ap-south-1 in this shell, and us-east-1 for the command.\n");
    expect(stderr).toContain(
      "onboard: Left out of its environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_DEFAULT_PROFILE.\n",
    );
    expect(stderr + stdout).not.toContain("AKIAIOSFODNN7EXAMPLE");
  });

  it("says nothing of its own where a flag names the profile and nothing is in its way", async () => {
    expect(await run(["--profile", PROFILE, "--", "sh", "-c", "echo out; echo err >&2; exit 3"])).toEqual({
      code: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  it("is sent each signal once, and decides what to do with it", async () => {
    const sent = async (signal: NodeJS.Signals) => {
      const heard = `process.on("${signal}", () => { console.log("heard"); setTimeout(() => process.exit(9), 200); });`;
      let isSent = false;
      return run(
        ["--profile", PROFILE, "node", "-e", `${heard} console.error("ready"); setInterval(() => {}, 1000);`],
        {
          onStderr: (text, kill) => {
            if (!isSent && text.includes("ready")) kill(signal);
            isSent ||= text.includes("ready");
          },
        },
      );
    };
    const ended = await Promise.all((["SIGTERM", "SIGHUP", "SIGINT", "SIGUSR2"] as const).map(sent));
    expect(ended).toEqual(ended.map(() => ({ code: 9, stdout: "heard\n", stderr: "ready\n" })));
  });

  it("that a signal ends has the exit code that shells give it", async () => {
    expect((await run(["--profile", PROFILE, "sh", "-c", "kill -KILL $$"])).code).toBe(137);
  });

  it("is a program of the search path, or of the project's packages, and never one of the folder one stands in", async () => {
    for (const name of ["here", "packaged"])
      await writeFile(path.join(project, name), "#!/bin/sh\necho no\n", { mode: 0o755 });
    await packaged("packaged");
    const env = { PATH: `.:${path.delimiter}${PROGRAMS}` };
    const [here, found, there] = await Promise.all([
      run(["--profile", PROFILE, "here"], { env }),
      run(["--profile", PROFILE, "packaged", "a"], { env }),
      run(["--profile", PROFILE, "./here"], { env }),
    ]);
    expect(here).toMatchObject({
      code: 127,
      stdout: "",
      stderr: 'onboard: "here" was not started: there is no such program.\n',
    });
    expect(found.stdout).toContain("node_modules/.bin/packaged");
    expect(there.stdout).toBe("no\n");
  });

  it("that cannot be started ends with the code that shells give it", async () => {
    await writeFile(path.join(project, "empty"), "", { mode: 0o755 });
    await symlink("nowhere", path.join(project, "dangling"));
    await writeFile(path.join(project, "broken"), "#!/no/such/interpreter\n", { mode: 0o755 });
    expect(await run(["--profile", PROFILE, "./dangling"])).toMatchObject({ code: 127 });
    expect(await run(["--profile", PROFILE, "./broken"])).toMatchObject({ code: 126, stdout: "" });
  });
});

describe("in a project with a private choice", () => {
  const PRIVATE = { version: 1, profile: PROFILE, identifier: "ada-2" };

  it("ampx gets the identifier and the profile, which is told, from any folder of the project", async () => {
    await packaged("ampx");
    await writeFile(path.join(project, ".onboard.local.json"), JSON.stringify(PRIVATE));
    const bin = await packaged("npx", path.join(machine.home, "bin"));
    const [started, through, generated] = await Promise.all([
      run(["ampx", "sandbox", "secret", "list"], { cwd: path.join(project, "amplify"), env: { AWS_PROFILE: "other" } }),
      run(["npx", "ampx", "sandbox", "--identifier", "mine"], { env: { PATH: `${bin}${path.delimiter}${PROGRAMS}` } }),
      run(["ampx", "generate", "outputs"]),
    ]);
    const added = ["--identifier", "ada-2", "--profile", PROFILE];
    expect(started.stdout.split("\n").slice(1)).toEqual(["sandbox", ...added, "secret", "list", ""]);
    expect(started.stdout).toContain(".bin/ampx npm/");
    expect(started.stderr).toBe(
      `onboard: Acting as ${PROFILE} (../.onboard.local.json), not other of AWS_PROFILE.\nonboard: Added: ${added.join(" ")}\n`,
    );
    expect(through.stdout.split("\n").slice(1)).toEqual([
      "ampx",
      "sandbox",
      "--profile",
      PROFILE,
      "--identifier",
      "mine",
      "",
    ]);
    expect(generated.stderr).toContain("ampx generate has no --identifier");
  });

  it("one that is not there, or is broken, stops what relies on it and nothing else", async () => {
    const cwd = await emptyFolder();
    await writeFile(path.join(cwd, ".onboard.local.json"), JSON.stringify({ ...PRIVATE, profile: "gone" }));
    const gone = await run(["sh"], { cwd });
    expect(gone).toMatchObject({ code: 3, stdout: "" });
    expect(gone.stderr).toContain('.onboard.local.json: There is no profile "gone".');
    await writeFile(path.join(cwd, ".onboard.local.json"), "{");
    const broken = await run(["sh"], { cwd });
    expect(broken).toMatchObject({ code: 3 });
    expect(broken.stderr).toContain(".onboard.local.json cannot be used: it is not JSON.");
    const named = await run(["--profile", PROFILE, "sh", "-c", "echo yes"], { cwd });
    expect(named).toMatchObject({ code: 0, stdout: "yes\n" });
  });
});

describe("which profile is meant", () => {
  const config = (text: string) => ({ AWS_CONFIG_FILE: text });

  it("is asked for with those there are, where several sign in", async () => {
    const file = path.join(machine.home, "several");
    const own = (name: string) =>
      `[profile ${name}]\nsso_session = ${SESSION}\nsso_account_id = ${ACCOUNT}\nsso_role_name = amplify-policy\nregion = us-east-1\n`;
    const session = await readFile(path.join(machine.home, ".aws", "config"), "utf8");
    const portal = /^\[sso-session[^[]*/m.exec(session)?.[0];
    await writeFile(file, `${portal}\n${own(PROFILE)}${own("second")}`);
    const cwd = await emptyFolder();
    const { code, stderr } = await run(["sh"], { cwd, env: config(file) });
    expect(code).toBe(3);
    expect(stderr).toContain('Several profiles sign in here: "amplify", "second".');
    expect(stderr).toContain("onboard run --profile amplify");
    const ambient = await run(["sh", "-c", "echo $AWS_PROFILE"], {
      cwd,
      env: { ...config(file), AWS_PROFILE: "second" },
    });
    expect(ambient).toMatchObject({ code: 0, stdout: "second\n", stderr: "" });
    const named = await run(["aws", "--profile", "second", "s3"], { cwd, env: config(file) });
    expect(named.stderr).toBe('onboard: "aws" was not started: there is no such program.\n');
    const both = await run(["--profile", PROFILE, "aws", "s3", "--profile=second"], { cwd, env: config(file) });
    expect(both).toMatchObject({ code: 3 });
  });

  it("is for Amplify Gen 1's CLI the one that it can read", async () => {
    const file = path.join(machine.home, "gen1");
    const own = await readFile(path.join(machine.home, ".aws", "config"), "utf8");
    const handsOn = `aws configure export-credentials --profile ${PROFILE} --format process`;
    await writeFile(file, `${own}\n[profile ${PROFILE}-gen1]\ncredential_process = ${handsOn}\nregion = us-east-1\n`);
    const bin = await packaged("amplify", path.join(machine.home, "gen1-bin"));
    await writeFile(path.join(bin, "amplify"), "#!/bin/sh\necho $AWS_PROFILE\n");
    const env = { ...config(file), PATH: `${bin}${path.delimiter}${PROGRAMS}` };
    const { stdout, stderr } = await run(["amplify", "push"], { env, cwd: await emptyFolder() });
    expect(stdout).toBe(`${PROFILE}-gen1\n`);
    expect(stderr).toContain(`Acting as ${PROFILE}-gen1: Amplify Gen 1's CLI cannot read ${PROFILE}.`);
  });

  it("is nothing that no client gets credentials from", async () => {
    const file = path.join(machine.home, "empty");
    await writeFile(file, "[profile empty]\nregion = eu-west-1\n");
    const { code, stderr } = await run(["--profile", "empty", "sh"], { env: config(file) });
    expect(code).toBe(3);
    expect(stderr).toContain('No client gets credentials from the profile "empty"');
  });
});

describe("where nobody is signed in", () => {
  const cache = () => path.join(machine.home, ".aws", "sso", "cache");
  const signOut = async () => {
    await rename(cache(), `${cache()}-${Date.now()}`);
  };

  it("the command waits for the sign-in, of which stdout knows nothing", async () => {
    await signOut();
    const stopped = await run(["--no-login", "--profile", PROFILE, "sh", "-c", "echo no"]);
    expect(stopped).toMatchObject({ code: 5, stdout: "" });
    expect(stopped.stderr).toContain(`aws sso login --profile ${PROFILE}`);
    const { code, stdout, stderr } = await run(["--use-device-code", "--profile", PROFILE, "sh", "-c", "echo yes"]);
    expect(code, stderr).toBe(0);
    expect(stdout).toBe("yes\n");
    expect(stderr).toContain("Simulation, not AWS.");
    expect(stderr).toContain("Signed in.");
    expect(await readdir(cache())).not.toEqual([]);
  });

  it.each([
    ["of `aws login`", "[profile p]\nlogin_session = arn:aws:iam::1:user/a\n", "aws login --profile p"],
    [
      "of a portal without a session",
      `[profile p]\nsso_start_url = https://d-0000000000.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = ${ACCOUNT}\nsso_role_name = x\n`,
      "aws sso login --profile p",
    ],
  ])("a profile %s has its own way", async (_, text, command) => {
    const file = path.join(machine.home, "other");
    await writeFile(file, text);
    const { code, stderr } = await run(["--profile", "p", "sh"], { env: { AWS_CONFIG_FILE: file } });
    expect(code).toBe(5);
    expect(stderr).toContain(command);
  });
});

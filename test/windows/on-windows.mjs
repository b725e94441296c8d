// node test/windows/on-windows.mjs: drives the built program as people on Windows use it, with nothing but Node: on Windows itself, and
// under wine by .ci/windows.mjs. Most of it holds on every system, and is run there too. docs/windows.md tells what it shows.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = path.join(ROOT, "dist", "cli", "main.js");
const IS_WINDOWS = process.platform === "win32";
/** Whose cmd.exe starts programs of the working directory whatever one asks of it, and takes nothing of npm's `.cmd` files. */
const IS_WINE = process.env.NODE_OPTIONS?.includes("sockets-of-wine") === true;
/** Milliseconds for one command. On a busy machine a start takes some seconds. */
const LONGEST = 90_000;

const top = mkdtempSync(path.join(tmpdir(), "onboard-"));
/** As names of people are, and worse: all of it is allowed in a path of Windows. */
const home = path.join(top, "Users", "Ána Ö (x) & y%TEMP%");
const project = path.join(home, "my project");
const programs = path.join(top, "programs of mine");
for (const folder of [project, programs]) mkdirSync(folder, { recursive: true });
if (!IS_WINDOWS) symlinkSync(process.execPath, path.join(programs, "node"));
const systemFolder = path.join(process.env.SystemRoot ?? "C:\\Windows", "System32");
const started = new Set();
after(() => {
  for (const child of started) child.kill();
  rmSync(top, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const at = (...names) => path.join(project, ...names);
const read = (...names) => readFileSync(at(...names), "utf8");
const put = (file, text) => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const simulatedConfig = at(".onboard", "simulated-home", ".aws", "config");

/** A shell's environment: what Windows needs, a home, and programs; no keys, no Region, no profile. */
function shell(more = {}) {
  const kept = ["SystemRoot", "SYSTEMROOT", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "WINDIR"];
  // The machine's own AWS CLI would be started, too: it is not there, nor is anything else that a test does not put there.
  const folders = IS_WINDOWS ? [programs, path.dirname(process.execPath), systemFolder] : [programs];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    PATH: folders.join(path.delimiter),
    HOME: home,
    USERPROFILE: home,
    BROWSER: "none",
    AWS_EC2_METADATA_DISABLED: "true",
    ...more,
  };
}

/** Types a command; gives its exit code and what it said. It has `longest` milliseconds, or all of them (null). `onText` sees all of it so far, with the process. */
function onboard(args, { cwd = project, env = {}, onText, longest = LONGEST } = {}) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: shell(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.add(child);
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      said[stream] += text;
      onText?.(said.stdout + said.stderr, child);
    });
  }
  const timer = longest === null ? undefined : setTimeout(() => child.kill(), longest);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      started.delete(child);
      resolve({ code, ...said });
    });
  });
}

/** The same, which has to end so. */
async function ends(wanted, args, options) {
  const run = await onboard(args, options);
  assert.equal(run.code, wanted, `onboard ${args.join(" ")} ended with ${run.code}:\n${run.stdout}\n${run.stderr}`);
  return run;
}

const leftovers = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true }).filter((name) => /onboard-tmp|\.lock$|\.tmp$/.test(name))
    : [];
const sandbox = ["--region", "us-east-1"];

describe("giving access, in a home with blanks, accents, brackets and %", () => {
  it("plans, does it, and then has nothing to do", async () => {
    put(
      at("team.csv"),
      "\uFEFFemail,account\r\nana@example.com,Sandbox North\r\ncon.smith@example.com,Sandbox South\r\n",
    );
    const team = ["--emails", "team.csv", "--simulate", ...sandbox];
    await ends(2, [...team, "--dry-run", "--detailed-exitcode"]);
    const run = await ends(0, [...team, "--yes", "--messages", "my messages"]);
    assert.match(run.stdout, /Next: /);
    assert.equal(JSON.parse(read("onboard.handover.json")).people.length, 2);
    await ends(0, [...team, "--dry-run", "--detailed-exitcode"]);
    assert.deepEqual(leftovers(project), []);
  });

  it("names no message as Windows names a device", () => {
    const names = readdirSync(at("my messages"));
    assert.ok(names.includes("ana@example.com.html"), names.join(", "));
    assert.ok(names.includes("person-con.smith@example.com.html"), names.join(", "));
  });

  it("saves a plan whose paths every system reads, prints the command that carries it out, and refuses it without its file", async () => {
    put(at("my team", "team.csv"), "email,account\r\nbo@example.com,Sandbox North\r\n");
    const given = path.join("my team", "team.csv");
    const saved = await ends(0, ["--emails", given, "--simulate", ...sandbox, "--dry-run", "--out", "my plan.json"]);
    const plan = JSON.parse(read("my plan.json"));
    assert.deepEqual(
      plan.inputs.map(({ file }) => file),
      ["my team/team.csv", "my team/onboard.json"],
    );
    if (IS_WINDOWS) assert.match(saved.stdout, /apply "my plan\.json"/);
    mkdirSync(at(".git", "objects"), { recursive: true });
    put(at(".git", "HEAD"), "ref: refs/heads/main\n");
    const text = read("my team", "team.csv");
    rmSync(at("my team", "team.csv"));
    const refused = await ends(1, ["apply", "my plan.json", "--simulate", "--yes"]);
    assert.match(refused.stderr, /not here any more/);
    put(at("my team", "team.csv"), text.replaceAll("\r\n", "\n"));
    await ends(0, ["apply", "my plan.json", "--simulate", "--yes"]);
  });

  it("ended by force goes on from there", async () => {
    put(at("more.csv"), "email,account\r\ncy@example.com,Sandbox North\r\ndi@example.com,Sandbox South\r\n");
    const team = ["--emails", "more.csv", "--simulate", ...sandbox, "--yes"];
    let isKilled = false;
    const run = await onboard(team, {
      onText: (text, child) => {
        if (isKilled || !/\d+ of \d+|Created|created/.test(text)) return;
        isKilled = true;
        child.kill();
      },
    });
    if (isKilled) assert.notEqual(run.code, 0);
    await ends(0, team);
    await ends(0, [...team.slice(0, -1), "--dry-run", "--detailed-exitcode"]);
  });

  it("says who has what, who can start, and which old keys there are", async () => {
    const access = await ends(0, ["access", "--simulate", "--format", "json"]);
    assert.match(access.stdout, /ana@example\.com/);
    const status = await onboard(["status", "--emails", "team.csv", "--simulate", "--format", "json"]);
    assert.ok([0, 1, 2, 4].includes(status.code), status.stderr);
    assert.equal(JSON.parse(status.stdout).kind, "status");
    const keys = await onboard(["keys", "--emails", "team.csv", "--simulate", "--format", "json"]);
    assert.ok([0, 1, 2].includes(keys.code), keys.stderr);
    assert.equal(JSON.parse(keys.stdout).kind, "keys-of-team");
  });

  it("begins a team's folder, whose name has a blank", async () => {
    await ends(0, ["init", "new team\\sub".replaceAll("\\", path.sep), "--ci", "github"]);
    const files = readdirSync(at("new team", "sub"));
    for (const file of ["team.csv", "onboard.json", ".gitignore"]) assert.ok(files.includes(file), files.join(", "));
  });
});

/** What npm puts on Windows' search path for a program of a package: https://github.com/npm/cmd-shim */
const npmShim = (script) =>
  [
    "@ECHO off",
    "GOTO start",
    ":find_dp0",
    "SET dp0=%~dp0",
    "EXIT /b",
    ":start",
    "SETLOCAL",
    "CALL :find_dp0",
    "",
    'IF EXIST "%dp0%\\node.exe" (',
    '  SET "_prog=%dp0%\\node.exe"',
    ") ELSE (",
    '  SET "_prog=node"',
    "  SET PATHEXT=%PATHEXT:;.JS;=;%",
    ")",
    "",
    `endLocal & goto #_undefined_# 2>NUL || title %COMSPEC% & "%_prog%"  "%dp0%\\${script}" %*`,
    "",
  ].join("\r\n");

/** As Node's installer brings npm and npx. */
const nodesShim = (name) =>
  [
    "@ECHO OFF",
    'SET "NODE_EXE=%~dp0\\node.exe"',
    'IF NOT EXIST "%NODE_EXE%" (',
    '  SET "NODE_EXE=node"',
    ")",
    `SET "${name}_CLI_JS=%~dp0\\node_modules\\npm\\bin\\${name.toLowerCase()}-cli.js"`,
    `"%NODE_EXE%" "%${name}_CLI_JS%" %*`,
    "",
  ].join("\r\n");

/** What wine's sockets need; elsewhere nothing. */
const beforeCalls = /--import=(file:\S+)/.exec(process.env.NODE_OPTIONS ?? "")?.[1] ?? "data:text/javascript,";
const ours = (...names) => pathToFileURL(path.join(ROOT, ...names)).href;

/** A CDK toolkit that writes down its arguments; a file without an ending, as the CDK's own. */
function putToolkit(script) {
  const small = ours("test", "identity-center", "cdk", "small-toolkit.mjs");
  const told = `require("node:fs").appendFileSync(${JSON.stringify(at("cdk ran"))}, process.argv.slice(1).join(" ") + "\\n");`;
  put(script, `${told}\nimport("${beforeCalls}").then(() => import("${small}"));\n`);
}

describe("bootstrapping the CDK", { skip: !IS_WINDOWS && "its programs are batch files" }, () => {
  const bootstrapping = (team) => ["--emails", team, "--simulate", ...sandbox, "--yes", "--bootstrap"];

  it("is done by the cdk.cmd on the search path, as npm has put it there", async () => {
    put(path.join(programs, "cdk.cmd"), npmShim("node_modules\\aws-cdk\\bin\\cdk"));
    putToolkit(path.join(programs, "node_modules", "aws-cdk", "bin", "cdk"));
    put(at("north.csv"), "email,account,region\r\nana@example.com,Sandbox North,eu-west-1\r\n");
    const run = await ends(0, bootstrapping("north.csv"));
    assert.match(run.stdout, /ana@example\.com/);
    assert.match(read("cdk ran"), /aws-cdk\\bin\\cdk bootstrap aws:\/\/\d{12}\/eu-west-1 --ci/);
    assert.deepEqual(leftovers(project), []);
  });

  it("is done by one that npm.cmd fetches, where there is none", async () => {
    for (const file of [at("cdk ran"), path.join(programs, "cdk.cmd")]) rmSync(file);
    put(path.join(programs, "npm.cmd"), nodesShim("NPM"));
    const fetched = `const fs = require("node:fs");
      fs.mkdirSync("node_modules/.bin", { recursive: true });
      fs.writeFileSync("node_modules/.bin/cdk.cmd", ${JSON.stringify(npmShim("..\\aws-cdk\\bin\\cdk"))});
      fs.cpSync(${JSON.stringify(path.join(programs, "node_modules", "aws-cdk"))}, "node_modules/aws-cdk", { recursive: true });`;
    put(path.join(programs, "node_modules", "npm", "bin", "npm-cli.js"), fetched);
    put(at("south.csv"), "email,account,region\r\nana@example.com,Sandbox South,eu-west-1\r\n");
    const run = await ends(0, bootstrapping("south.csv"));
    assert.match(run.stderr, /is not installed here: npm fetches it/);
    assert.match(read("cdk ran"), /bootstrap aws:\/\/\d{12}\/eu-west-1 --ci/);
  });
});

describe("leaving", () => {
  it("takes what somebody has, and then finds nothing more", async () => {
    put(at("leavers.csv"), "email\r\ncon.smith@example.com\r\n");
    await ends(0, ["leave", "--emails", "leavers.csv", "--simulate", "--yes", "--max-removal-percent", "100"]);
    const again = await ends(0, ["leave", "--emails", "leavers.csv", "--simulate", "--dry-run", "--detailed-exitcode"]);
    assert.match(again.stdout, /[Nn]othing/);
  });
});

const THEIRS = [
  "# my own notes, do not touch",
  "[default]",
  "region = us-west-2   ",
  "",
  "[profile wörk]",
  "role_arn = arn:aws:iam::123456789012:role/Work",
  "source_profile = default",
  "s3 =",
  "    max_concurrent_requests = 20",
  "",
].join("\r\n");
const bareLines = (text) => text.replaceAll("\r\n", "").includes("\n");

describe("the developer's machine", () => {
  const local = ["local", "--simulate", "--yes", "--use-device-code"];

  it("gets a profile that works, in a file of CR LF that keeps every byte of the rest", async () => {
    put(simulatedConfig, THEIRS);
    await ends(0, [...local, "--email", "ana@example.com"]);
    const text = readFileSync(simulatedConfig, "utf8");
    assert.ok(text.startsWith(THEIRS), text);
    assert.match(text, /\[profile amplify\]/);
    assert.equal(bareLines(text), false, JSON.stringify(text));
  });

  it("is as it was after --undo, and after --remove", async () => {
    await ends(0, [...local, "--undo"]);
    assert.equal(readFileSync(simulatedConfig, "utf8"), THEIRS);
    await ends(0, [...local, "--email", "ana@example.com"]);
    await ends(0, [...local, "--remove"]);
    assert.equal(readFileSync(simulatedConfig, "utf8"), THEIRS);
    assert.deepEqual(leftovers(path.dirname(simulatedConfig)), []);
  });

  it("loses nothing where an editor has the file open: it is written, or it is said who is in the way", async () => {
    const handle = openSync(simulatedConfig, "r");
    try {
      const run = await onboard([...local, "--email", "ana@example.com"]);
      const text = readFileSync(simulatedConfig, "utf8");
      if (run.code === 0) assert.match(text, /\[profile amplify\]/);
      else {
        assert.match(run.stderr, /another program has it open/);
        assert.match(run.stderr, /Close that program and run this again\./);
        assert.equal(text, THEIRS);
      }
    } finally {
      closeSync(handle);
    }
    assert.deepEqual(leftovers(path.dirname(simulatedConfig)), []);
  });
});

const PERSON = "ada@example.com";
const ACCOUNT = "210987654321";

const PORTAL = "https://d-9067a1b2c3.awsapps.com/start";

/** The address of a simulator at which this person signs in by themselves. */
async function simulator() {
  const organization = {
    accounts: [{ id: ACCOUNT, name: "Sandbox" }],
    bootstrap: [{ account: ACCOUNT, regions: ["us-east-1"] }],
    instances: [
      {
        identityStoreId: "d-9067a1b2c3",
        users: [{ userName: PERSON, givenName: "Ada", familyName: "Lovelace", email: PERSON }],
        permissionSets: [
          {
            name: "amplify-policy",
            managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
            assignments: [{ account: ACCOUNT, user: PERSON }],
          },
        ],
      },
    ],
  };
  put(path.join(top, "organization.json"), JSON.stringify(organization));
  const args = ["simulator", "--org", path.join(top, "organization.json"), "--approve", PERSON, "--speed", "20"];
  return new Promise((resolve, reject) => {
    void onboard(args, {
      longest: null,
      onText: (text) => {
        const [, url] = /^listening on (http:\S+)\r?\n/m.exec(text) ?? [];
        if (url === undefined) return;
        const line = { win32: `set "AWS_ENDPOINT_URL=${url}"` }[process.platform] ?? `export AWS_ENDPOINT_URL=${url}`;
        if (text.includes(`${line}\n`)) resolve(url);
      },
    }).then((run) => reject(new Error(`the simulator ended: ${JSON.stringify(run)}`)));
  });
}

/** A program of another's that is found before the right one wherever a bare name is looked for in the working directory. */
function plant(name, script) {
  if (!IS_WINDOWS) return;
  copyFileSync(process.execPath, at(`${name}.exe`));
  put(
    at(`${script}.js`),
    `require("node:fs").writeFileSync(${JSON.stringify(at("PLANTED"))}, process.argv.join(" "));`,
  );
}

describe("at home, with a real sign-in", async () => {
  let env = {};
  const config = path.join(home, ".aws", "config");

  it("writes below C:\\Users, and starts none of the programs of the folder one stands in", async () => {
    const url = await simulator();
    // An address that no browser program takes, so that Windows' own is asked.
    env = { AWS_ENDPOINT_URL: url, BROWSER: "no-such-browser" };
    plant("aws", "sts");
    plant("git", "config");
    plant("rundll32", "url.dll,FileProtocolHandler");
    const access = [
      {
        accountId: ACCOUNT,
        accountName: "Sandbox",
        permissionSet: "amplify-policy",
        region: "us-east-1",
        profile: "amplify",
      },
    ];
    const people = [{ email: PERSON, username: PERSON, access }];
    put(
      at("onboard.handover.json"),
      JSON.stringify({ version: 1, startUrl: PORTAL, ssoRegion: "us-east-1", session: "example-corp", people }),
    );
    const run = await ends(0, ["local", "--yes", "--email", PERSON, "--use-device-code"], { env });
    assert.match(readFileSync(config, "utf8"), /\[profile amplify\]/);
    assert.match(run.stdout, /acts as amplify-policy in account 210987654321/);
    assert.equal(existsSync(at("PLANTED")), false);
  });

  it("takes pip's aws.cmd for the AWS CLI", async () => {
    if (!IS_WINDOWS) return;
    const says = {
      Account: ACCOUNT,
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_amplify-policy_0123456789abcdef/${PERSON}`,
      UserId: "AROA:ada",
    };
    // It names its Python by a bare name, and there is one in the folder one stands in.
    for (const folder of IS_WINE ? [programs] : [programs, project])
      copyFileSync(process.execPath, path.join(folder, "python.exe"));
    const tellPlanted = `if (process.execPath.includes("my project")) require("node:fs").writeFileSync(${JSON.stringify(at("PLANTED"))}, "");`;
    put(
      path.join(programs, "aws.js"),
      `${tellPlanted} console.log(process.argv.includes("--version") ? "aws-cli/2.31.0 Python/3.13" : ${JSON.stringify(JSON.stringify(says))});`,
    );
    put(path.join(programs, "aws.cmd"), `@echo off\r\nREM not npm's\r\npython "%~dp0aws.js" more %*\r\n`);
    const run = await ends(0, ["local", "--yes", "--email", PERSON, "--use-device-code"], { env });
    assert.match(run.stdout, /AWS CLI/);
    assert.equal(existsSync(at("PLANTED")), false);
  });

  it("hands a browser that is a .cmd the whole address, with every & and %, and is signed in by it", async () => {
    if (!IS_WINDOWS) return;
    rmSync(path.join(home, ".aws", "sso"), { recursive: true });
    const visit = `import("${beforeCalls}").then(() => fetch(process.argv[2])).then((page) => page.text())`;
    const note = `require("node:fs").writeFileSync(${JSON.stringify(at("visited"))}, process.argv[2] + "\\n");`;
    put(path.join(programs, "visit.js"), `${note} ${visit}.then(() => process.exit(0));`);
    put(path.join(programs, "browser.cmd"), `@echo off\r\nnode "%~dp0visit.js" %*\r\n`);
    const BROWSER = path.join(programs, "browser.cmd");
    await ends(0, ["local", "--yes", "--email", PERSON], { env: { ...env, BROWSER } });
    const { searchParams } = new URL(read("visited").trim());
    assert.equal(searchParams.get("code_challenge_method"), "S256");
    assert.match(searchParams.get("redirect_uri") ?? "", /^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/);
  });

  it("has a doctor who finds no fault, knows the CLI, and speaks of no modes where there are none", async () => {
    const run = await onboard(["doctor", "--format", "json"], { env });
    const { findings = [] } = JSON.parse(run.stdout);
    if (IS_WINDOWS) assert.doesNotMatch(run.stdout, /chmod|"mode/);
    assert.deepEqual(
      findings.filter(({ severity }) => severity === "error"),
      [],
      run.stdout,
    );
  });

  it("runs a project's program under the profile: arguments whole, its exit code, no shell", async () => {
    const words = ["a b", "%PATH%", "&", 'say "hi"', "^", "", "ü"];
    put(
      at("node_modules", "tell", "tell.js"),
      `console.log(JSON.stringify([process.argv.slice(2), process.env.AWS_PROFILE])); process.exit(7);`,
    );
    const bin = at("node_modules", ".bin");
    put(path.join(bin, "tell.cmd"), '@ECHO off\r\n"%~dp0\\..\\tell\\tell.js" %*\r\n'.replace('"%~dp0', 'node "%~dp0'));
    if (!IS_WINDOWS) return;
    const run = await ends(7, ["run", "tell", ...words], { env });
    assert.deepEqual(JSON.parse(run.stdout.trim().split(/\r?\n/).at(-1)), [words, "amplify"]);
    put(path.join(programs, "npx.cmd"), nodesShim("NPX"));
    put(
      path.join(programs, "node_modules", "npm", "bin", "npx-cli.js"),
      "console.log(JSON.stringify([process.argv.slice(2), process.env.AWS_PROFILE]));",
    );
    const byNpx = await ends(0, ["run", "npx", "cowsay", ...words], { env });
    assert.deepEqual(JSON.parse(byNpx.stdout.trim().split(/\r?\n/).at(-1)), [["cowsay", ...words], "amplify"]);
    const unknown = await onboard(["run", "no-such-program"], { env });
    assert.equal(unknown.code, 127, unknown.stderr);
  });

  it("is told the commands of the day, as cmd and PowerShell take them", async () => {
    put(at("package.json"), JSON.stringify({ name: "shop", devDependencies: { "@aws-amplify/backend": "1" } }));
    put(at("amplify", "backend.ts"), "");
    for (const name of ["cmd", "powershell"]) {
      const day = await ends(0, ["day", "--shell", name], { env });
      assert.match(day.stdout, /ampx sandbox/);
      assert.doesNotMatch(day.stdout, /export AWS_/);
    }
  });

  it("gets completions for PowerShell", async () => {
    const script = await ends(0, ["completion", "powershell"], { env });
    assert.match(script.stdout, /Register-ArgumentCompleter/);
    const { stdout } = await ends(0, ["completion", "--help"], { env });
    assert.match(stdout, /powershell/);
  });
});

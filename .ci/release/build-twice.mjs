// Two builds of the same sources that have nothing in common but those: another folder, clock, time zone, language, user, and umask.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, utimesSync } from "node:fs";
import path from "node:path";

/** A clock that is wrong by that many milliseconds. A build that is older than the files it reads would tidy them away, so it is behind. */
const BEHIND = 400 * 24 * 3600 * 1000;
const WRONG_CLOCK = `data:text/javascript,${encodeURIComponent(`const now = Date.now;
Date.now = () => now() - ${BEHIND};
globalThis.Date = class extends Date { constructor(...args) { super(...(args.length ? args : [Date.now()])); } };`)}`;

const WAYS = [
  { folder: "one", umask: "022", env: { TZ: "UTC", LC_ALL: "C", USER: "one" } },
  {
    folder: path.join("another läng er", "way down"),
    umask: "077",
    env: {
      TZ: "Pacific/Kiritimati",
      LC_ALL: "tr_TR.UTF-8",
      USER: "another",
      NODE_OPTIONS: `--import "${WRONG_CLOCK}"`,
    },
  },
];

/**
 * Builds and packs what git knows of `root`, and what is new there and not ignored, in two folders below `work`. `isReleased`: the
 * program says of itself that npm has it. Returns of each the tarball, esbuild's metafile, and the folder it was built in; the
 * packages that were built from are left in the last one. Throws an error with what npm or the build said.
 */
export function buildTwice(root, work, isReleased) {
  const builds = [];
  for (const { folder, umask, env } of WAYS) {
    const at = path.join(work, folder);
    copySources(root, at, builds.length === 0 ? undefined : new Date("2001-02-03T04:05:06Z"));
    const packages = path.join(at, "node_modules");
    if (builds.length > 0) renameSync(path.join(builds.at(-1).folder, "node_modules"), packages);
    else run("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], at, process.env);
    const own = { PATH: process.env.PATH, HOME: work, ...env, ...(isReleased ? { ONBOARD_RELEASE: "1" } : {}) };
    const node = (...args) =>
      run("sh", ["-c", `umask ${umask} && exec "$@"`, "sh", process.execPath, ...args], at, own);
    const [metafile, tarball] = [path.join(at, "..", "metafile.json"), path.join(at, "..", "program.tgz")];
    node("src/build.mjs", "--metafile", metafile);
    node(path.join(".ci", "release", "pack.mjs"), tarball);
    builds.push({ folder: at, tarball: readFileSync(tarball), metafile: JSON.parse(readFileSync(metafile, "utf8")) });
  }
  return builds;
}

/** What git knows of a folder, and what is new there and not ignored. */
export function sourcesOf(root) {
  const listed = run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], root, process.env);
  const files = [...new Set(listed.split("\0"))].filter((file) => file !== "");
  return files.filter((file) => existsSync(path.join(root, file)));
}

function copySources(root, to, time) {
  for (const file of sourcesOf(root)) {
    const copy = path.join(to, file);
    mkdirSync(path.dirname(copy), { recursive: true });
    cpSync(path.join(root, file), copy);
    if (time !== undefined) utimesSync(copy, time, time);
  }
}

function run(program, args, cwd, env) {
  try {
    return execFileSync(program, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`${[program, ...args].join(" ")}\n${error.stderr?.trim() || error.message}`);
  }
}

// Everything that is to be known of a release before it is one: two builds of it, and what is said of it where.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import path from "node:path";
import { bundledFolders, bundledSources } from "../../src/bundle/bundled.mjs";
import { askNpm } from "./audit.mjs";
import { buildTwice, sourcesOf } from "./build-twice.mjs";
import { TEXTS } from "./licences.mjs";
import { filesIn } from "./tarball.mjs";

/** A name that is shorter says nothing about a machine: `/root`, `vm`. */
const TELLING = 8;

/** Reads the clone `root`, and builds it in the folder `work`. */
export function readRelease(root, work, isReleased) {
  const builds = buildTwice(root, work, isReleased);
  const { tarball, metafile, folder } = builds.at(-1);
  const read = (file) => readFileSync(path.join(root, file), "utf8");
  const [manifest, lock] = ["package.json", "package-lock.json"].map((file) => JSON.parse(read(file)));
  const sources = sourcesOf(root);
  const files = filesIn(tarball);
  const textOf = (file) => files.find((one) => one.path === `package/${file}`)?.bytes.toString("utf8") ?? "";
  return {
    manifest,
    lock,
    builds: builds.map((build) => build.tarball),
    tarball,
    files,
    expected: expectedFiles(manifest, metafile, sources),
    machine: [work, root, homedir(), hostname()].filter((name) => name.length >= TELLING && name !== "localhost"),
    packages: bundledFolders(metafile).map((at) => packageAt(folder, at, lock)),
    sources: bundledSources(metafile),
    texts: textOf(TEXTS),
    bill: textOf("dist/sbom.cdx.json"),
    notice: textOf("docs/NOTICE"),
    installed: JSON.parse(textOf("package.json") || "{}"),
    build: JSON.parse(textOf("dist/build.json") || "{}"),
    said: saidBy(files, path.join(work, "unpacked"), manifest),
    man: read("docs/man/onboard.1"),
    changelog: read("docs/changelog.md"),
    pages: sources.filter(isPage).map((file) => ({ file, text: read(file) })),
    changed: git(root, "status", "--porcelain"),
    tags: git(root, "tag", "--list"),
    here: git(root, "tag", "--points-at", "HEAD"),
    audit: askNpm(root),
  };
}

/** Pages of the manual: a changelog and decisions speak of other versions, too. */
const isPage = (file) => /^(README\.md|docs\/[^/]*\.md|templates\/.*)$/.test(file) && file !== "docs/changelog.md";

/** What should be in the package: what is built, and what git has of the files and folders that package.json names beside that. */
function expectedFiles({ files }, { outputs }, sources) {
  const isNamed = (file) => files.some((one) => one !== "dist" && (file === one || file.startsWith(`${one}/`)));
  const built = [...Object.keys(outputs), TEXTS, "dist/sbom.cdx.json", "dist/build.json"];
  return [...["package.json", "LICENSE", "README.md"], ...built, ...sources.filter(isNamed)];
}

/** What a package says of itself, and what the lock file says of it. */
function packageAt(root, at, lock) {
  const folder = path.join(root, at);
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const { license: locked, integrity = "" } = lock.packages[at] ?? {};
  return {
    name,
    version,
    license,
    locked,
    integrity,
    texts: texts.map((file) => readFileSync(path.join(folder, file), "utf8")),
  };
}

/** The version that the program prints when it is unpacked, by itself, or what it says in its place. */
function saidBy(files, folder, { bin }) {
  for (const { path: file, bytes } of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), bytes);
  }
  const program = path.join(folder, "package", Object.values(bin)[0]);
  try {
    return execFileSync(process.execPath, [program, "--version"], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  } catch (error) {
    return error.stderr?.trim().split("\n")[0] || error.message;
  }
}

function git(cwd, ...args) {
  const lines = execFileSync("git", args, { cwd, encoding: "utf8" }).split("\n");
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

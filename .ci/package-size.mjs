// node .ci/package-size.mjs [TARBALL]: how large the package is that a release publishes, and what in it is. It fails above the limit. Why,
// and what was done to be below it: docs/decisions/0013-bundle.md.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { filesIn } from "./release/tarball.mjs";

/** Bytes; a kB is 1,000 of them. */
export const LIMIT = 800_000;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MOST = 12;

/** Entries of a table, the largest first: `[[name, bytes], …]`, added up by name. */
export function largest(entries) {
  const sums = new Map();
  for (const [name, bytes] of entries) sums.set(name, (sums.get(name) ?? 0) + bytes);
  return [...sums].sort(([one, a], [other, b]) => b - a || one.localeCompare(other, "en"));
}

/** How many bytes of the bundle come from where, by what esbuild says of it: a package, or a folder of ours. */
export function originsIn({ outputs }) {
  const inputs = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return largest(inputs.map(([file, { bytesInOutput }]) => [originOf(file), bytesInOutput]));
}

function originOf(file) {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
  return name ?? file.split("/").slice(0, 3).join("/");
}

/** What each place of a package takes in the tarball: what its files are when they alone are compressed. */
export function placesIn(files) {
  const places = new Map();
  for (const { path: file, bytes } of files) {
    const [, place] = /^package\/([^/]+\/[^/]+|[^/]+)/.exec(file);
    places.set(place, [...(places.get(place) ?? []), bytes]);
  }
  return largest([...places].map(([place, parts]) => [place, gzipSync(Buffer.concat(parts), { level: 9 }).length]));
}

function report(tarball, metafile) {
  const files = filesIn(tarball);
  const unpacked = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return [
    `The package is ${kB(tarball.length)}, ${kB(unpacked)} unpacked, in ${files.length} files. The limit is ${kB(LIMIT)}.`,
    "",
    "Where it goes, compressed:",
    ...table(placesIn(files)),
    "",
    "What the bundle is made of, as it is in dist/ (dist/metafile.json has each file; https://esbuild.github.io/analyze/ draws it):",
    ...table(originsIn(metafile)),
    "",
  ].join("\n");
}

function table(entries) {
  return entries.slice(0, MOST).map(([name, bytes]) => `${kB(bytes).padStart(10)}  ${name}`);
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function packed() {
  const folder = mkdtempSync(path.join(tmpdir(), "onboard-size-"));
  try {
    const file = path.join(folder, "onboard.tgz");
    execFileSync(process.execPath, [path.join(ROOT, ".ci/release/pack.mjs"), file], { stdio: "inherit" });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const tarball = process.argv[2] === undefined ? packed() : readFileSync(process.argv[2]);
  process.stdout.write(report(tarball, JSON.parse(readFileSync(path.join(ROOT, "dist/metafile.json"), "utf8"))));
  if (tarball.length > LIMIT) {
    process.stderr.write(`That is ${kB(tarball.length - LIMIT)} too much.\n`);
    process.exitCode = 1;
  }
}

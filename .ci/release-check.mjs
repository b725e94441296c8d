// node .ci/release-check.mjs [--unreleased] [--out FOLDER]: whether this clone can be released as the version in its package.json, and
// everything that stands against it at once. It publishes nothing. --unreleased: of a commit that is not tagged yet, so without its
// date, tag and addresses. FOLDER gets what was checked: the tarball, the list of what is inside, their hashes, and what the changelog says of it.
// Exit codes: 0 it may be released, 1 it may not, 2 wrong usage, 3 nothing is wrong, and something could not be looked at.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checked, exitCodeOf, renderResults } from "./release/checks.mjs";
import { readRelease } from "./release/read-release.mjs";
import { changesOf } from "./release/versions.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const options = optionsOf(process.argv.slice(2));
if (options === undefined) {
  process.exitCode = 2;
} else {
  const work = mkdtempSync(path.join(realpathSync(tmpdir()), "onboard-release-"));
  try {
    process.exitCode = check(options, work);
  } catch (error) {
    process.stdout.write(
      `There is nothing to release: a build failed.\n\n${error.message}\n\nNext: npm ci && npm run build\n`,
    );
    process.exitCode = 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function optionsOf(args) {
  try {
    return parseArgs({ args, options: { unreleased: { type: "boolean", default: false }, out: { type: "string" } } })
      .values;
  } catch (error) {
    process.stderr.write(`${error.message}\nUsage: npm run release:check -- [--unreleased] [--out FOLDER]\n`);
    return undefined;
  }
}

function check({ unreleased, out }, work) {
  const isReleased = !unreleased;
  const today = new Date().toISOString().slice(0, 10);
  const release = { ...readRelease(root, work, isReleased), isReleased, today };
  const results = checked(release);
  const next = `npm run release:check${unreleased ? " -- --unreleased" : ""}`;
  process.stdout.write(renderResults(results, { ...release, sha512: hashOf(release.tarball), next }));
  if (out !== undefined) put(out, release);
  return exitCodeOf(results);
}

/** Names as `sha512sum --check SHA512SUMS` reads them. */
function put(folder, { manifest: { name, version }, changelog, tarball, bill }) {
  mkdirSync(folder, { recursive: true });
  const files = { [`${name}-${version}.tgz`]: tarball, [`${name}-${version}.cdx.json`]: Buffer.from(bill) };
  for (const [file, bytes] of Object.entries(files)) writeFileSync(path.join(folder, file), bytes);
  const sums = Object.entries(files).map(([file, bytes]) => `${hashOf(bytes)}  ${file}\n`);
  writeFileSync(path.join(folder, "SHA512SUMS"), sums.join(""));
  writeFileSync(path.join(folder, "NOTES.md"), `${changesOf(changelog, version)}\n`);
}

function hashOf(bytes) {
  return createHash("sha512").update(bytes).digest("hex");
}

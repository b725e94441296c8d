// node .ci/complete-lock.mjs: gives each entry of package-lock.json the hash that the registry has for it, where npm wrote
// none: it does so for optional packages of other platforms when it runs behind some mirrors.
// With --check: only says which have none, and fails if there are any.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
const lacking = Object.entries(lock.packages).filter(([at, { integrity, link }]) => at !== "" && !link && !integrity);
const nameOf = ([at, { version }]) => `${at.split("node_modules/").at(-1)}@${version}`;

if (process.argv.includes("--check")) {
  for (const entry of lacking) process.stdout.write(`${file}: ${nameOf(entry)} has no integrity hash\n`);
  if (lacking.length > 0) process.exitCode = 1;
} else {
  for (const entry of lacking) {
    const hash = execFileSync("npm", ["view", nameOf(entry), "dist.integrity"], { encoding: "utf8" }).trim();
    if (!/^sha512-[\w+/]{86}==$/.test(hash)) throw new Error(`The registry has no hash of ${nameOf(entry)}.`);
    const [, { version, ...rest }] = entry;
    lock.packages[entry[0]] = { version, integrity: hash, ...rest };
  }
  if (lacking.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${lacking.length} completed\n`);
}

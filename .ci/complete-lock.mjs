// node .ci/complete-lock.mjs: run it after `npm install` behind a registry mirror that lacks packages for other platforms.
// npm then leaves those optional packages out of the lock file, and `npm ci` refuses it everywhere. This puts them back,
// with the versions that their parents name; without integrity hashes, which only the real registry could give.
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
const OS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "sunos", "win32", "openharmony"];
const CPU = ["x64", "arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32"];
const added = [];
for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const at = `node_modules/${name}`;
    if (lock.packages[at] || lock.packages[`${path}/node_modules/${name}`]) continue;
    const parts = name.split("/").at(-1).split("-");
    const os = name === "fsevents" ? "darwin" : parts.find((p) => OS.includes(p));
    const cpu = parts.find((p) => CPU.includes(p));
    const libc = parts.includes("musl") ? "musl" : parts.includes("gnu") ? "glibc" : undefined;
    const exact = version.replace(/^[~^]/, "");
    lock.packages[at] = {
      version: exact,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      ...(libc && os === "linux" ? { libc: [libc] } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    };
    added.push(`${name}@${exact}`);
  }
}
const root = lock.packages[""];
lock.packages = {
  "": root,
  ...Object.fromEntries(
    Object.entries(lock.packages)
      .filter(([k]) => k !== "")
      .sort(([a], [b]) => a.localeCompare(b, "en")),
  ),
};
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} added ${added.join(" ")}\n`);

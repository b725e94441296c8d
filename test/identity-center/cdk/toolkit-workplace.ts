import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const cdk = fileURLToPath(new URL("../../../node_modules/aws-cdk/bin/cdk", import.meta.url));
const smallToolkit = fileURLToPath(new URL("small-toolkit.mjs", import.meta.url));

/** The toolkit that a test bootstraps with: a small one, or the CDK's own where the tests run to compare the two. */
export const toolkit = process.env.ONBOARD_TEST_TOOLKIT === "real" ? cdk : smallToolkit;

/** Records each host that a process connects to, its children's too, and refuses all but this machine. */
const guard = (record: string) => `
import { appendFileSync } from "node:fs";
import net from "node:net";
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof first === "object" ? (first.path ? "pipe" : (first.host ?? "localhost")) : (args[1] ?? "localhost");
  appendFileSync(${JSON.stringify(record)}, host + "\\n");
  if (!["127.0.0.1", "::1", "localhost", "pipe"].includes(host)) { this.destroy(new Error("not in a test")); return this; }
  return Reflect.apply(connect, this, args);
};
`;

const IS_WINDOWS = process.platform === "win32";

/** What no program of Windows starts without. */
function systemVariables(): Readonly<Record<string, string>> {
  const { SystemRoot = "" } = process.env;
  return IS_WINDOWS ? { SystemRoot } : {};
}

/** What npm puts on the search path there: https://github.com/npm/cmd-shim */
function npmShim(script: string): string {
  const { NODE_OPTIONS = "" } = process.env;
  return `@ECHO off\r\n"${process.execPath}" ${NODE_OPTIONS} "${script}" %*\r\n`;
}

/** A home, a folder of programs, and the environment of somebody who works there. */
export async function createWorkplace(more: Readonly<Record<string, string>> = {}) {
  const root = await mkdtemp(path.join(tmpdir(), "onboard-toolkit-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const [bin, home, temporary] = ["bin", "home", "tmp"].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [bin, home, temporary]) await mkdir(folder);
  if (!IS_WINDOWS) await symlink(process.execPath, path.join(bin, "node"));
  const script = async (name: string, text: string) => {
    const file = path.join(bin, name);
    await writeFile(file, text);
    await chmod(file, 0o755);
  };
  const record = path.join(root, "hosts");
  return {
    root,
    bin,
    home,
    env: { ...systemVariables(), PATH: [bin, "/usr/bin", "/bin"].join(path.delimiter), HOME: home, ...more },
    /** A shell script on the search path. */
    script,
    /** The real toolkit on the search path, kept on this machine. */
    installCdk: async () => {
      await writeFile(path.join(root, "guard.mjs"), guard(record));
      const options = `NODE_OPTIONS="--import=${root}/guard.mjs"`;
      await script("cdk", `#!/bin/sh\nexec env ${options} node ${cdk} "$@"\n`);
    },
    /** The toolkit of `npm test` on the search path. */
    installToolkit: () =>
      IS_WINDOWS ? writeFile(path.join(bin, "cdk.cmd"), npmShim(toolkit)) : symlink(toolkit, path.join(bin, "cdk")),
    hosts: async () => [...new Set((await read(record)).split("\n"))].filter((host) => host !== ""),
    read: (name: string) => read(path.join(root, name)),
  };
}

async function read(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

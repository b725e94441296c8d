// Preloaded into a process: kills it at the step of its file work that KILL_AT_STEP names, and a write half-way through.
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const fatal = Number(process.env.KILL_AT_STEP);
let steps = 0;

function isFatal() {
  steps += 1;
  return steps === fatal;
}

function die() {
  process.kill(process.pid, "SIGKILL");
}

const probe = await promises.open(new URL(import.meta.url), "r");
const handles = Object.getPrototypeOf(probe);
await probe.close();

for (const [owner, names] of [
  [promises, ["open", "rename", "rm", "mkdir", "readFile", "readdir", "writeFile"]],
  [handles, ["chmod", "chown", "sync", "truncate", "stat", "readFile"]],
]) {
  for (const name of names) {
    const original = owner[name];
    owner[name] = async function step(...values) {
      if (isFatal()) die();
      return original.apply(this, values);
    };
  }
}

const { write, writeFile } = handles;
handles.writeFile = async function halfWay(data, ...values) {
  if (!isFatal()) return writeFile.call(this, data, ...values);
  await writeFile.call(this, data.slice(0, data.length / 2), ...values);
  return die();
};
handles.write = async function halfWay(bytes, offset, length, position) {
  if (!isFatal()) return write.call(this, bytes, offset, length, position);
  await write.call(this, bytes, offset, Math.floor(length / 2), position);
  return die();
};
syncBuiltinESMExports();
process.on("exit", () => process.stdout.write(`${steps} steps\n`));

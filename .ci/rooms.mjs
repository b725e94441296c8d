// node .ci/rooms.mjs [SRC]: says of each import in src/ that goes the wrong way, and of each name that two files export,
// where it is. What is said of rooms in docs/architecture.md is held here; circles are biome's to find.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The rooms, low to high: a file imports from rooms below its own, and never from one beside it. */
const LAYERS = [["core"], ["files"], ["aws"], ["identity-center", "workstation", "simulator"], ["cli"]];

/** It shares no code with what it tests. */
const ALONE = "simulator";

/**
 * The folders of a room, low to high: a file imports from its own folder and from those below. `.` are the room's loose
 * files.
 */
const FOLDERS = {
  core: [
    "errors",
    "text",
    "aws",
    "amplify",
    "state",
    "team",
    "settings",
    "organization",
    "safety",
    "plan",
    "undo",
    "readiness",
    "access",
    "leaving",
    "adopt",
    "export",
    "report",
    "handover",
    "keys",
    "permissions",
    "redaction",
    "documents",
  ],
  "identity-center": ["calls", "connect", "session", "accounts", "cdk", "kinds", "iam-users", "access", "export", "."],
  workstation: [
    "aws-config",
    "sign-in",
    "inspection",
    "credentials",
    "handover",
    "project",
    "running",
    "verify",
    "doctor",
  ],
  cli: [
    "terminal",
    "flags",
    "help",
    "input",
    "completion",
    "views",
    "target",
    "local",
    "init",
    "apply",
    "guide",
    "commands",
    ".",
  ],
};

/** Loose files that a room with folders may have. */
const LOOSE = { core: 0, cli: 5 };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = roomFaults(process.argv[2] ?? fileURLToPath(new URL("../src", import.meta.url)));
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

/** What goes the wrong way in a folder such as `src/`, a line each. */
export function roomFaults(src) {
  const files = readdirSync(src, { recursive: true })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file.endsWith(".ts"))
    .sort();
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(src, file), "utf8")]));
  return [...files.flatMap((file) => importFaults(file, texts)), ...looseFaults(files), ...nameFaults(texts)];
}

function importFaults(file, texts) {
  const imported = [...texts.get(file).matchAll(/\b(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+\.ts)"/g)].map(([, to]) =>
    path.posix.join(path.posix.dirname(file), to),
  );
  return imported.flatMap((to) => {
    const why = whyNot(placeOf(file), placeOf(to));
    return why === undefined ? [] : [`${file} imports ${to}: ${why}`];
  });
}

/** The room of a file and the folder in it: `core`, `plan` */
function placeOf(file) {
  const [room, folder, rest] = file.split("/");
  return { room, folder: rest === undefined ? "." : folder };
}

function whyNot(from, to) {
  if (from.room === to.room) return whyNotInRoom(from, to);
  if ([from.room, to.room].includes(ALONE) && from.room !== "cli") return `${ALONE}/ shares no code with the others.`;
  const [lower, higher] = [to, from].map(({ room }) => LAYERS.findIndex((layer) => layer.includes(room)));
  if (lower === -1 || higher === -1) return "a room has no place yet: say which in .ci/rooms.mjs.";
  return lower < higher ? undefined : `${to.room}/ is not below ${from.room}/.`;
}

function whyNotInRoom(from, to) {
  const order = FOLDERS[from.room];
  if (order === undefined || from.folder === to.folder) return undefined;
  const [lower, higher] = [to, from].map(({ folder }) => order.indexOf(folder));
  if (lower === -1 || higher === -1) return "a folder has no place yet: say which in .ci/rooms.mjs.";
  return lower < higher ? undefined : `${to.room}/${to.folder} is not below ${from.room}/${from.folder}.`;
}

function looseFaults(files) {
  return Object.entries(LOOSE).flatMap(([room, most]) => {
    const loose = files.filter((file) => placeOf(file).room === room && placeOf(file).folder === ".");
    return loose.length > most
      ? [`${room}/ has ${loose.length} loose files, more than ${most}: ${loose.join(" ")}`]
      : [];
  });
}

/** A name means one thing, whichever file it comes from. */
function nameFaults(texts) {
  const owners = new Map();
  for (const [file, text] of texts) {
    if (placeOf(file).room === ALONE) continue;
    for (const name of new Set(exportedNames(text))) owners.set(name, [...(owners.get(name) ?? []), file]);
  }
  const twice = [...owners].filter(([, of]) => of.length > 1);
  return twice.map(([name, of]) => `${name} is exported by ${of.join(" and ")}.`);
}

/** What is declared there; a list that passes others' on names the same things. */
function exportedNames(text) {
  const declared = /^export (?:declare |abstract |async )*(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;
  return [...text.matchAll(declared)].map(([, name]) => name);
}

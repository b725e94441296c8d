import { execFileSync } from "node:child_process";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, PROGRAMS } from "../end-to-end/onboard.ts";
import { LOOK } from "../pictures/screen-runs.ts";
import { terminalPicture } from "../pictures/terminal-picture.ts";
import { THEMES } from "../pictures/themes.ts";
import { openTerminal } from "./terminal.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Of a terminal as it is opened, and of one that somebody has made wider. */
const COLUMNS = { usual: 80, wide: 96 };

/** What is typed, and which part of what then stands on the screen is drawn. */
interface Session {
  readonly title: string;
  readonly typed: string;
  readonly columns?: number;
  /** What stands there when it is drawn. */
  readonly until: RegExp;
  /** What is typed afterwards, and what stands there then. */
  readonly afterwards?: readonly [key: string, until: RegExp];
  /** The first line that is no longer drawn; it is drawn that there is more. */
  readonly to?: RegExp;
  /** The home folder, in the folder in which all is typed. */
  readonly home?: string;
}

/** What may stand above all that is drawn. */
const PROGRESS = /^(?:Looking for .*|Reading .*|)$/;

const DONE = /^exit code \d+/m;

/** Played in this order in one folder: the later ones find what the first one has made. */
const SESSIONS: Readonly<Record<string, Session>> = {
  plan: {
    title: "What onboard is about to do for five people, and the question whether it shall",
    typed: "onboard --emails templates/team.csv --simulate",
    until: /Apply 12 changes.*\(y\/N\)/,
    afterwards: ["y", DONE],
  },
  status: {
    title: "Who can start, and what is missing for whom",
    typed: "onboard status --emails templates/team.csv --simulate",
    columns: COLUMNS.wide,
    until: DONE,
  },
  local: {
    title: "A developer's machine is set up: what is written, the sign-in, and the proof",
    typed: "onboard local --simulate --email ana.silva@example.com --yes",
    columns: COLUMNS.wide,
    until: DONE,
  },
  day: {
    title: "The beginning of a developer's day in an Amplify project, with their own names in every command",
    typed: "onboard day --email ana.silva@example.com",
    until: DONE,
    to: /^Secrets/,
    // That of the one whose machine was set up before.
    home: ".onboard/simulated-home",
  },
};

/** What differs from run to run and from machine to machine, and what is drawn in its place. */
const MACHINE: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1:\d+/g, "127.0.0.1:41234"],
  [/\b[A-Z]{4}-[A-Z]{4}\b/g, "HQJG-LCRL"],
];

const screens = new Map<string, string>();

beforeAll(async () => {
  const folder = path.join(await emptyFolder(), "shop");
  await cp(path.join(ROOT, "templates"), path.join(folder, "templates"), { recursive: true });
  await mkdir(path.join(folder, "amplify"));
  await writeFile(path.join(folder, "amplify", "backend.ts"), "");
  const manifest = { name: "shop", dependencies: { "@aws-amplify/backend": "1", react: "19" } };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  const programs = await emptyFolder();
  for (const name of ["tmux", "sleep"]) {
    await symlink(execFileSync("which", [name], { encoding: "utf8" }).trim(), path.join(programs, name));
  }
  // Over SSH one signs in with a code, on whatever machine this runs. What the other programs of the machine are does not show.
  const env = { PATH: [PROGRAMS, programs].join(path.delimiter), SSH_CONNECTION: "10.0.0.2 50000 10.0.0.1 22" };
  for (const [name, session] of Object.entries(SESSIONS)) {
    screens.set(name, drawn(session, await played(session, folder, env), folder));
  }
});

async function played(session: Session, folder: string, env: Readonly<Record<string, string>>): Promise<string> {
  const home = path.join(folder, session.home ?? ".");
  const terminal = await openTerminal(
    session.typed.replace(/^onboard /, ""),
    folder,
    { ...env, HOME: home },
    session.columns,
  );
  try {
    await terminal.shows(session.until);
    const screen = await terminal.colored();
    if (session.afterwards === undefined) return screen;
    const [key, until] = session.afterwards;
    await terminal.type(key);
    await terminal.shows(until);
    return screen;
  } finally {
    await terminal.close();
  }
}

/** The lines that are drawn, with nothing of this machine. */
function drawn({ to }: Session, screen: string, folder: string): string {
  const here = screen.replaceAll(folder, "/home/ana/shop");
  const lines = MACHINE.reduce((text, [found, put]) => text.replace(found, put), here).split("\n");
  const place = (pattern: RegExp) => lines.findIndex((line) => pattern.test(withoutLooks(line)));
  const start = lines.findIndex((line) => !PROGRESS.test(withoutLooks(line)));
  const end = place(DONE);
  if (to === undefined) return lines.slice(start, end < 0 ? undefined : end).join("\n");
  return `${lines.slice(start, place(to)).join("\n").trimEnd()}\n…`;
}

function withoutLooks(line: string): string {
  return line
    .split(LOOK)
    .filter((_, index) => index % 2 === 0)
    .join("");
}

describe.each(Object.entries(SESSIONS))(
  "the picture of a terminal: %s",
  (name, { title, typed, columns = COLUMNS.usual }) => {
    it.each(Object.keys(THEMES) as (keyof typeof THEMES)[])(
      "%s, is what the program shows (npm run update:pictures draws it anew)",
      async (theme) => {
        const screen = screens.get(name) ?? "";
        const picture = terminalPicture({ title, typed, screen, columns }, theme);
        await expect(picture).toMatchFileSnapshot(path.join(ROOT, "docs", "pictures", `${name}-${theme}.svg`));
      },
    );
  },
);

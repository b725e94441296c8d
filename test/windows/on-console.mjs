// node test/windows/on-console.mjs NODE…: Ctrl-C in a console of wine's, which a terminal (tmux) gives it. NODE… is what starts node.exe.
// Driven from Linux: no process of Windows can press a key. docs/windows.md tells what it shows.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const NODE = process.argv.slice(2);
const PROGRAM = `Z:${fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url))}`;
/** A look at the screen each so many milliseconds, and so many of them at most. */
const LOOK = { every: 250, most: 480 };

const folder = mkdtempSync(path.join(tmpdir(), "onboard-console-"));
const tmux = (...args) => execFileSync("tmux", ["-L", path.basename(folder), ...args], { encoding: "utf8" });
/** A session that Ctrl-C has ended with what ran in it is as good as one that is ended here, and a server ends with its last one. */
const end = (what) => {
  try {
    tmux(what);
  } catch {
    // It has ended.
  }
};
after(() => {
  end("kill-server");
  rmSync(folder, { recursive: true, force: true });
});

/** Types a command into a console; gives what can be read of it so far, and presses keys. */
function typed(args) {
  const output = path.join(folder, "screen");
  writeFileSync(output, "");
  const quoted = [...NODE, PROGRAM, ...args].map((word) => `'${word}'`).join(" ");
  const line = `cd '${folder}' && ${quoted}; echo "ENDED $?"; sleep 600`;
  tmux("new-session", "-d", "-s", "console", "-x", "120", "-y", "50", line);
  tmux("pipe-pane", "-t", "console", `cat >> '${output}'`);
  const shown = async (wanted) => {
    for (let look = 0; look < LOOK.most; look++) {
      const text = readFileSync(output, "utf8");
      if (wanted.test(text)) return text;
      await pause(LOOK.every);
    }
    throw new Error(`${wanted} was never shown:\n${readFileSync(output, "utf8")}`);
  };
  return { shown, press: (key) => tmux("send-keys", "-t", "console", key), close: () => end("kill-session") };
}

describe("Ctrl-C in a console", () => {
  const command = ["--emails", "team.csv", "--simulate", "--region", "us-east-1", "--yes"];
  const records = () =>
    readdirSync(path.join(folder, ".onboard", "runs")).map((name) => path.join(folder, ".onboard", "runs", name));

  it("ends a run with its report, its record and its exit code, and the same command finishes the job", async () => {
    const rows = Array.from({ length: 400 }, (_, number) => `p${number}@example.com,Sandbox North\n`);
    writeFileSync(path.join(folder, "team.csv"), `email,account\n${rows.join("")}`);
    const first = typed(command);
    await first.shown(/[1-9]\d*\/\d+ |ENDED/);
    first.press("C-c");
    const text = await first.shown(/ENDED \d+/);
    first.close();
    assert.match(text, /ENDED 130/);
    assert.match(text, /Stopping: what AWS is doing ends/);
    assert.match(text, /Record of this run/);
    const [record] = records();
    const entries = readFileSync(record, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.equal(entries[0].event, "start");
    assert.ok(entries.length > 2, `${entries.length} entries`);

    const second = typed(command);
    const finished = await second.shown(/ENDED \d+/);
    second.close();
    assert.match(finished, /ENDED 0/);
  });
});

import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { completeFile } from "../../../src/cli/guide/complete-file.ts";
import { askMany, askOne, askText } from "../../../src/cli/terminal/ask.ts";
import { confirm } from "../../../src/cli/terminal/confirm.ts";
import { keepPastes } from "../../../src/cli/terminal/kept-pastes.ts";

/** Somebody at a terminal: what they press, and what they have seen so far. */
function somebody(env: NodeJS.ProcessEnv = {}) {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const [stdin, stdout, stderr] = [terminal(), terminal(), terminal()];
  let seen = "";
  stderr.on("data", (bytes) => {
    seen += bytes;
  });
  const sees = async (text: string) => {
    for (let turns = 0; !seen.includes(text); turns += 1) {
      if (turns > 10_000) throw new Error(`never seen: ${text}\n${seen}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    io: { stdin, stdout, stderr, env, cwd: "/" },
    press: (keys: string) => stdin.write(keys),
    sees,
    seen: () => seen,
  };
}

const accounts = ["Sandbox North", "Sandbox South"].map((title) => ({ title, value: title }));

describe("a question", () => {
  it("is not answered by the Enter that is pressed out of habit behind a y", async () => {
    const { io, press, sees } = somebody();
    const first = confirm(io, "First?");
    await sees("First?");
    press("y");
    expect(await first).toBe(true);
    const second = askOne(io, "Which?", accounts);
    await sees("Which?");
    press("\r");
    await sees("Enter once more if you mean this question");
    press("\r");
    expect(await second).toBe("Sandbox North");
  });

  it("is not answered by what comes behind the y in one go", async () => {
    const { io, press, sees } = somebody();
    const first = confirm(io, "First?");
    await sees("First?");
    press("y\r\r");
    expect(await first).toBe(true);
    const second = confirm(io, "Second?");
    await sees("Second?");
    press("y");
    expect(await second).toBe(true);
  });

  it("takes an Enter of its own where the last answer was one, too", async () => {
    const { io, press, sees } = somebody();
    for (const [name, answer] of [
      ["Some Region", "us-east-1"],
      ["Some other", "us-east-1"],
    ] as const) {
      const asked = askText(io, name, answer, () => undefined);
      await sees(name);
      press("\r");
      expect(await asked).toBe(answer);
    }
  });

  it("gives back what was chosen, though it be nothing", async () => {
    const { io, press, sees } = somebody();
    const asked = askOne(io, "Which?", [
      { title: "one", value: 0 },
      { title: "none", value: undefined },
    ]);
    await sees("Which?");
    press("\u001B[B\r");
    expect(await asked).toBeUndefined();
  });

  it("about several says that nothing is chosen, and nothing matches, and breaks down on no key", async () => {
    const { io, press, sees } = somebody();
    const asked = askMany(io, "Which of them?", accounts);
    await sees("Which of them?");
    press("\r");
    await sees("nothing is chosen yet");
    press("zzz \u001B[A\u001B[B\u001B[C\u001B[D\t\r");
    await sees("nothing matches what you typed");
    press("\u007F\u007F\u007FSouth");
    await sees("Filtered results for: South");
    press(" \r");
    expect(await asked).toEqual(["Sandbox South"]);
  });

  it("for text takes pastes of many lines, marked by the terminal or not, and Backspace takes one away whole", async () => {
    const { io, press, sees } = somebody();
    const asked = askText(io, "Who?", undefined, () => undefined, { pastes: keepPastes() });
    await sees("Who?");
    press("\u001B[200~one\r\ntwo\tthree\u001B[31m\r\n\u001B[201~");
    await sees("[#1: 2 lines pasted]");
    press("\u001B[200~wrong\nlines\u001B[201~");
    await sees("[#2: 2 lines pasted]");
    press("\u007Fxy\u007F");
    press("four\rfive");
    await sees("four⏎five");
    press("\r");
    expect(await asked).toBe("one\ntwo\tthree\nxfour\nfive");
  });

  it("for a file completes what Tab asks for, and tells what could be meant", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "onboard-complete-"));
    await mkdir(path.join(folder, "lists"));
    for (const name of ["people-new.csv", "people-old.csv", "people.md", "lists/all.csv"]) {
      await writeFile(path.join(folder, name), "");
    }
    const { io, press, sees } = somebody();
    const complete = (typed: string) => completeFile(typed, folder);
    const asked = askText(io, "Which file?", undefined, () => undefined, { complete });
    await sees("Which file?");
    press("pe\t");
    await sees("people-");
    press("\t");
    await sees("(people-new.csv, people-old.csv)");
    press("\u007F".repeat(7));
    press("li\t\t");
    await sees("lists/all.csv");
    press("\r");
    expect(await asked).toBe("lists/all.csv");
  });

  it("has no colours where NO_COLOR is set, and is an interruption where the terminal goes away", async () => {
    const { io, sees, seen } = somebody({ NO_COLOR: "1" });
    const asked = askOne(io, "Which?", accounts, "autocomplete");
    await sees("Sandbox South");
    io.stdin.end();
    await expect(asked).rejects.toThrow("Interrupted");
    expect(seen()).not.toContain("\u001B[3");
    expect(seen()).not.toMatch(new RegExp(`${"\u001B"}\\[[\\d;]*m`));
  });
});

import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { liveLine } from "../../../src/cli/terminal/live-lines.ts";
import { startProgress } from "../../../src/cli/terminal/progress.ts";
import { hiddenCharacter } from "../../../src/core/text/visible-text.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"] });
});

afterEach(() => {
  vi.useRealTimers();
});

function written(env: NodeJS.ProcessEnv, isTTY: boolean): string {
  const stderr = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY, columns: 80 });
  const kinds = Array.from({ length: 600 }, () => "User" as const);
  const progress = startProgress({ stderr, env }, kinds, 30);
  for (const kind of kinds) {
    vi.advanceTimersByTime(50);
    progress.step(kind);
  }
  progress.end();
  progress.end();
  return String(stderr.read());
}

describe("progress where nobody watches", () => {
  it.each([
    ["in CI, even on a terminal", { CI: "true" }, true],
    ["where there is no terminal", {}, false],
    ["on a terminal that obeys no codes", { TERM: "dumb" }, true],
  ])("%s is whole lines, at most one in three seconds, and no escape codes", (_, env, isTTY) => {
    const text = written(env, isTTY);
    const lines = text.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThanOrEqual(11);
    for (const line of lines) expect(line).toMatch(/^\d+\/600 done(, \d+\.\d\/s, \d+ s left)?$/);
    expect(lines.at(-1)).toBe("600/600 done");
    expect(hiddenCharacter(text.replaceAll("\n", ""))).toBeUndefined();
  });
});

describe("the bar on a terminal", () => {
  function bar(kinds: readonly ("User" | "Bootstrap")[], columns = 80) {
    const stderr = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns });
    const progress = startProgress({ stderr, env: {} }, kinds, 60);
    const last = () => String(stderr.read()).split("\r\u001b[J").at(-1) ?? "";
    return { progress, last };
  }

  it("moves with the resources of a bootstrap, and never back", () => {
    const { progress, last } = bar(["Bootstrap", "Bootstrap"]);
    const full = () => {
      vi.advanceTimersByTime(1_000);
      return [...last()].filter((character) => character === "█").length;
    };
    const seen = [full()];
    for (const done of [3, 6, 12]) {
      progress.part("a", done, 12);
      seen.push(full());
    }
    progress.step("Bootstrap", "a");
    seen.push(full());
    progress.part("b", 6, 12);
    vi.advanceTimersByTime(1_000);
    expect(last()).toMatch(/ 1\/2 .*\(CDK bootstrap: 18\/24 resources\)$/);
    progress.end();
    expect(seen.every((count, index) => count >= (seen[index - 1] ?? 0))).toBe(true);
    expect(seen[1]).toBeLessThan(seen[2] ?? 0);
  });

  it.each([60, 80, 120])("fits into %s columns, with its parts or as far as there is room", (columns) => {
    const { progress, last } = bar(
      Array.from({ length: 121 }, () => "User"),
      columns,
    );
    progress.part("a", 3, 12);
    vi.advanceTimersByTime(1_000);
    expect(last().length).toBeLessThan(columns);
    progress.end();
  });

  it("stays below what others write meanwhile, and leaves nothing behind", () => {
    const { progress, last } = bar(["User"]);
    last();
    const stderr = new PassThrough({ encoding: "utf8" });
    const line = liveLine({ stderr });
    line.show("1/2");
    stderr.write("Stopping.\n");
    line.show("2/2");
    line.clear();
    line.clear();
    expect(stderr.read()).toBe("1/2\r\u001b[JStopping.\n1/2\r\u001b[J2/2\r\u001b[J");
    progress.end();
    expect(last()).toBe("");
  });

  it("waits until a line that somebody has begun is ended", () => {
    const stderr = new PassThrough({ encoding: "utf8" });
    const [above, below] = [liveLine({ stderr }), liveLine({ stderr })];
    above.show("waits");
    below.show("1/2");
    stderr.write("Your name? ");
    below.show("2/2");
    stderr.write("Ana\n");
    above.clear();
    below.clear();
    expect(stderr.read()).toBe(
      "waits\r\u001b[Jwaits\n1/2\r\u001b[1A\u001b[JYour name? Ana\nwaits\n2/2\r\u001b[1A\u001b[J2/2\r\u001b[J",
    );
  });
});

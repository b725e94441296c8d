import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startProgress } from "../../../src/cli/terminal/progress.ts";
import { hiddenCharacter } from "../../../src/core/text/visible-text.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function written(env: NodeJS.ProcessEnv, isTTY: boolean): Promise<string> {
  const stderr = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY, columns: 80 });
  const kinds = Array.from({ length: 600 }, () => "User" as const);
  const progress = await startProgress({ stderr, env }, kinds, 30);
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
  ])("%s is whole lines, at most one in three seconds, and no escape codes", async (_, env, isTTY) => {
    const text = await written(env, isTTY);
    const lines = text.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThanOrEqual(11);
    for (const line of lines) expect(line).toMatch(/^\d+\/600 done(, \d+\.\d\/s, \d+ s left)?$/);
    expect(lines.at(-1)).toBe("600/600 done");
    expect(hiddenCharacter(text.replaceAll("\n", ""))).toBeUndefined();
  });
});

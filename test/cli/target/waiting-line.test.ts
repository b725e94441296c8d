import { PassThrough } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { waitingLine } from "../../../src/cli/target/waiting-line.ts";

/** What is written when a call waits for so many seconds. */
function written(isTTY: boolean, seconds: number): string {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const tell = waitingLine({ stderr, env: {} });
  for (let second = 4; second <= seconds; second += 1) {
    tell({ operation: "ListUsers", why: "throttled", seconds: second });
    vi.advanceTimersByTime(1_000);
  }
  tell(undefined);
  return String(stderr.read());
}

describe("a call that AWS keeps waiting", () => {
  it("is told in one line that is renewed on a terminal, and taken away when it is over", () => {
    const looks = written(true, 6).split("\r\u001b[J");
    expect(looks.map((look) => /ListUsers has waited \d s/.exec(look)?.[0])).toEqual([
      "ListUsers has waited 4 s",
      "ListUsers has waited 5 s",
      "ListUsers has waited 6 s",
      undefined,
    ]);
    expect(looks.at(-1)).toBe("");
  });

  it("is told now and then where lines stay", () => {
    const lines = written(false, 40).trimEnd().split("\n");
    expect(lines.map((line) => /has waited (\d+) s/.exec(line)?.[1])).toEqual(["4", "19", "34"]);
  });
});

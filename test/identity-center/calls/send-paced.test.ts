import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Pacer, Priority } from "../../../src/identity-center/calls/pacer.ts";
import { sendPaced } from "../../../src/identity-center/calls/send-paced.ts";

const answered = (name: string, httpStatusCode = 400, others: object = {}) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode }, ...others });

/** A call that fails with these errors before it works; every try takes a turn. */
function call(errors: readonly Error[], priority: Priority, signal?: AbortSignal) {
  const turns: Priority[] = [];
  const slowed: number[] = [];
  const pacer: Pacer = { turn: async (one) => void turns.push(one), slowDown: (since) => void slowed.push(since) };
  let tries = 0;
  const send = async () => {
    tries += 1;
    const error = errors[tries - 1];
    if (error !== undefined) throw error;
    return "answer";
  };
  return { answer: sendPaced(send, { pacer, priority, signal }), turns, slowed, tries: () => tries };
}

describe("a call", () => {
  it("that is throttled takes a new turn and is sent again, whatever it is", async () => {
    const { answer, turns, slowed } = call([answered("ThrottlingException"), answered("ThrottlingException")], "write");
    expect(await answer).toBe("answer");
    expect(slowed).toHaveLength(2);
    expect(turns).toEqual(["write", "write", "write"]);
  });

  it("that finds no room for another request is for whoever counts them: no rate helps it", async () => {
    const message = "There are too many requests processing. Please try again later.";
    const { answer, tries, slowed } = call([Object.assign(answered("ThrottlingException"), { message })], "write");
    await expect(answer).rejects.toThrow(message);
    expect([tries(), slowed.length]).toEqual([1, 0]);
  });

  it("waits as long as AWS asks for", async () => {
    const start = performance.now();
    await call([answered("ThrottlingException", 400, { RetryAfterSeconds: "0.5" })], "read").answer;
    expect(performance.now() - start).toBeGreaterThan(490);
  });

  it("that reads is sent again when AWS fails", async () => {
    expect(await call([answered("InternalServerException", 500)], "read").answer).toBe("answer");
    expect(await call([answered("ConflictException")], "poll").answer).toBe("answer");
  });

  it("that writes is not: it may have been done", async () => {
    for (const error of [answered("InternalServerException", 500), answered("ConflictException")]) {
      const { answer, tries } = call([error], "write");
      await expect(answer).rejects.toBe(error);
      expect(tries()).toBe(1);
    }
  });

  it("keeps its tries for each kind of trouble: throttling does not use up those for a network that fails", async () => {
    const busy = Array<Error>(5).fill(answered("ThrottlingException", 400));
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { answer, tries } = call([...busy, answered("InternalServerException", 500)], "read");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toBe("answer");
    expect(tries()).toBe(7);
  });

  it("that AWS refuses is not sent again", async () => {
    const { answer, tries } = call([answered("AccessDeniedException")], "read");
    await expect(answer).rejects.toThrow("AccessDenied");
    expect(tries()).toBe(1);
  });

  it("gives up its retry when the run is interrupted", async () => {
    const stop = new AbortController();
    const { answer, tries } = call(Array(9).fill(answered("ThrottlingException")), "write", stop.signal);
    setTimeout(() => stop.abort(new Error("interrupted")), 20);
    await expect(answer).rejects.toThrow("interrupted");
    expect(tries()).toBe(1);
  });

  it("passes on an error that is none", async () => {
    await expect(
      sendPaced(() => Promise.reject(undefined), {
        pacer: { turn: async () => {}, slowDown: () => {} },
        priority: "read",
        signal: undefined,
      }),
    ).rejects.toBeUndefined();
  });
});

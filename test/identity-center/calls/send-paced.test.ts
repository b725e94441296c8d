import { describe, expect, it, onTestFinished, vi } from "vitest";
import { classify } from "../../../src/aws/aws-error.ts";
import type { OnWaiting, WaitingCall } from "../../../src/aws/waiting.ts";
import type { Pacer, Priority } from "../../../src/identity-center/calls/pacer.ts";
import { sendPaced } from "../../../src/identity-center/calls/send-paced.ts";

const answered = (name: string, httpStatusCode = 400, others: object = {}) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode }, ...others });

/** A call that fails with these errors before it works; every try takes a turn. */
function call(errors: readonly Error[], priority: Priority, signal?: AbortSignal, onWaiting?: OnWaiting) {
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
  return {
    answer: sendPaced(send, { pacer, priority, operation: "ListUsers", signal, onWaiting }),
    turns,
    slowed,
    tries: () => tries,
  };
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

  it("that is throttled for ever is told of after seconds, again and again, and ends", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const told: (WaitingCall | undefined)[] = [];
    const throttled = Array<Error>(100).fill(answered("ThrottlingException"));
    const { answer } = call(throttled, "write", undefined, (waiting) => void told.push(waiting));
    const ended = answer.catch((error: Error) => error.name);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told[0]).toEqual({ operation: "ListUsers", why: "throttled", seconds: 4 });
    expect(told.length).toBeGreaterThan(4);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(await ended).toBe("ThrottlingException");
    expect(told.at(-1)).toBeUndefined();
  });

  it("that reads ends a moment after the run is interrupted, though nothing answers", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const stop = new AbortController();
    const pacing = { pacer: { turn: async () => {}, slowDown: () => {} }, operation: "ListUsers", signal: stop.signal };
    const reading = sendPaced(() => new Promise(() => {}), { ...pacing, priority: "read" });
    const ended = reading.catch((error: Error) => error.message);
    stop.abort(new Error("interrupted"));
    await vi.advanceTimersByTimeAsync(500);
    expect(await ended).toBe("interrupted");
  });

  it("that writes has a moment to say what was done, and is one whose answer was lost after that", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const stop = new AbortController();
    const pacing = {
      pacer: { turn: async () => {}, slowDown: () => {} },
      operation: "CreateUser",
      signal: stop.signal,
    };
    const late = new Promise((resolve) => setTimeout(() => resolve("done"), 2_000));
    const writings = [late, new Promise(() => {})].map((answer) =>
      sendPaced(() => answer, { ...pacing, priority: "write" as const }).catch((error: unknown) => classify(error)),
    );
    await vi.advanceTimersByTimeAsync(10);
    stop.abort(new Error("interrupted"));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await Promise.all(writings)).toEqual(["done", "unknown-outcome"]);
  });

  it("passes on an error that is none", async () => {
    await expect(
      sendPaced(() => Promise.reject(undefined), {
        pacer: { turn: async () => {}, slowDown: () => {} },
        priority: "read",
        operation: "ListUsers",
        signal: undefined,
      }),
    ).rejects.toBeUndefined();
  });
});

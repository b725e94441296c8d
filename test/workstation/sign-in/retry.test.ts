import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { WaitingCall } from "../../../src/aws/waiting.ts";
import { CallFailed } from "../../../src/workstation/sign-in/aws-call.ts";
import { sendPatiently } from "../../../src/workstation/sign-in/retry.ts";

const throttled = () =>
  new CallFailed("answered", { name: "SlowDownException", message: "slow down", operation: "RegisterClient" });

/** A call that fails so often, with AWS's time turned forward. */
async function send(failures: number, signal = new AbortController().signal) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const told: (WaitingCall | undefined)[] = [];
  let tries = 0;
  const clock = { now: () => Date.now(), wait: (time: number) => new Promise<void>((done) => setTimeout(done, time)) };
  const answer = sendPatiently(
    "RegisterClient",
    async () => {
      tries += 1;
      if (tries <= failures) throw throttled();
      return "answered";
    },
    { clock, signal, onWaiting: (waiting) => void told.push(waiting) },
  ).catch((error: Error) => error);
  await vi.advanceTimersByTimeAsync(120_000);
  return { answer: await answer, told, tries };
}

describe("a call of a sign-in that AWS throttles", () => {
  it("is told of after seconds with its name, and no more once it is answered", async () => {
    const { answer, told } = await send(5);
    expect(answer).toBe("answered");
    expect(told[0]).toMatchObject({ operation: "RegisterClient", why: "throttled" });
    expect(told[0]?.seconds).toBeLessThanOrEqual(5);
    expect(told.at(-1)).toBeUndefined();
  });

  it("is given up after six tries", async () => {
    const { answer, tries } = await send(100);
    expect(answer).toBeInstanceOf(CallFailed);
    expect(tries).toBe(6);
  });

  it("is nothing to tell where it is answered at once", async () => {
    expect(await send(0)).toEqual({ answer: "answered", told: [], tries: 1 });
  });
});

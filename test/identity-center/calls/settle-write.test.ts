import { describe, expect, it, onTestFinished, vi } from "vitest";
import { OnboardError } from "../../../src/core/errors/onboard-error.ts";
import { settleWrite } from "../../../src/identity-center/calls/settle-write.ts";

const answered = (name: string, message = "", httpStatusCode = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
const lost = () => answered("InternalServerException", "oops", 500);
const conflict = () => answered("ConflictException", "did not have time to propagate");
const duplicate = () =>
  Object.assign(answered("ConflictException", "already exists"), { Reason: "UNIQUENESS_CONSTRAINT_VIOLATION" });

/** A write whose tries fail with these errors before it works, and a look that finds it from that number on. */
function attempt(errors: readonly (() => Error)[], foundFrom = Number.POSITIVE_INFINITY, signal?: AbortSignal) {
  let tries = 0;
  let looks = 0;
  const outcome = settleWrite({
    signal,
    make: async () => {
      tries += 1;
      const error = errors[tries - 1];
      if (error !== undefined) throw error();
      return "made";
    },
    find: async () => {
      looks += 1;
      return looks >= foundFrom ? "found" : undefined;
    },
  });
  return { outcome, tries: () => tries, looks: () => looks };
}

describe("a write", () => {
  it("is made once when AWS answers", async () => {
    const { outcome, tries, looks } = attempt([]);
    expect(await outcome).toBe("made");
    expect([tries(), looks()]).toEqual([1, 0]);
  });

  it("is not made again when a look after a lost answer finds it", async () => {
    const { outcome, tries } = attempt([lost], 1);
    expect(await outcome).toBe("found");
    expect(tries()).toBe(1);
  });

  it("is made again when a look after a lost answer does not find it", async () => {
    const { outcome, tries } = attempt([lost]);
    expect(await outcome).toBe("made");
    expect(tries()).toBe(2);
  });

  it("is tried again after a conflict that passes", async () => {
    const { outcome, tries } = attempt([conflict, conflict]);
    expect(await outcome).toBe("made");
    expect(tries()).toBe(3);
  });

  it("keeps its tries for each kind of trouble", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const missing = () => answered("ResourceNotFoundException");
    const { outcome, tries } = attempt([conflict, conflict, lost, lost, conflict, missing, missing, duplicate]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toBe("made");
    expect(tries()).toBe(9);
  });

  it("adopts what is there already", async () => {
    expect(await attempt([duplicate], 1).outcome).toBe("found");
  });

  it("fails with AWS's words when something is there that is not it", async () => {
    const { outcome, tries } = attempt(Array(9).fill(duplicate));
    await expect(outcome).rejects.toThrow("already exists");
    expect(tries()).toBe(3);
  });

  it("waits for a thing it needs that is too new to be seen, without looking for itself", async () => {
    const { outcome, looks } = attempt([() => answered("ResourceNotFoundException")]);
    expect(await outcome).toBe("made");
    expect(looks()).toBe(0);
  });

  it.each(["ValidationException", "AccessDeniedException", "ExpiredTokenException", "ThrottlingException"])(
    "fails at once with %s, which no second try can help",
    async (name) => {
      const { outcome, tries } = attempt([() => answered(name)]);
      await expect(outcome).rejects.toMatchObject({ name });
      expect(tries()).toBe(1);
    },
  );

  it("that may have been done is never called interrupted: nobody saw what became of it", async () => {
    const stop = new AbortController();
    const { outcome } = attempt(Array(9).fill(lost), undefined, stop.signal);
    setTimeout(() => stop.abort(new Error("interrupted")), 50);
    const error = await outcome.catch((thrown: unknown) => thrown);
    expect(error instanceof OnboardError && error.kind === "in-progress").toBe(true);
    expect(error).toMatchObject({ message: expect.stringContaining("oops") });
  });

  it("that may have been done is not called failed when a look, or another try, meets other trouble", async () => {
    const expired = answered("ExpiredTokenException", "expired");
    const looking = settleWrite({
      signal: undefined,
      make: () => Promise.reject(lost()),
      find: () => Promise.reject(expired),
    });
    const again = attempt([lost, () => expired]).outcome;
    for (const outcome of [looking, again]) {
      const error = await outcome.catch((thrown: unknown) => thrown);
      expect(error instanceof OnboardError && error.kind === "in-progress").toBe(true);
      expect(error).toMatchObject({ cause: { kind: "signed-out" } });
    }
  });

  it("whose answers are all lost and that cannot be looked for is not called failed", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const outcome = settleWrite({ signal: undefined, make: () => Promise.reject(lost()) }).catch((thrown) => thrown);
    await vi.advanceTimersByTimeAsync(60_000);
    const error: unknown = await outcome;
    expect(error instanceof OnboardError && error.kind === "in-progress").toBe(true);
  });

  it("that was surely not done is interrupted", async () => {
    const stop = new AbortController();
    const { outcome } = attempt(Array(9).fill(conflict), undefined, stop.signal);
    setTimeout(() => stop.abort(new Error("interrupted")), 50);
    await expect(outcome).rejects.toThrow("interrupted");
  });
});

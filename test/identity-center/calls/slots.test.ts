import { describe, expect, it } from "vitest";
import { createSlots } from "../../../src/identity-center/calls/slots.ts";

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

describe("slots", () => {
  it("never have more holders than there are", async () => {
    const slots = createSlots(3);
    let holders = 0;
    let most = 0;
    const work = async () => {
      holders += 1;
      most = Math.max(most, holders);
      await tick();
      holders -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => slots.hold(work)));
    expect(most).toBe(3);
    expect(holders).toBe(0);
  });

  it("serve in order", async () => {
    const slots = createSlots(1);
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((number) => slots.hold(async () => void order.push(number))));
    expect(order).toEqual([1, 2, 3]);
  });

  it("are given back by work that fails", async () => {
    const slots = createSlots(1);
    await expect(slots.hold(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(slots.hold(async () => "yes")).resolves.toBe("yes");
  });

  it("let nobody wait on when the run is interrupted, and start none of their work", async () => {
    const slots = createSlots(1);
    const stop = new AbortController();
    const reason = new Error("interrupted");
    let finish = () => {};
    const first = slots.hold(() => new Promise<string>((resolve) => (finish = () => resolve("done"))), stop.signal);
    const started: number[] = [];
    const waiting = [1, 2].map((number) => slots.hold(async () => started.push(number), stop.signal));
    await tick();
    stop.abort(reason);
    for (const outcome of await Promise.allSettled(waiting))
      expect(outcome).toMatchObject({ status: "rejected", reason });
    finish();
    await expect(first).resolves.toBe("done");
    expect(started).toEqual([]);
  });

  it("are free again after an interruption: whoever waited and left holds none", async () => {
    const slots = createSlots(1);
    const stop = new AbortController();
    let finish = () => {};
    const first = slots.hold(() => new Promise<void>((resolve) => (finish = resolve)));
    const gone = slots.hold(async () => "gone", stop.signal);
    const next = slots.hold(async () => "next");
    stop.abort(new Error("interrupted"));
    await expect(gone).rejects.toThrow("interrupted");
    finish();
    await first;
    await expect(next).resolves.toBe("next");
  });
});

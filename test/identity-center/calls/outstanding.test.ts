import { describe, expect, it, vi } from "vitest";
import { createBusyAccounts, createOutstanding } from "../../../src/identity-center/calls/outstanding.ts";

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));
const noRoom = () =>
  Object.assign(new Error("There are too many requests processing. Please try again later."), {
    name: "ThrottlingException",
    $metadata: { httpStatusCode: 400 },
  });

/** Work that ends when it is told to. */
function works() {
  const running: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string) => () => {
    running.push(name);
    return new Promise<string>((resolve) => {
      ends.set(name, () => {
        running.splice(running.indexOf(name), 1);
        resolve(name);
      });
    });
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await tick();
  };
  return { running, start, end };
}

describe("requests in progress", () => {
  it("are never more than there is room for", async () => {
    const outstanding = createOutstanding(3);
    let running = 0;
    let most = 0;
    const start = async () => {
      running += 1;
      most = Math.max(most, running);
      await tick();
      running -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => outstanding.run({ start })));
    expect(most).toBe(3);
    expect(running).toBe(0);
  });

  it("start in order", async () => {
    const outstanding = createOutstanding(1);
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((number) => outstanding.run({ start: async () => void order.push(number) })));
    expect(order).toEqual([1, 2, 3]);
  });

  it("leave their room when they fail", async () => {
    const outstanding = createOutstanding(1);
    await expect(outstanding.run({ start: () => Promise.reject(new Error("no")) })).rejects.toThrow("no");
    await expect(outstanding.run({ start: async () => "yes" })).resolves.toBe("yes");
  });

  it("leave nobody waiting when the run is interrupted, and none of their work is started", async () => {
    const { running, start, end } = works();
    const outstanding = createOutstanding(1);
    const stop = new AbortController();
    const reason = new Error("interrupted");
    const first = outstanding.run({ start: start("first"), account: "1" }, stop.signal);
    const waiting = ["1", "2"].map((account) => outstanding.run({ start: start("other"), account }, stop.signal));
    await tick();
    stop.abort(reason);
    for (const outcome of await Promise.allSettled(waiting))
      expect(outcome).toMatchObject({ status: "rejected", reason });
    await end("first");
    await expect(first).resolves.toBe("first");
    expect(running).toEqual([]);
    await expect(outstanding.run({ start: async () => "next" })).resolves.toBe("next");
  });
});

describe("the accounts they are about", () => {
  it("with the fewest in progress go first, so that a team sorted by account keeps all accounts busy", async () => {
    const { running, start, end } = works();
    const outstanding = createOutstanding(2);
    for (const name of ["a1", "a2", "a3", "b1", "c1"])
      void outstanding.run({ start: start(name), account: name.charAt(0) });
    await tick();
    await end("a1");
    expect(running).toEqual(["a2", "b1"]);
    await end("a2");
    expect(running).toEqual(["b1", "a3"]);
    await end("b1");
    expect(running).toEqual(["a3", "c1"]);
  });

  it("have one role made or changed at a time, and everything else beside it", async () => {
    const { running, start, end } = works();
    const roles = new Set<string>();
    const outstanding = createOutstanding(9);
    const assign = (name: string, account: string, set: string) =>
      outstanding.run({ start: start(name), account, updatesRole: () => !roles.has(account + set) });
    void assign("first", "1", "x");
    void assign("second", "1", "x");
    void assign("third", "1", "x");
    void assign("elsewhere", "2", "x");
    await tick();
    expect(running).toEqual(["first", "elsewhere"]);
    roles.add("1x");
    await end("first");
    expect(running).toEqual(["elsewhere", "second", "third"]);
  });

  it("are busy for both kinds of requests", async () => {
    const { running, start, end } = works();
    const busy = createBusyAccounts();
    const [assignments, provisionings] = [createOutstanding(15, busy), createOutstanding(3, busy)];
    const updatesRole = () => true;
    void provisionings.run({ start: start("provision"), account: "1", updatesRole });
    void assignments.run({ start: start("assign"), account: "1", updatesRole });
    await tick();
    expect(running).toEqual(["provision"]);
    await end("provision");
    expect(running).toEqual(["assign"]);
  });
});

describe("requests that AWS has no room for, because others use it", () => {
  it("wait until one of ours has ended, and do not take the next one's place", async () => {
    const outstanding = createOutstanding(4);
    const { running, start, end } = works();
    let others = 2;
    let refusals = 0;
    const asked = (name: string) => async () => {
      if (running.length + others >= 4) {
        refusals += 1;
        throw noRoom();
      }
      return start(name)();
    };
    const done: string[] = [];
    const all = ["a", "b", "c", "d", "e", "f"].map((name) =>
      outstanding.run({ start: asked(name) }).then((one) => void done.push(one)),
    );
    await tick();
    expect([running, refusals]).toEqual([["a", "b"], 2]);
    await end("a");
    expect([running, refusals]).toEqual([["b", "c"], 2]);
    others = 0;
    for (const name of ["b", "c", "d", "e", "f"]) {
      await vi.waitUntil(() => running.includes(name), { timeout: 5_000 });
      await end(name);
    }
    await Promise.all(all);
    expect(done.sort()).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("ask again by themselves when none of ours is in progress, and stop when the run does", async () => {
    let tries = 0;
    const outstanding = createOutstanding(2);
    const start = async () => {
      tries += 1;
      if (tries < 3) throw noRoom();
      return "done";
    };
    expect(await outstanding.run({ start })).toBe("done");
    const stop = new AbortController();
    const never = outstanding.run({ start: () => Promise.reject(noRoom()) }, stop.signal);
    await tick();
    stop.abort(new Error("interrupted"));
    await expect(never).rejects.toThrow("interrupted");
  });
});

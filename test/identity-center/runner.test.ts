import { describe, expect, it } from "vitest";
import { type ErrorKind, OnboardError } from "../../src/core/errors/onboard-error.ts";
import type { Change } from "../../src/core/state/change.ts";
import type { ChangeResult } from "../../src/core/state/result.ts";
import type { Done } from "../../src/identity-center/calls/done.ts";
import { inProgress } from "../../src/identity-center/calls/in-progress.ts";
import { runChanges } from "../../src/identity-center/runner.ts";
import { assigned, creation, deletion, permissionSet, south, user } from "../core/plan/sample-onboarding.ts";

const tick = (milliseconds = 1) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const trouble = (kind: ErrorKind, message = "no") => new OnboardError({ kind, message, remedy: "try" });
const membership = { kind: "GroupMembership", group: "devs", userName: "ana" } as const;

/** Runs the changes; each is applied by this function, by its key, or at once. */
async function run(
  changes: readonly Change[],
  apply: Readonly<Record<string, () => Promise<Done>>> = {},
  stop = new AbortController(),
) {
  const started: string[] = [];
  const told: ChangeResult[] = [];
  const results = await runChanges(changes, {
    stop,
    onResult: (result) => told.push(result),
    apply: (change) => {
      started.push(change.key);
      return apply[change.key]?.() ?? Promise.resolve({});
    },
  });
  return { results, started, told, outcomes: results.map(({ outcome }) => outcome), stop };
}

describe("a run", () => {
  it("makes each change after those it depends on, in whatever order the plan has them", async () => {
    const changes = [
      assigned("ana"),
      membership,
      { kind: "Group", displayName: "devs" } as const,
      permissionSet(),
      user("ana"),
    ];
    const { started, outcomes, results } = await run(changes.map(creation));
    expect(outcomes).toEqual(Array(5).fill("applied"));
    expect(results.map(({ change }) => change.after)).toMatchObject(changes.map(({ kind }) => ({ kind })));
    const place = (key: string) => started.findIndex((one) => one.startsWith(key));
    expect(place("AccountAssignment")).toBeGreaterThan(Math.max(place("User"), place("PermissionSet")));
    expect(place("GroupMembership")).toBeGreaterThan(Math.max(place("User"), place("Group|")));
  });

  it("tells of each change before it is sent, and sends none that the one who is told stops", async () => {
    const stop = new AbortController();
    const order: string[] = [];
    const results = await runChanges([creation(user("ana")), creation(user("bo"))], {
      stop,
      onStart: ({ key }) => {
        order.push(`told ${key}`);
        if (key.endsWith("bo")) stop.abort(trouble("failed", "the disk is full"));
      },
      apply: async ({ key }) => {
        order.push(`sent ${key}`);
        return {};
      },
    });
    expect(order).toEqual(
      ["told User|ana", "told User|bo", "sent User|ana"].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
    );
    expect(order.indexOf("told User|ana")).toBeLessThan(order.indexOf("sent User|ana"));
    expect(results).toMatchObject([{ outcome: "applied" }, { outcome: "skipped", reason: "the disk is full" }]);
  });

  it("does not wait for a whole kind: an assignment starts when its own person is there", async () => {
    let assignedAna = false;
    const slow = async () => {
      while (!assignedAna) await tick();
      return {};
    };
    const changes = [creation(user("ana")), creation(user("bo")), creation(assigned("ana"))];
    const { outcomes } = await run(changes, {
      "User|bo": slow,
      "AccountAssignment|210987654321|amplify-policy|USER|ana": async () => {
        assignedAna = true;
        return {};
      },
    });
    expect(outcomes).toEqual(["applied", "applied", "applied"]);
  });

  it("keeps the request id of what AWS did, and tells each result once", async () => {
    const { results, told } = await run([creation(user("ana"))], { "User|ana": async () => ({ requestId: "r-1" }) });
    expect(results).toMatchObject([{ outcome: "applied", requestId: "r-1" }]);
    expect(told).toEqual(results);
  });

  it("skips what depends on a failure, and nothing else", async () => {
    const changes = [user("ana"), user("bo"), permissionSet(), assigned("ana"), assigned("bo")].map(creation);
    const { outcomes, results, started } = await run(changes, { "User|ana": () => Promise.reject(trouble("failed")) });
    expect(outcomes).toEqual(["failed", "applied", "applied", "skipped", "applied"]);
    expect(results[3]).toMatchObject({ reason: "it needs user ana: failed" });
    expect(started).not.toContain("AccountAssignment|210987654321|amplify-policy|USER|ana");
  });

  it("never sends what is blocked", async () => {
    const blocked = { ...creation(user("ana")), blocked: { reason: "taken", remedy: "choose" } };
    const { results, started } = await run([blocked, creation(assigned("ana"))]);
    expect(results).toMatchObject([{ outcome: "failed", reason: "taken", remedy: "choose" }, { outcome: "skipped" }]);
    expect(started).toEqual([]);
  });

  it("does nothing for an empty plan", async () => {
    expect((await run([])).results).toEqual([]);
  });
});

describe("a run that is interrupted", () => {
  it("lets what was started end and starts nothing more", async () => {
    const stop = new AbortController();
    const changes = [user("ana"), user("bo"), assigned("ana")].map(creation);
    const { results, started } = await run(
      changes,
      {
        "User|ana": async () => {
          stop.abort(trouble("interrupted", "Interrupted (SIGINT)."));
          await tick();
          return { requestId: "r-1" };
        },
      },
      stop,
    );
    expect(started).toEqual(["User|ana"]);
    expect(results).toMatchObject([
      { outcome: "applied", requestId: "r-1" },
      { outcome: "skipped", reason: "Interrupted (SIGINT)." },
      { outcome: "skipped", reason: "Interrupted (SIGINT)." },
    ]);
  });

  it("skips what was still waiting for its turn, whatever the reason given", async () => {
    for (const reason of [trouble("interrupted"), trouble("signed-out"), new Error("a reason of somebody's own")]) {
      const stop = new AbortController();
      const waiting = () =>
        new Promise<Done>((_, reject) => stop.signal.addEventListener("abort", () => reject(reason)));
      const running = run([creation(user("ana"))], { "User|ana": waiting }, stop);
      stop.abort(reason);
      expect((await running).results).toMatchObject([{ outcome: "skipped", reason: reason.message }]);
    }
  });

  it("names what AWS is still at, with its request id", async () => {
    const stop = new AbortController();
    const open = () => Promise.reject(inProgress("r-7", trouble("interrupted", "Interrupted.")));
    const { results } = await run([creation(assigned("ana"))], { [creation(assigned("ana")).key]: open }, stop);
    expect(results).toMatchObject([{ outcome: "outstanding", requestId: "r-7" }]);
  });
});

describe("a run whose credentials expire", () => {
  it("stops: one change failed, what was waiting and what would follow is skipped with the cause", async () => {
    const stop = new AbortController();
    const expired = trouble("signed-out", "The AWS credentials expired while creating user bo.");
    const changes = [user("ana"), user("bo"), user("cy"), assigned("ana")].map(creation);
    const waiting = () =>
      new Promise<Done>((_, reject) => stop.signal.addEventListener("abort", () => reject(stop.signal.reason)));
    const { results } = await run(
      changes,
      {
        "User|bo": () => tick().then(() => Promise.reject(expired)),
        "User|cy": waiting,
        "User|ana": () => tick(20).then(() => ({})),
      },
      stop,
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(["applied", "failed", "skipped", "skipped"]);
    expect(results[2]).toMatchObject({ reason: expired.message });
    expect(stop.signal.reason).toBe(expired);
  });

  it("stops, too, when it is a request's end that cannot be asked for any more, and names the request", async () => {
    const stop = new AbortController();
    const expired = trouble("signed-out", "The AWS credentials expired.");
    const key = creation(assigned("ana")).key;
    const open = () => Promise.reject(inProgress("r-7", expired));
    const { results } = await run([creation(assigned("ana"))], { [key]: open }, stop);
    expect(results).toMatchObject([{ outcome: "outstanding", requestId: "r-7" }]);
    expect(stop.signal.reason).toMatchObject({ kind: "signed-out" });
  });
});

describe("a run that gives and takes", () => {
  const given = [creation(assigned("ana", south)), creation(assigned("bo", south))];
  const taken = [deletion(assigned("ana")), deletion(assigned("bo"))];

  it("takes nothing before everything that it gives has ended", async () => {
    const ended: string[] = [];
    const { started, outcomes } = await run([...taken, ...given], {
      [given[0]?.key ?? ""]: async () => {
        await tick(5);
        ended.push("ana");
        return {};
      },
      [taken[1]?.key ?? ""]: async () => {
        expect(ended).toEqual(["ana"]);
        return {};
      },
    });
    expect(outcomes).toEqual(Array(4).fill("applied"));
    expect(started.slice(0, 2).sort()).toEqual(given.map(({ key }) => key).sort());
  });

  it("takes nothing from somebody who did not get the new, and goes on with the others", async () => {
    const { results } = await run([...given, ...taken], {
      [given[0]?.key ?? ""]: () => Promise.reject(trouble("failed")),
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "applied", "skipped", "applied"]);
    expect(results[2]).toMatchObject({
      reason: "assigning amplify-policy in account 345678901234 for ana comes first: failed",
    });
  });

  it("ends with the bug that stopped it", async () => {
    const bug = { [given[0]?.key ?? ""]: () => Promise.reject(new TypeError("a bug")) };
    await expect(run([...given, ...taken], bug)).rejects.toThrow("a bug");
  });
});

describe("a run that deletes", () => {
  const changes = [user("ana"), { kind: "Group", displayName: "devs" } as const, membership, assigned("ana")].map(
    deletion,
  );

  it("deletes a user after everything that is theirs, in whatever order the plan has it", async () => {
    const { started, outcomes } = await run(changes);
    expect(outcomes).toEqual(Array(4).fill("applied"));
    expect(started.indexOf("User|ana")).toBe(3);
    expect(started.indexOf("GroupMembership|devs|ana")).toBeLessThan(started.indexOf("Group|devs"));
  });

  it("leaves a user whose assignment could not be removed, and says so; what does not wait for it goes on", async () => {
    const key = deletion(assigned("ana")).key;
    const { results, outcomes } = await run(changes, { [key]: () => Promise.reject(trouble("failed")) });
    expect(outcomes).toEqual(["skipped", "applied", "applied", "failed"]);
    expect(results[0]).toMatchObject({
      reason: "removing amplify-policy in account 210987654321 for ana comes first: failed",
    });
  });
});

describe("a bug of ours", () => {
  it("ends the run as itself, starts nothing more, and lets what was started end", async () => {
    const bug = new TypeError("Cannot read properties of undefined");
    const stop = new AbortController();
    let ended = false;
    const started: string[] = [];
    const running = runChanges([user("ana"), user("bo"), assigned("bo")].map(creation), {
      stop,
      apply: async ({ key }) => {
        started.push(key);
        if (key === "User|ana") throw bug;
        await tick(20);
        ended = true;
        return {};
      },
    });
    await expect(running).rejects.toBe(bug);
    expect(ended).toBe(true);
    expect(started).toEqual(["User|ana", "User|bo"]);
  });
});

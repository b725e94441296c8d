import { describe, expect, it, vi } from "vitest";
import { OnboardError } from "../../src/core/errors/onboard-error.ts";
import { heldClock } from "../simulator/held-clock.ts";
import { simulateTeam } from "./simulated-team.ts";

const csv = `email,account,group
ana@example.com,Sandbox North,
bo@example.com,Sandbox North;Sandbox South,
cy@example.com,Staging,Devs
dee@example.com,Staging,devs
`;
const interrupt = (stop: AbortController) =>
  stop.abort(new OnboardError({ kind: "interrupted", message: "Interrupted (SIGINT).", remedy: "" }));
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 10_000, interval: 2 });

describe.concurrent("a run that is interrupted", () => {
  it("starts nothing new, names what AWS is still at, and is finished by the next run without starting it again", async () => {
    const clock = heldClock();
    const team = await simulateTeam({ speed: 1, now: clock.now });
    const stop = new AbortController();
    const running = team.onboard("email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North\n", {
      stop,
      limits: { outstandingAssignments: 1 },
    });
    await until(() => team.world().requests.length === 1);
    clock.hold();
    const sent = team.count("CreateAccountAssignment");
    setTimeout(() => interrupt(stop), 30);
    const { results, converged } = await running;
    const [request] = team.world().requests;
    expect(converged).toBeNull();
    expect(
      results
        .filter(({ outcome }) => outcome !== "applied")
        .map((result) => ({ ...result, change: result.change.key })),
    ).toMatchObject([
      { outcome: "outstanding", requestId: request?.requestId },
      { outcome: "skipped", reason: "Interrupted (SIGINT)." },
    ]);
    expect(team.count("CreateAccountAssignment")).toBe(sent);

    clock.letGo();
    const again = await team.onboard("email,account\nana@example.com,Sandbox North\nbo@example.com,Sandbox North\n");
    expect(again.converged).toBe(true);
    expect(new Set(Object.values(again.outcomes))).toEqual(new Set(["applied"]));
    expect(team.world().requests).toHaveLength(2);
    expect(team.world().users).toHaveLength(2);
  });

  it("leaves requests that may fail for a reason that is gone by the next run, which then makes its own", async () => {
    const team = await simulateTeam({
      speed: 1,
      faults: [{ operation: "CreateAccountAssignment", nth: 1, fault: "failed-assignment" }],
    });
    const stop = new AbortController();
    const running = team.onboard("email,account\nana@example.com,Sandbox North\n", { stop });
    await until(() => team.world().requests.length === 1);
    interrupt(stop);
    await running;
    const again = await team.onboard("email,account\nana@example.com,Sandbox North\n");
    expect(again.converged).toBe(true);
    expect(team.world().requests.map(({ status }) => status)).toEqual(["FAILED", "SUCCEEDED"]);
  });

  it("in the middle of a permission set says that some of it may be missing, and the next run adds it", async () => {
    const team = await simulateTeam({
      faults: [{ operation: "AttachManagedPolicyToPermissionSet", fault: "throttle" }],
    });
    const stop = new AbortController();
    const running = team.onboard("email,account\nana@example.com,Sandbox North\n", { stop });
    await until(() => team.count("AttachManagedPolicyToPermissionSet") > 0);
    interrupt(stop);
    const { results } = await running;
    const set = results.find(({ change }) => change.after?.kind === "PermissionSet");
    expect(set).toMatchObject({ outcome: "failed", reason: expect.stringContaining("some of it may be missing") });
    team.faults.length = 0;
    expect((await team.onboard("email,account\nana@example.com,Sandbox North\n")).converged).toBe(true);
    expect(team.world().permissionSets[0]?.managedPolicies).toHaveLength(1);
  });

  it("ends at once wherever it is, with a result for every change", async () => {
    const moments = [
      "ListUsers",
      "CreateUser",
      "CreatePermissionSet",
      "CreateGroupMembership",
      "ListAccountAssignmentCreationStatus",
    ];
    for (const moment of moments) {
      const team = await simulateTeam({ speed: 5 });
      const stop = new AbortController();
      const running = team.onboard(csv, { stop }).catch((error: unknown) => error);
      await until(() => team.count(moment) > 0);
      interrupt(stop);
      const ended = await running;
      if (ended instanceof Error) {
        expect(ended).toMatchObject({ name: "OnboardError", kind: "interrupted" });
        continue;
      }
      const { results, prepared } = ended as Awaited<ReturnType<typeof team.onboard>>;
      expect(results).toHaveLength(prepared.plan.changes.length);
      for (const result of results)
        expect([
          "applied",
          "skipped",
          "outstanding",
          result.change.after?.kind === "PermissionSet" && "failed",
        ]).toContain(result.outcome);
      for (const { outcome, change } of results) {
        if (outcome !== "applied" || change.after?.kind !== "User") continue;
        expect(team.world().users).toContain(change.after.userName);
      }
    }
  });
});

describe.concurrent("credentials that expire half way", () => {
  it("stop the run: what was done stays, the rest is skipped with the cause, and the next run finishes", async () => {
    const team = await simulateTeam({ faults: [{ operation: "CreateUser", from: 3, fault: "expired-credentials" }] });
    const many = `${csv}${["eve", "fay", "gus"].map((name) => `${name}@example.com,Staging,Devs\n`).join("")}`;
    const { results, converged, stop } = await team.onboard(many, { limits: { identityStorePerSecond: 2 } });
    expect(stop.signal.reason).toMatchObject({ kind: "signed-out" });
    expect(converged).toBeNull();
    const users = results.filter(({ change }) => change.after?.kind === "User").map(({ outcome }) => outcome);
    // Five were on their way when the first of them heard of it.
    expect(users).toEqual(["applied", "applied", "failed", "failed", "failed", "skipped", "skipped"]);
    const skipped = results.find(({ outcome }) => outcome === "skipped");
    expect(skipped).toMatchObject({ reason: expect.stringContaining("expired") });
    team.faults.length = 0;
    expect((await team.onboard(many)).converged).toBe(true);
    expect(team.world().users).toHaveLength(7);
  });

  it("while assignments are in progress leave them outstanding, with their request ids", async () => {
    const team = await simulateTeam({
      faults: [{ operation: "ListAccountAssignmentCreationStatus", from: 2, fault: "expired-credentials" }],
    });
    const { results, stop } = await team.onboard(csv);
    const outstanding = results.flatMap((result) => (result.outcome === "outstanding" ? [result.requestId] : []));
    expect(outstanding.length).toBeGreaterThan(0);
    const ids = team.world().requests.map(({ requestId }) => requestId);
    for (const id of outstanding) expect(ids).toContain(id);
    expect(results.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(stop.signal.reason).toMatchObject({ kind: "signed-out" });
  });
});

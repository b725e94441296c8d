import { describe, expect, it } from "vitest";
import { playAll } from "./play-all.ts";
import { drawSchedule } from "./schedule.ts";

/** A slice of what `npm run test:chaos` tries: schedules that are soon over, with every kind of disturbance among them. */
const SLICE = [4, 20, 28, 45, 47, 55, 61, 64, 71, 76, 85, 86, 106, 115, 120, 296].map(drawSchedule);

describe("runs that are disturbed by faults, kills, restarts and each other", () => {
  it("end with exactly what is wanted, and tell no untruth on the way", async () => {
    const { failures, tally } = await playAll(SLICE, SLICE.length);
    expect(failures.map(({ told }) => told)).toEqual([]);
    expect(tally.schedules).toBe(SLICE.length);
    for (const disturbance of ["kills", "restarts", "concurrentPairs"] as const) {
      expect(tally[disturbance], disturbance).toBeGreaterThan(0);
    }
    expect(tally.faults["lost-response"]).toBeGreaterThan(0);
    expect(tally.outcomes.applied).toBeGreaterThan(0);
    expect(tally.accounts.made).toBeGreaterThan(0);
    expect(tally.accounts["CreateAccount: lost-response"]).toBeGreaterThan(0);
    for (const taken of ["users", "memberships", "assignments"])
      expect(tally.removals[taken], taken).toBeGreaterThan(0);
  });

  it("are of every kind in the slice that is always tried", () => {
    const kinds = SLICE.flatMap(({ runs }) => runs.flatMap(({ faults }) => faults.map(({ fault }) => fault)));
    const known = ["throttle", "error500", "reset", "lost-response", "conflict", "failed-assignment", "slow"] as const;
    expect(kinds).toEqual(expect.arrayContaining([...known, "stale-read", "access-denied", "expired-credentials"]));
  });

  it("meet disabled and deleted people, and are a delegated administrator's, in the slice that is always tried", () => {
    const users = SLICE.flatMap(({ team }) => team.directory.users ?? []);
    expect(users.some(({ status }) => status === "DISABLED")).toBe(true);
    const wanted = SLICE.flatMap(({ team: { directory, wanted } }) =>
      (directory.users ?? []).filter(
        ({ status, userName }) => status === "DISABLED" && wanted.users.some((one) => one.userName === userName),
      ),
    );
    expect(wanted).not.toEqual([]);
    expect(SLICE.some(({ team }) => (team.wanted.impossible ?? []).length > 0)).toBe(true);
    for (const by of ["ADMINISTRATOR", "SCIM"]) expect(users.some(({ deletedBy }) => deletedBy === by)).toBe(true);
    expect(SLICE.some(({ team }) => team.organization.delegatedAdministrators !== undefined)).toBe(true);
    expect(
      SLICE.some(({ runs }) => runs.some(({ faults }) => faults.some(({ fault }) => fault === "empty-page"))),
    ).toBe(true);
  });

  it("take away from people, groups and who is gone, and are killed and meet faults while they do, in the slice that is always tried", () => {
    const absent = SLICE.flatMap(({ team }) => team.wanted.absent ?? []);
    const taken = absent.flatMap(({ assignments }) => assignments.map(({ principal }) => principal));
    for (const type of ["USER", "GROUP"]) expect(taken.some((one) => one.type === type)).toBe(true);
    expect(absent.some(({ orphans }) => orphans)).toBe(true);
    const runs = SLICE.flatMap((one) => one.runs);
    expect(runs.some(({ actors }) => actors.some(({ kill }) => kill?.of === "removal"))).toBe(true);
    const met = runs.flatMap(({ faults }) => faults.flatMap(({ operation = "" }) => operation));
    expect(met).toEqual(expect.arrayContaining(["DeleteAccountAssignment", "DeleteGroupMembership", "DeleteUser"]));
  });

  it("are the same each time they are drawn from a seed, and others from another", () => {
    expect(drawSchedule(7)).toEqual(drawSchedule(7));
    expect({ ...drawSchedule(8), seed: 7 }).not.toEqual(drawSchedule(7));
  });
});

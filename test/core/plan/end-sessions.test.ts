import { describe, expect, it } from "vitest";
import {
  endingTooEarly,
  endSessions,
  type SessionsToEnd,
  sessionsGoOnAfter,
  sessionsOverAt,
} from "../../../src/core/plan/end-sessions.ts";
import { withEndedSessionsLeft } from "../../../src/core/plan/ended-sessions-left.ts";
import type { PlanInput } from "../../../src/core/plan/plan.ts";
import { factsNow } from "../../../src/core/readiness/facts.ts";
import { readinessOf } from "../../../src/core/readiness/readiness.ts";
import { inlineParts, inlineText } from "../../../src/core/state/ended-sessions.ts";
import { permissionSetKey } from "../../../src/core/state/kinds/permission-set.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { Observation } from "../../../src/core/state/observation.ts";
import { creationTags } from "../../../src/core/state/ownership.ts";
import type { PermissionSet } from "../../../src/core/state/resource.ts";
import { failedResult } from "../../../src/core/state/result.ts";
import { canonicalJson } from "../../../src/core/text/canonical-json.ts";
import { clockAt } from "../../../src/identity-center/clock-at.ts";
import { assigned, instance, north, observed, permissionSet, person, planFor } from "./sample-onboarding.ts";

const clock = clockAt(new Date("2026-11-30T10:20:00Z"));
/** Twelve hours, and the one in which sessions may still begin. */
const until = "2026-12-01T00:00:00Z";
const past = "2026-11-30T10:00:00Z";
const ana = "9067-ana";
const bo = "9067-bo";
const allow = { Effect: "Allow", Action: "s3:ListBucket", Resource: "*" };
const inlinePolicy = canonicalJson({ Version: "2012-10-17", Statement: allow });

const ours = (others: Partial<PermissionSet> = {}) => {
  const set = permissionSet(others);
  return { ...set, tags: creationTags(set) };
};
const there = (set: PermissionSet, others: Partial<Observation> = {}) =>
  observed([set], {
    provisioned: new Map([[set.name, { accountIds: ids(12), outdated: [] }]]),
    permissionSets: new Map([[set.name, { arn: "arn", inManagementAccount: false }]]),
    ...others,
  });
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(210_987_654_321 + index));
const leaver: SessionsToEnd = { permissionSet: "amplify-policy", userIds: [ana] };
const ended = (observation: Observation, toEnd: readonly SessionsToEnd[] = [leaver]) =>
  endSessions(toEnd, observation, instance, clock);
const planned = (observation: Observation, desired: readonly PermissionSet[], others: Partial<PlanInput> = {}) =>
  planFor(desired, { observation, purpose: "leave", ...others });

describe("ending the sessions of who loses a permission set", () => {
  it("adds the Deny to what is there, for the longest session and the hour in which one may begin", () => {
    const observation = there(ours({ inlinePolicy }));
    const { changes, dangers, drift, warnings } = planned(observation, ended(observation).wanted);
    expect(changes.map(({ action, key }) => `${action} ${key}`)).toEqual([
      "update PermissionSet|amplify-policy",
      "update PermissionSetProvisioning|amplify-policy|ALL_PROVISIONED_ACCOUNTS",
    ]);
    const after = changes[0]?.after as PermissionSet;
    expect(after).toEqual({ ...ours({ inlinePolicy }), endedSessions: [{ until, userIds: [ana] }] });
    expect(JSON.parse(inlineText(after) ?? "").Statement).toHaveLength(2);
    expect([dangers, drift, warnings]).toEqual([[], [], []]);
  });

  it("is needed as long as the permission set's own sessions last", () => {
    expect(sessionsOverAt({ sessionDuration: "PT12H" }, clock)).toBe(until);
    expect(sessionsOverAt({ sessionDuration: "PT1H" }, clock)).toBe("2026-11-30T13:00:00Z");
    expect(sessionsOverAt({ sessionDuration: "nonsense" }, clock)).toBe(until);
  });

  it("takes those together who leave together, adds who leaves later, and takes out who is over", () => {
    const two = ended(there(ours()), [{ ...leaver, userIds: [bo, ana] }]);
    expect(two.wanted[0]?.endedSessions).toEqual([{ until, userIds: [ana, bo] }]);
    const later = there(
      ours({
        endedSessions: [
          { until: past, userIds: ["old"] },
          { until: "2026-11-30T20:00:00Z", userIds: [bo] },
        ],
      }),
    );
    expect(ended(later).wanted[0]?.endedSessions).toEqual([
      { until: "2026-11-30T20:00:00Z", userIds: [bo] },
      { until, userIds: [ana] },
    ]);
  });

  it("is planned again where it would be taken out before the last session is over", () => {
    const observation = there(ours());
    const desired = stateOf(ended(observation).wanted);
    const at = (time: string) => endingTooEarly(desired, observation.state, clockAt(new Date(time)));
    expect(at("2026-11-30T10:20:00Z")).toEqual([]);
    expect(at("2026-11-30T12:00:00Z")).toEqual([]);
    expect(at("2026-11-30T12:00:01Z")).toEqual(["amplify-policy"]);
    expect(at("2027-01-01T00:00:00Z")).toEqual(["amplify-policy"]);
    expect(endingTooEarly(desired, desired, clockAt(new Date("2027-01-01T00:00:00Z")))).toEqual([]);
  });

  it("is left to a person where it failed, each person once in one policy", () => {
    const observation = there(ours());
    const { changes } = planned(observation, ended(observation).wanted);
    const results = (failing: number) =>
      changes.map((change, index) =>
        index === failing ? failedResult(change, "AWS refused.", "Ask.") : ({ outcome: "applied", change } as const),
      );
    expect(sessionsGoOnAfter(undefined, results(2))).toBeUndefined();
    for (const failing of [0, 1]) {
      const goOn = sessionsGoOnAfter(undefined, results(failing));
      expect(goOn?.permissionSets).toEqual([{ name: "amplify-policy", reason: "AWS refused." }]);
      expect(inlineParts(goOn?.policy ?? "").endedSessions).toEqual([{ until, userIds: [ana] }]);
    }
    const foreign = { ...permissionSet(), name: "theirs" };
    const other = ended(observed([foreign]), [{ permissionSet: "theirs", userIds: [ana, bo] }]).goOn;
    const both = sessionsGoOnAfter(other, results(0));
    expect(both?.permissionSets.map(({ name }) => name)).toEqual(["theirs", "amplify-policy"]);
    expect(inlineParts(both?.policy ?? "").endedSessions).toEqual([{ until, userIds: [ana, bo] }]);
  });

  it("asks for nothing more when it is planned again", () => {
    const again = there(ours({ endedSessions: [{ until, userIds: [ana] }] }));
    expect(planned(again, ended(again).wanted).changes).toEqual([]);
    expect(ended(observed()).wanted).toEqual([]);
  });

  it.each([
    ["somebody else's", permissionSet(), "onboard did not make it"],
    ["Control Tower's", ours({ name: "AWSReadOnlyAccess" }), "Control Tower keeps it"],
    [
      "too full",
      ours({ inlinePolicy: canonicalJson({ Statement: { ...allow, Resource: "a".repeat(10_100) } }) }),
      "bytes without white space; AWS takes 10240",
    ],
    ["not to be understood", ours({ inlinePolicy: "{" }), "its inline policy is no policy document"],
  ])("changes nothing in a permission set that is %s, and prints what does it", (_, set, reason) => {
    const { wanted, goOn } = ended(there(set), [{ ...leaver, permissionSet: set.name }]);
    expect(wanted).toEqual([]);
    expect(goOn).toMatchObject({
      until,
      permissionSets: [{ name: set.name, reason: expect.stringContaining(reason) }],
    });
    expect(JSON.parse(goOn?.policy ?? "")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OnboardEndsSessionsUntil20261201T000000Z",
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { StringEquals: { "identitystore:UserId": [ana] } },
        },
      ],
    });
  });

  it("leaves to the management account what a delegated administrator cannot change", () => {
    const permissionSets = new Map([["amplify-policy", { arn: "arn", inManagementAccount: true }]]);
    const observation = there(ours(), { permissionSets });
    expect(ended(observation).goOn).toBeUndefined();
    const delegated = endSessions([leaver], observation, { ...instance, callerAccountId: north }, clock);
    expect(delegated.wanted).toEqual([]);
    expect(delegated.goOn?.permissionSets[0]?.reason).toContain("provisioned in the management account 111122223333");
  });
});

describe("what ended sessions", () => {
  const observation = (endedSessions: PermissionSet["endedSessions"] & object, others: Partial<PermissionSet> = {}) =>
    there({ ...ours(others), endedSessions });
  const left = (
    found: Observation,
    desired: readonly PermissionSet[],
    holders: readonly string[] = [],
    now = clock.now,
  ) =>
    withEndedSessionsLeft({ state: stateOf(desired), absent: new Map() }, found, {
      now,
      instance,
      holdersOf: () => holders,
    }).state;

  it("stays while it is needed, whatever the settings say of the inline policy, and is no drift", () => {
    const found = observation([{ until, userIds: [ana] }], { inlinePolicy });
    expect(left(found, [permissionSet()])).toEqual(stateOf([permissionSet()]));
    const plan = planFor([permissionSet({ inlinePolicy })], { observation: found });
    expect([plan.changes, plan.drift]).toEqual([[], []]);
    expect(plan.warnings.join()).toContain("ends sessions of 1 person until 2026-12-01 00:00 UTC");
    const other = canonicalJson({ Statement: [{ ...allow, Action: "s3:GetObject" }] });
    const [change] = planFor([permissionSet({ inlinePolicy: other })], { observation: found }).changes;
    expect(change?.after).toMatchObject({ inlinePolicy: other, endedSessions: [{ until, userIds: [ana] }] });
  });

  it("goes with the first plan after it, alone, and without a danger, an account not being ready, or drift", () => {
    const found = observation(
      [
        { until: past, userIds: [ana] },
        { until, userIds: [bo] },
      ],
      { inlinePolicy },
    );
    const desired = left(found, [permissionSet()]);
    const plan = planFor([], {
      desired: new Map([...desired, ...stateOf([assigned("cy")])]),
      observation: { ...found, state: new Map([...found.state, ...stateOf([assigned("cy")])]) },
      people: [person("cy")],
    });
    expect(plan.changes[0]?.after).toEqual({ ...ours({ inlinePolicy }), endedSessions: [{ until, userIds: [bo] }] });
    expect([plan.dangers, plan.drift]).toEqual([[], []]);
    expect(readinessOf([person("cy")], factsNow(plan))[0]?.access[0]?.checks.upToDate.state).toBe("yes");
  });

  it("leaves no inline policy where nothing else is in it", () => {
    const found = observation([{ until: past, userIds: [ana] }]);
    const [change] = planFor([], { desired: left(found, []), observation: found }).changes;
    expect(change?.after).toEqual(ours());
    expect(inlineText(change?.after as PermissionSet)).toBeUndefined();
  });

  it("is taken out of a permission set that nobody has any more without a danger", () => {
    const found = {
      ...observation([{ until: past, userIds: [ana] }], {
        managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      }),
      provisioned: new Map(),
    };
    expect(planFor([], { desired: left(found, []), observation: found }).dangers).toEqual([]);
  });

  it("keeps nobody out who is to have the permission set again", () => {
    const found = observation([{ until, userIds: [ana, bo] }]);
    expect(left(found, [], [ana]).get(permissionSetKey("amplify-policy"))).toMatchObject({
      endedSessions: [{ until, userIds: [bo] }],
    });
  });

  it("stays where it is in what is not ours to change", () => {
    const foreign = there({ ...permissionSet(), endedSessions: [{ until: past, userIds: [ana] }] });
    expect(left(foreign, []).size).toBe(0);
  });

  it("blocks a change of the settings that would leave it no room", () => {
    const full = canonicalJson({ Statement: { ...allow, Resource: "a".repeat(10_100) } });
    const found = observation([{ until, userIds: [ana] }]);
    const [change] = planFor([permissionSet({ inlinePolicy: full })], { observation: found }).changes;
    expect(change?.blocked?.reason).toContain("it ends sessions of 1 person until 2026-12-01 00:00 UTC");
  });

  it("counts as many changes only where accounts get something else as well", () => {
    const found = observation([{ until: past, userIds: [ana] }]);
    const behind = { ...found, provisioned: new Map([["amplify-policy", { accountIds: ids(12), outdated: ids(5) }]]) };
    const plan = planFor([], { desired: left(behind, []), observation: behind });
    expect(plan.dangers.map(({ name, count }) => [name, count])).toEqual([["many-changes", 5]]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BOOTSTRAP_NEEDED, type BootstrapAnswer, environmentKey } from "../../../src/core/aws/cdk-bootstrap.ts";
import { environmentsThere } from "../../../src/core/plan/environments.ts";
import { assignmentOf, bootstrapIn, type Person } from "../../../src/core/plan/person.ts";
import { statusOf } from "../../../src/core/readiness/status.ts";
import { readinessAfter, reportOf } from "../../../src/core/report/report.ts";
import type { Change } from "../../../src/core/state/change.ts";
import { dependenciesOf } from "../../../src/core/state/kinds.ts";
import type { Observation } from "../../../src/core/state/observation.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { slice } from "../../how-much.ts";
import {
  access,
  afterChanges,
  north,
  observed,
  permissionSet,
  person,
  planFor,
  south,
  user,
} from "../plan/sample-onboarding.ts";

const ROLE = "OrganizationAccountAccessRole";

/** A team, what AWS has of it, and how each change of its plan ends. */
const cases = fc.record({
  people: fc.array(
    fc.record({
      accounts: fc.uniqueArray(fc.constantFrom(north, south), { minLength: 1 }),
      group: fc.option(fc.constantFrom("Developers", "Designers"), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  isThere: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  setThere: fc.constantFrom("no", "other", "same"),
  outdated: fc.subarray([north, south]),
  bootstraps: fc.record({ [north]: answers(), [south]: answers() }),
  bootstrap: fc.constantFrom("look", "make", "leave"),
  outcomes: fc.array(fc.constantFrom("applied", "applied", "applied", "failed", "outstanding", "lost"), {
    minLength: 5,
    maxLength: 5,
  }),
});

function answers() {
  return fc.constantFrom<BootstrapAnswer>(
    { kind: "version", version: 21 },
    { kind: "version", version: 5 },
    { kind: "missing" },
  );
}

type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never;

describe("whoever a run calls ready", () => {
  it("is called so by the status of what it left, and nobody else is", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { report, status } = runThenStatus(one);
        const told = report.map(({ state }) => state === "ready");
        const found = status.people.map(({ state }) => state === "ready");
        if (one.bootstrap !== "leave") expect(told).toEqual(found);
        else expect(told.some((isReady, index) => isReady && !found[index])).toBe(false);
      }),
      { numRuns: slice(200) },
    );
  });

  it("and whoever it does not, by the same word, where AWS has ended everything and somebody looked", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const isOver = one.outcomes.every((outcome) => outcome === "applied" || outcome === "failed");
        fc.pre(isOver && one.bootstrap !== "leave");
        const { report, status } = runThenStatus(one);
        for (const [index, { access: all }] of report.entries()) {
          for (const [at, { state }] of all.entries()) {
            expect(state).toBe(status.people[index]?.access[at]?.state);
          }
        }
      }),
      { numRuns: slice(200) },
    );
  });
});

function runThenStatus(one: Case) {
  const people = one.people.map(({ accounts, group }, index) =>
    person(
      `p${index}`,
      ...accounts.map((accountId) => access({ accountId, ...(group === undefined ? {} : { group }) })),
    ),
  );
  const environments = environmentsThere(people);
  const stacks = environments.map((environment) => bootstrapIn(environment, ROLE));
  const makes = one.bootstrap === "make";
  const desired = [permissionSet(), ...people.flatMap(resourcesOf)];
  const before = observationOf(one, desired, makes ? stacks : []);
  const plan = planFor([...desired, ...(makes ? stacks : [])], {
    people,
    observation: before,
    ...(one.bootstrap === "look"
      ? { bootstraps: environments.map((place) => ({ ...place, answer: answerFor(one, place.accountId) })) }
      : {}),
  });
  const results = resultsOf(plan.changes, one.outcomes);
  const done = results.flatMap(({ outcome, change }) => (outcome === "applied" ? [change] : []));
  const left = planFor(desired, { people, observation: withFreshRoles(afterChanges(before, done), done) });
  const bootstrapped = new Set(done.map(({ key }) => key).filter((key) => key.startsWith("Bootstrap|")));
  const found = environments.map((place, index): [string, BootstrapAnswer] => {
    const isMade = bootstrapped.has(stackKey(stacks[index], done));
    return [
      environmentKey(place),
      isMade ? { kind: "version", version: BOOTSTRAP_NEEDED } : answerFor(one, place.accountId),
    ];
  });
  return { report: readinessAfter(reportOf(plan, results, null)), status: statusOf(left, new Map(found)) };
}

function stackKey(stack: Resource | undefined, done: readonly Change[]): string {
  return (
    done.find(
      ({ after }) =>
        after?.kind === "Bootstrap" &&
        stack?.kind === "Bootstrap" &&
        after.accountId === stack.accountId &&
        after.region === stack.region,
    )?.key ?? ""
  );
}

function answerFor({ bootstraps }: Case, accountId: string): BootstrapAnswer {
  return new Map(Object.entries(bootstraps)).get(accountId) ?? { kind: "missing" };
}

function resourcesOf(one: Person): readonly Resource[] {
  const groups = one.access.flatMap(({ group }): readonly Resource[] =>
    group === undefined
      ? []
      : [
          { kind: "Group", displayName: group },
          { kind: "GroupMembership", group, userName: one.userName },
        ],
  );
  return [user(one.userName), ...groups, ...one.access.map((each) => assignmentOf(one, each))];
}

/** Some of it is there; what needs something that is not, cannot be. */
function observationOf(one: Case, desired: readonly Resource[], stacks: readonly Resource[]): Observation {
  const set = one.setThere === "other" ? permissionSet({ sessionDuration: "PT1H" }) : permissionSet();
  const there: Resource[] = one.setThere === "no" ? [] : [set];
  const keys = () => new Set(planFor(there).changes.map(({ key }) => key));
  for (const [index, resource] of desired.entries()) {
    if (resource.kind === "PermissionSet" || one.isThere[index % one.isThere.length] !== true) continue;
    const have = keys();
    if (dependenciesOf(resource).every((key) => have.has(key))) there.push(resource);
  }
  const accountIds = [
    ...new Set(there.flatMap((resource) => (resource.kind === "AccountAssignment" ? [resource.accountId] : []))),
  ];
  const built = stacks.flatMap((stack): readonly Resource[] => {
    if (stack.kind !== "Bootstrap") return [];
    const answer = answerFor(one, stack.accountId);
    return answer.kind === "version" ? [{ ...stack, version: answer.version }] : [];
  });
  const outdated = one.outdated.filter((id) => accountIds.includes(id));
  const provisioned = accountIds.length === 0 ? new Map() : new Map([["amplify-policy", { accountIds, outdated }]]);
  return observed([...there, ...built], { provisioned });
}

/** What rests on something that was not applied is skipped, as the runner does it. */
function resultsOf(changes: readonly Change[], outcomes: Case["outcomes"]): readonly ChangeResult[] {
  const results = new Map<string, ChangeResult>();
  for (const [index, change] of changes.entries()) {
    const needed = change.after === null ? [] : dependenciesOf(change.after);
    const isStuck = needed.some((key) => (results.get(key)?.outcome ?? "applied") !== "applied");
    results.set(change.key, isStuck ? skipped(change) : resultOf(change, outcomes[index % outcomes.length]));
  }
  return [...results.values()];
}

function skipped(change: Change): ChangeResult {
  return { outcome: "skipped", change, reason: "What it needs is not there." };
}

function resultOf(change: Change, outcome: Case["outcomes"][number] | undefined): ChangeResult {
  switch (outcome) {
    case "failed":
      return failedResult(change, "AWS said no.", "Ask.");
    case "outstanding":
      return { outcome, change, reason: "AWS is still at it.", requestId: "r-1" };
    case "lost":
      return { outcome: "outstanding", change, reason: "The answer was lost." };
    default:
      return { outcome: "applied", change };
  }
}

/** An assignment brings the permission set into the account as it is by then. */
function withFreshRoles(observation: Observation, done: readonly Change[]): Observation {
  const assigned = done.flatMap(({ after }) => (after?.kind === "AccountAssignment" ? [after.accountId] : []));
  const { accountIds = [], outdated = [] } = observation.provisioned.get("amplify-policy") ?? {};
  const all = [...new Set([...accountIds, ...assigned])];
  if (all.length === 0) return observation;
  const stale = outdated.filter((id) => !assigned.includes(id));
  return { ...observation, provisioned: new Map([["amplify-policy", { accountIds: all, outdated: stale }]]) };
}

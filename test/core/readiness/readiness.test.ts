import { describe, expect, it } from "vitest";
import type { BootstrapAnswer } from "../../../src/core/aws/cdk-bootstrap.ts";
import type { FoundBootstrap } from "../../../src/core/plan/found-bootstraps.ts";
import { bootstrapIn, type Person } from "../../../src/core/plan/person.ts";
import { type Facts, factsAfter, factsOfRun } from "../../../src/core/readiness/facts.ts";
import { readinessOf } from "../../../src/core/readiness/readiness.ts";
import { readinessWord } from "../../../src/core/readiness/states.ts";
import { headcount, reasonAndRemedy, verdictWords } from "../../../src/core/readiness/words.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../../../src/core/state/all-provisioned-accounts.ts";
import type { Change } from "../../../src/core/state/change.ts";
import { keyOf } from "../../../src/core/state/kinds.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { newAccount } from "../plan/sample-new-account.ts";
import { access, assigned, creation, north, permissionSet, person, south, user } from "../plan/sample-onboarding.ts";

const GOOD: BootstrapAnswer = { kind: "version", version: 21 };
const good = [north, south].map((accountId) => ({ accountId, region: "eu-west-1", answer: GOOD }));

const applied = (resource: Resource): ChangeResult => ({ outcome: "applied", change: creation(resource) });
const failed = (resource: Resource, reason: string, remedy: string) => failedResult(creation(resource), reason, remedy);
const skipped = (resource: Resource, reason = "it needs something: failed"): ChangeResult => ({
  outcome: "skipped",
  change: creation(resource),
  reason,
});
const outstanding = (resource: Resource, requestId?: string): ChangeResult => ({
  outcome: "outstanding",
  change: creation(resource),
  reason: "in progress",
  ...(requestId === undefined ? {} : { requestId }),
});

/** What a run leaves of which this became; accounts are bootstrapped unless told otherwise. */
function runOf(results: readonly ChangeResult[], bootstraps: readonly FoundBootstrap[] = good): Facts {
  return factsOfRun({ changes: results.map(({ change }) => change), bootstraps }, results);
}

function verdicts(people: readonly Person[], facts: Facts) {
  return readinessOf(people, facts).flatMap((one) => one.access);
}

const ana = person("ana", access(), access({ accountId: south, accountName: "Sandbox South" }));
const both = [assigned("ana"), assigned("ana", south)];

describe("a person's way into an account", () => {
  it("is complete when everything behind it was applied or was there already", () => {
    const all = verdicts([ana], runOf([applied(user("ana")), applied(assigned("ana"))]));
    expect(all.map(({ state, signsIn, undone }) => [state, signsIn, undone])).toEqual(
      Array(2).fill(["ready", true, false]),
    );
  });

  it("names the cause, not what was skipped because of it", () => {
    const [first] = verdicts(
      [ana],
      runOf([...both.map((one) => skipped(one)), failed(user("ana"), "Taken.", "Choose.")]),
    );
    expect(first && reasonAndRemedy(first)).toBe("Taken. Choose.");
    expect(first).toMatchObject({ state: "cannot-sign-in", signsIn: false, undone: true });
  });

  it("fails in one account and is complete in the other", () => {
    const results = [applied(user("ana")), failed(assigned("ana", south), "No.", "Wait.")];
    expect(verdicts([ana], runOf(results)).map(reasonAndRemedy)).toEqual(["", "No. Wait."]);
  });

  it("is missing for everybody when the permission set could not be made", () => {
    const people = [ana, person("bo")];
    const results = [
      failed(permissionSet(), "Denied.", "Ask."),
      ...[...both, assigned("bo")].map((one) => skipped(one)),
    ];
    const all = verdicts(people, runOf(results));
    expect(all.map(reasonAndRemedy)).toEqual(Array(3).fill("Denied. Ask."));
    expect(all.map(({ state }) => state)).toEqual(Array(3).fill("not-assigned"));
  });

  it("is still being made when AWS had not finished it, and nobody knows when its answer was lost", () => {
    const [open] = verdicts([person("ana")], runOf([outstanding(assigned("ana"), "r-1")]));
    const [lost] = verdicts([person("ana")], runOf([outstanding(assigned("ana"))]));
    expect([open?.state, lost?.state]).toEqual(["waits", "unknown"]);
    expect(open?.reason).toBe("in progress");
  });
});

describe("the word for a person and an account", () => {
  const bootstrap = bootstrapIn(access(), "Role");
  const at = (answer?: BootstrapAnswer) =>
    answer === undefined ? [] : [{ accountId: north, region: "eu-west-1", answer }];
  const update: Change = {
    action: "update",
    key: keyOf(permissionSet()),
    before: permissionSet({ sessionDuration: "PT1H" }),
    after: permissionSet(),
  };
  const again: Resource = { kind: "PermissionSetProvisioning", permissionSet: "amplify-policy", target: north };
  const everywhere: Resource = { ...again, target: ALL_PROVISIONED_ACCOUNTS };

  it.each<[word: string, facts: Facts]>([
    ["ready", runOf([])],
    ["cannot sign in", runOf([failed(user("ana"), "No.", "Ask."), skipped(assigned("ana"))])],
    [
      "disabled",
      { ...runOf([]), disabledUsers: new Map([["ana", { userName: "ana", page: "https://console.aws.amazon.com/" }]]) },
    ],
    ["not assigned", runOf([failed(assigned("ana"), "No.", "Ask.")])],
    ["waits for AWS", runOf([outstanding(user("ana"), "r-1"), skipped(assigned("ana"))])],
    ["unknown", runOf([outstanding(assigned("ana"))])],
    ["assigned, set outdated", runOf([failedResult(update, "No.", "Ask.")])],
    ["assigned, set outdated", runOf([failed(again, "No.", "Ask.")])],
    ["assigned, set outdated", runOf([failed(everywhere, "No.", "Ask.")])],
    ["assigned, not bootstrapped", runOf([], at({ kind: "missing" }))],
    ["assigned, not bootstrapped", runOf([], at({ kind: "version", version: 5 }))],
    ["assigned, not bootstrapped", runOf([failed(bootstrap, "No.", "Ask.")], at())],
    ["assigned, bootstrap unknown", runOf([], at())],
    ["assigned, bootstrap unknown", runOf([], at({ kind: "unknown", reason: "No way in.", remedy: "Ask." }))],
    ["assigned, bootstrap unknown", runOf([outstanding(bootstrap)], at())],
    ["assigned, waits for AWS", runOf([outstanding(bootstrap, "r-1")], at())],
    ["waits for AWS", runOf([{ ...applied(assigned("ana")), unseen: true } as ChangeResult])],
    ["ready", runOf([applied(bootstrap)], at({ kind: "missing" }))],
    ["ready", runOf([failed(everywhere, "No.", "Ask."), applied(assigned("ana"))])],
  ])("is %j", (word, facts) => {
    const [one] = verdicts([person("ana")], facts);
    expect(one && readinessWord(one)).toBe(word);
    if (one?.state !== "ready")
      expect([one?.reason, one?.remedy].every((text) => text !== undefined && text !== "")).toBe(true);
  });

  it("of somebody whose account the run has made tells that nobody has bootstrapped it", () => {
    const reference = "new:ana";
    const made = [applied(newAccount("ana")), applied(assigned("ana", reference))];
    const [one] = verdicts([person("ana", access({ accountId: reference }))], runOf(made));
    expect(one?.state).toBe("not-bootstrapped");
  });

  it("of a plan is what will be true when it is done, as far as it can be", () => {
    const blocked = { reason: "Taken.", remedy: "Choose." };
    const changes = [user("ana"), user("bo"), assigned("ana"), assigned("bo")].map((resource) =>
      keyOf(resource) === keyOf(user("bo")) ? { ...creation(resource), blocked } : creation(resource),
    );
    const all = verdicts([person("ana"), person("bo")], factsAfter({ changes, bootstraps: good }));
    expect(all.map(verdictWords)).toEqual(["Ready", "Cannot sign in: Taken. Choose."]);
  });
});

describe("a headcount", () => {
  const missing = [{ accountId: south, region: "eu-west-1", answer: { kind: "missing" } as const }];

  it("says how it stands with those who cannot start, the worst first", () => {
    const people = [person("ana"), person("bo", access({ accountId: south })), person("cleo"), person("dan", access())];
    const facts = runOf([failed(user("cleo"), "No.", "Ask.")], [...good.slice(0, 1), ...missing]);
    expect(headcount(readinessOf(people, facts))).toBe(
      "2 of 4 people ready; 1 cannot sign in; 1 assigned, not bootstrapped",
    );
  });

  it("tells somebody who can start in one account from somebody who cannot at all", () => {
    const facts = runOf([], [...good.slice(0, 1), ...missing]);
    expect(headcount(readinessOf([ana], facts))).toBe("0 of 1 person ready; 1 in some of their accounts only");
  });
});

import { describe, expect, it } from "vitest";
import type { BootstrapAnswer } from "../../../src/core/aws/cdk-bootstrap.ts";
import { environmentsThere } from "../../../src/core/plan/environments.ts";
import type { Status } from "../../../src/core/readiness/status.ts";
import { userKey } from "../../../src/core/state/kinds/user.ts";
import { keyOf } from "../../../src/core/state/kinds.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { newAccount } from "../plan/sample-new-account.ts";
import { NORTH, person, STAGING, statusFor } from "./statuses.ts";

const ana = person("ana@example.com");
const without =
  (...kinds: readonly Resource["kind"][]) =>
  (resource: Resource) =>
    kinds.includes(resource.kind) ? undefined : resource;

function statesOf(status: Status) {
  const { user, assigned, upToDate, bootstrapped } = status.people[0]?.access[0]?.checks ?? {};
  return [user?.state, assigned?.state, upToDate?.state, bootstrapped?.state];
}

describe("a person can start", () => {
  it("when AWS has everything that the plan wants, and the account is bootstrapped", () => {
    const status = statusFor([ana]);
    expect(statesOf(status)).toEqual(["yes", "yes", "yes", "yes"]);
    expect(status).toMatchObject({ version: 1, kind: "status", ready: "yes", summary: { yes: 1, no: 0, unknown: 0 } });
  });

  it("although nobody knows whether they have signed in yet, which is said", () => {
    expect(statusFor([ana]).people[0]).toMatchObject({ ready: "yes", signedIn: { state: "unknown" } });
  });

  it("when the permission set differs in its tags only, since those never reach a role", () => {
    const observed = (one: Resource) => (one.kind === "PermissionSet" ? { ...one, tags: {} } : one);
    expect(statesOf(statusFor([{ ...ana }], { observed }))).toEqual(["yes", "yes", "yes", "yes"]);
  });
});

describe("a person cannot start", () => {
  it("without a user; the permission set waits for the assignment", () => {
    const status = statusFor([ana], { observed: without("User", "AccountAssignment") });
    expect(statesOf(status)).toEqual(["no", "no", "waits", "yes"]);
    expect(status).toMatchObject({ ready: "no", summary: { yes: 0, no: 1, unknown: 0 } });
  });

  it("without the assignment", () => {
    expect(statesOf(statusFor([ana], { observed: without("AccountAssignment") }))).toEqual([
      "yes",
      "no",
      "waits",
      "yes",
    ]);
  });

  it.each([
    ["Group", "There is no group Developers yet."],
    ["GroupMembership", "Not in group Developers yet."],
    ["AccountAssignment", "Group Developers is not assigned yet."],
  ] as const)("whose access comes through a group, without the %s", (kind, reason) => {
    const grouped = person("ana@example.com", [{ ...NORTH, group: "Developers" }]);
    expect(statusFor([grouped], { observed: without(kind) }).people[0]?.access[0]?.checks.assigned).toMatchObject({
      state: "no",
      reason,
    });
  });

  it("while the permission set is not as the settings say", () => {
    const observed = (one: Resource) => (one.kind === "PermissionSet" ? { ...one, sessionDuration: "PT1H" } : one);
    const provisioned = { accountIds: [NORTH.accountId], outdated: [] };
    const status = statusFor([ana], { observed, provisioned });
    expect(statesOf(status)).toEqual(["yes", "yes", "no", "yes"]);
    expect(status.people[0]?.access[0]?.checks.upToDate).toMatchObject({
      reason: "Permission set amplify-policy is not as the settings say.",
    });
  });

  it("while the account runs an older version, and only there", () => {
    const both = person("ana@example.com", [NORTH, STAGING]);
    const provisioned = { accountIds: [NORTH.accountId, STAGING.accountId], outdated: [STAGING.accountId] };
    const [first, second] = statusFor([both], { provisioned }).people[0]?.access ?? [];
    expect([first?.checks.upToDate.state, second?.checks.upToDate.state]).toEqual(["yes", "no"]);
  });

  it("where somebody must act first: that is the remedy of the user and of the assignment that needs one", () => {
    const blocker = { reason: "Another user has this address.", remedy: "Rename that one." };
    const status = statusFor([ana], {
      observed: without("User", "AccountAssignment"),
      blocked: new Map([[userKey("ana@example.com"), blocker]]),
    });
    const { user, assigned } = status.people[0]?.access[0]?.checks ?? {};
    expect([user, assigned]).toEqual([
      { state: "no", ...blocker },
      { state: "no", ...blocker },
    ]);
  });

  it("in one of two accounts: then not all is ready", () => {
    const both = person("ana@example.com", [NORTH, STAGING]);
    const status = statusFor([both], { bootstraps: { [`${STAGING.accountId}/eu-west-1`]: { kind: "missing" } } });
    expect(status.people[0]?.access.map(({ ready }) => ready)).toEqual(["yes", "no"]);
    expect(status.ready).toBe("no");
  });

  it("who has no account at all", () => {
    expect(statusFor([person("ana@example.com", [])]).ready).toBe("no");
  });
});

describe("the bootstrap of an account and Region", () => {
  const key = `${NORTH.accountId}/eu-west-1`;
  const told = (answer: BootstrapAnswer) => statusFor([ana], { bootstraps: { [key]: answer } });

  it.each([
    [5, "no"],
    [6, "yes"],
    [21, "yes"],
  ] as const)("of version %d is enough: %s", (version, state) => {
    const status = told({ kind: "version", version });
    expect(status.environments[0]).toMatchObject({ check: { state }, version });
    expect(status.environments[0]?.command !== undefined).toBe(state === "no");
  });

  it("is unknown, not missing, where nobody could look; the person's readiness is unknown then", () => {
    const status = told({ kind: "unknown", reason: "The role is not there.", remedy: "Name another." });
    expect(statesOf(status)).toEqual(["yes", "yes", "yes", "unknown"]);
    expect(status).toMatchObject({ ready: "unknown", summary: { yes: 0, no: 0, unknown: 1 } });
    expect(status.environments[0]).not.toHaveProperty("command");
  });

  it("is unknown, and somebody else lacks a user: then it is known that not all are ready", () => {
    const bo = person("bo@example.com", [STAGING]);
    const status = statusFor([ana, bo], {
      bootstraps: { [key]: { kind: "unknown", reason: "No.", remedy: "Yes." } },
      observed: (one) => (one.kind === "User" && one.userName === "bo@example.com" ? undefined : one),
    });
    expect(status).toMatchObject({ ready: "no", summary: { yes: 0, no: 1, unknown: 1 } });
  });

  it("under another qualifier is told apart, and does not count", () => {
    const status = told({ kind: "missing", otherQualifiers: ["acme"] });
    expect(status.environments[0]).toMatchObject({ check: { state: "no" }, otherQualifiers: ["acme"] });
    expect(status.environments[0]?.check).toMatchObject({
      reason: expect.stringContaining("bootstrapped as acme only"),
    });
  });

  it("is asked for once, however many people work there, in the order of the team file", () => {
    const bo = person("bo@example.com", [STAGING, NORTH]);
    const elsewhere = person("cleo@example.com", [NORTH], { region: "us-east-1" });
    expect(environmentsThere([ana, bo, elsewhere])).toEqual([
      { accountId: NORTH.accountId, region: "eu-west-1" },
      { accountId: STAGING.accountId, region: "eu-west-1" },
      { accountId: NORTH.accountId, region: "us-east-1" },
    ]);
    expect(statusFor([ana, bo, elsewhere]).environments).toHaveLength(3);
  });
});

describe("an account that is still to be made", () => {
  const later = person("ana@example.com", [NORTH, { accountId: "new:ana", accountName: "sandbox-ana" }]);
  const status = statusFor([later], { observed: (one) => (keyOf(one).includes("new:ana") ? undefined : one) });

  it("is nowhere to be looked at", () => {
    expect(environmentsThere([later])).toEqual([{ accountId: NORTH.accountId, region: "eu-west-1" }]);
  });

  it("keeps its person from starting there, and what is in it waits", () => {
    const { user, assigned, upToDate, bootstrapped } = status.people[0]?.access[1]?.checks ?? {};
    expect(status.people[0]).toMatchObject({ ready: "no", access: [{ ready: "yes" }, { ready: "no" }] });
    expect([user?.state, assigned?.state, upToDate?.state, bootstrapped?.state]).toEqual([
      "yes",
      "no",
      "waits",
      "waits",
    ]);
    expect(bootstrapped).toEqual({ state: "waits", reason: "The account is not there yet." });
  });

  it("has no command that would bootstrap it", () => {
    expect(status.environments[1]).toMatchObject({
      accountId: "new:ana",
      accountName: "sandbox-ana",
      check: { state: "waits", reason: "The account is not there yet." },
    });
    expect(status.environments[1]).not.toHaveProperty("command");
  });

  it("is not assigned because it is not there, or because it cannot be made", () => {
    const account = newAccount("ana");
    const blocked = new Map([[keyOf(account), { reason: "No unit.", remedy: "Make it." }]]);
    const stuck = statusFor([later], { observed: () => undefined, blocked, accounts: [account] });
    const open = statusFor([later], { observed: () => undefined, accounts: [account] });
    expect(stuck.people[0]?.access[1]?.checks.assigned).toEqual({
      state: "no",
      reason: "No unit.",
      remedy: "Make it.",
    });
    expect(open.people[0]?.access[1]?.checks.assigned).toMatchObject({ reason: "The account is not there yet." });
  });
});

it("a status is plain JSON", () => {
  const status = statusFor([ana], { observed: without("User") });
  expect(JSON.parse(JSON.stringify(status))).toEqual(status);
});

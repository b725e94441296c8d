import { describe, expect, it } from "vitest";
import { AWS_LIMITS } from "../../../src/core/aws/limits.ts";
import { resolveAccounts } from "../../../src/core/organization/accounts.ts";
import { desiredState } from "../../../src/core/plan/desired.ts";
import { diff } from "../../../src/core/plan/diff.ts";
import { estimateSeconds } from "../../../src/core/plan/estimate.ts";
import { rowsOfPlan } from "../../../src/core/plan/rows-of-plan.ts";
import { sharingOf } from "../../../src/core/plan/sharing.ts";
import { NO_SETTINGS, withDefaults } from "../../../src/core/settings/settings.ts";
import { resourceOf } from "../../../src/core/state/change.ts";
import { stateOf } from "../../../src/core/state/kinds.ts";
import type { Resource } from "../../../src/core/state/resource.ts";
import { renderTeamRows } from "../../../src/core/team/render-team-rows.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { management, NEW_ACCOUNTS } from "../organization/team-with-new-accounts.ts";
import { bytes } from "../team/team-problems.ts";
import { newAccount } from "./sample-new-account.ts";
import { access, assigned, creation, observed, permissionSet, person, planFor, user } from "./sample-onboarding.ts";

const settings = withDefaults({ ...NO_SETTINGS, accounts: NEW_ACCOUNTS }, "aws");

function desiredFrom(text: string) {
  const { team, problems } = readTeam(bytes(text), { kind: "file", file: "team.csv" });
  expect(problems).toEqual([]);
  const none = { accounts: [], source: { kind: "flag", flag: "--account" } } as const;
  const accounts = resolveAccounts(team, { accounts: [management], known: true }, none, settings.accounts);
  expect(accounts.problems).toEqual([]);
  return desiredState({
    team,
    wantedAccounts: accounts.wanted,
    settings,
    accountsOf: (grant) => accounts.byGrant.get(grant) ?? [],
    fallbackRegion: "eu-west-1",
  });
}

describe("a plan with a new account", () => {
  const desired = [newAccount("ana"), permissionSet(), user("ana"), assigned("ana", "new:ana")];

  it("makes the account before everything that goes into it", () => {
    expect(planFor(desired).changes.map(({ after }) => after?.kind)).toEqual([
      "Account",
      "User",
      "PermissionSet",
      "AccountAssignment",
    ]);
  });

  it("leaves it alone when it is there, tags that others put on it included", () => {
    expect(diff(stateOf([newAccount("ana", { tags: { cost: "7" } })]), stateOf([newAccount("ana")]))).toEqual([]);
  });

  it("does nothing at all when everything is there", () => {
    expect(planFor(desired, { observation: observed(desired) }).changes.map(({ after }) => after?.kind)).not.toContain(
      "Account",
    );
  });

  it("is the same account in any spelling of its reference", () => {
    const there = stateOf([newAccount("Ana")]);
    expect(diff(there, stateOf([newAccount("ana", { name: "sandbox-Ana" })]))).toEqual([]);
  });

  it("moves it out of the root, where AWS puts new ones, and from nowhere else", () => {
    const wanted = stateOf([newAccount("ana", { organizationalUnit: "Sandboxes" })]);
    const moves = diff(stateOf([newAccount("ana")]), wanted);
    expect(moves).toMatchObject([{ action: "update", after: { organizationalUnit: "Sandboxes" } }]);
    expect(diff(stateOf(moves.map(resourceOf)), wanted)).toEqual([]);
    expect(diff(stateOf([newAccount("ana", { organizationalUnit: "Elsewhere" })]), wanted)).toEqual([]);
  });

  it("cannot do what goes into an account that cannot be made", () => {
    const blocked = new Map([[creation(newAccount("ana")).key, { reason: "No unit.", remedy: "Make it." }]]);
    const { summary, dangers } = planFor(desired, { observation: observed([], { blocked }) });
    expect(summary).toMatchObject({ create: 2, blocked: 2 });
    expect(dangers).toEqual([]);
  });

  it("names making accounts as a danger, one or many", () => {
    const dangersOf = (...names: readonly string[]) => planFor(names.map((name) => newAccount(name))).dangers;
    const [one, ...others] = dangersOf("ana");
    expect(others).toEqual([]);
    expect(one).toMatchObject({ name: "new-accounts", count: 1 });
    expect(one?.message).toMatch(
      /^1 AWS account would be created: sandbox-ana \(root address aws\+ana@example\.com\)\. It counts /,
    );
    const [many] = dangersOf("ana", "bo", "cy", "di", "eva");
    expect(many).toMatchObject({ name: "new-accounts", count: 5 });
    expect(many?.message).toMatch(/^5 AWS accounts would be created: .* and 2 more\. They count /);
  });

  it("has no danger in moving one", () => {
    const observation = observed([newAccount("ana")]);
    expect(planFor([newAccount("ana", { organizationalUnit: "Sandboxes" })], { observation }).dangers).toEqual([]);
  });

  it("takes a minute more for as many accounts as are made at a time", () => {
    const seconds = (count: number) =>
      estimateSeconds(
        Array.from({ length: count }, (_, index) => creation(newAccount(`p${index}`))),
        { ...AWS_LIMITS, outstandingAccounts: 3 },
      );
    expect([1, 3, 4].map(seconds)).toEqual([60, 60, 120]);
  });

  it("counts an account that is shared before it has an id", () => {
    const shared = access({ accountId: "new:web", accountName: "sandbox-web" });
    const people = [person("ana", shared, access()), person("bo", shared)];
    expect(sharingOf(people)).toMatchObject({
      shared: [{ accountName: "sandbox-web", people: 2 }],
      several: [{ person: { userName: "ana" }, accounts: 2 }],
    });
  });
});

describe("an own account that is there already", () => {
  const there = newAccount("ana", { name: "Anas" });
  const anas = access({ accountName: "Anas" });
  const warningsFor = (userName: string, ...others: readonly Resource[]) =>
    planFor([newAccount("ana"), user(userName), assigned(userName)], {
      people: [{ ...person(userName, anas), email: userName }],
      observation: observed([there, ...others]),
    }).warnings.filter((warning) => warning.includes("account"));

  it("is told when the person newly gets in: it may be somebody else's", () => {
    expect(warningsFor("ana@example.org")).toEqual([
      "1 person's new account is there already, by the root address: ana@example.org: Anas (210987654321). If one was made for somebody else, write new:NAME with another name.",
    ]);
  });

  it("is not told of whoever has it, nor of one that is given by another name", () => {
    expect(warningsFor("ana@example.org", user("ana@example.org"), assigned("ana@example.org"))).toEqual([]);
    expect(warningsFor("bo@example.org")).toEqual([]);
  });
});

describe("the rows of a plan with new accounts", () => {
  it("ask for the same accounts", () => {
    const text = [
      "email,username,account",
      "ana.silva@example.com,,new",
      "bo@example.com,bo,new:Web;new",
      'cy@example.com,,"new:Web"',
      "zoe@example.com,zoë,new",
    ].join("\n");
    const first = desiredFrom(text);
    const rows = rowsOfPlan(first.people, first.state).map(({ cells }) => ({ cells, reason: "" }));
    const second = desiredFrom(renderTeamRows(rows));
    expect([...second.state.keys()].sort()).toEqual([...first.state.keys()].sort());
    const accounts = ({ state }: typeof first) => [...state.values()].filter(({ kind }) => kind === "Account");
    expect(accounts(second)).toEqual(accounts(first));
  });
});

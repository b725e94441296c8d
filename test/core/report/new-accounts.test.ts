import { describe, expect, it } from "vitest";
import { failedRows } from "../../../src/core/report/failed-rows.ts";
import { handedOver, madeAccounts, readinessAfter, reportOf } from "../../../src/core/report/report.ts";
import { type ChangeResult, failedResult } from "../../../src/core/state/result.ts";
import { readTeam } from "../../../src/core/team/team-file.ts";
import { newAccount } from "../plan/sample-new-account.ts";
import { access, assigned, observed, permissionSet, person, planFor, user } from "../plan/sample-onboarding.ts";
import { bytes } from "../team/team-problems.ts";

const [anas, bos] = ["ana", "bo"].map((name) => access({ accountId: `new:${name}`, accountName: `sandbox-${name}` }));
const people = [person("ana", anas ?? access()), person("bo", { ...(bos ?? access()), line: 3 })];
const desired = people.flatMap(({ userName }) => [
  newAccount(userName, { organizationalUnit: "Sandboxes" }),
  user(userName),
  assigned(userName, `new:${userName}`),
]);
const ids = { "new:ana": "300000000001" };

/** Ana's account is made; AWS refuses Bo's. */
function report(accountIds: Readonly<Record<string, string>> = ids) {
  const plan = planFor([permissionSet(), ...desired], { people });
  const results = plan.changes.map((change): ChangeResult => {
    const { after } = change;
    if (after?.kind === "Account" && after.reference === "new:bo") {
      return failedResult(change, "The organization has as many accounts as it may.", "Ask for more.");
    }
    if (after?.kind === "AccountAssignment" && after.accountId === "new:bo") {
      return { outcome: "skipped", change, reason: "It needs account sandbox-bo: failed." };
    }
    return { outcome: "applied", change };
  });
  return reportOf(plan, results, false, accountIds);
}

describe("a report of new accounts", () => {
  it("tells which were made, with the ids that AWS gave them", () => {
    expect(madeAccounts(report())).toEqual([{ name: "sandbox-ana", id: "300000000001" }]);
  });

  it("tells of one that was made and then could not be moved", () => {
    const both = { ...ids, "new:bo": "300000000002" };
    expect(madeAccounts(report(both)).map(({ id }) => id)).toEqual(["300000000001", "300000000002"]);
  });

  it("tells of none that was only moved", () => {
    const observation = observed([newAccount("ana")]);
    const plan = planFor([newAccount("ana", { organizationalUnit: "Sandboxes" })], { observation });
    const results = plan.changes.map((change): ChangeResult => ({ outcome: "applied", change }));
    expect(results).toHaveLength(1);
    expect(madeAccounts(reportOf(plan, results, true, ids))).toEqual([]);
  });

  it("hands over who can sign in, with the account's id", () => {
    const people = handedOver(readinessAfter(report()), ids);
    const named = people.map(({ userName, access: [one] }) => [userName, one?.accountId]);
    expect(named).toEqual([["ana", "300000000001"]]);
  });

  it("leaves the failed rows as they were written", () => {
    const { rows } = readTeam(bytes("email,account\nana@example.com,new\nbo@example.com,new"), {
      kind: "file",
      file: "team.csv",
    });
    const text = failedRows(rows, readinessAfter(report())) ?? "";
    expect(text).toContain("bo@example.com,new,");
    expect(text).toContain("as many accounts as it may");
    expect(text).not.toContain("ana@example.com");
  });
});

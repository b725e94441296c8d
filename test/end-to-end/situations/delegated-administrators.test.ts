import { describe, expect, it } from "vitest";
import { isFull } from "../../how-much.ts";
import { AMPLIFY_POLICY, BO, blockedIn, changesIn, csv, enter, planOf, statesIn, withInstance } from "./situation.ts";

const management = "111122223333";
const dev = "345678901234";
const caller = {
  accounts: [
    { id: "210987654321", name: "Audit" },
    { id: dev, name: "Dev" },
  ],
  delegatedAdministrators: ["Audit"],
  caller: { account: "Audit" },
};
const inManagement = { account: management, user: BO.userName };
const organizationOf = (...permissionSets: readonly object[]) => withInstance({ users: [BO], permissionSets }, caller);
const lockedSet = { ...AMPLIFY_POLICY, assignments: [inManagement] };

/** What AWS was asked to change. */
const writes = (asked: readonly string[]) =>
  asked.filter((name) => /^(Create|Update|Put|Attach|Tag|Provision)/.test(name));

describe("a delegated administrator", () => {
  it("is told in the plan that a set of the management account is not theirs to assign, and who can", async () => {
    const scene = await enter({
      team: csv("email,account", [BO.email, "Dev"]),
      organization: organizationOf(lockedSet),
    });
    const { code, document } = await scene.team("--dry-run");
    expect(code).toBe(0);
    const blocked = blockedIn(document)[`AccountAssignment|${dev}|amplify-policy|USER|${BO.email}`];
    expect(blocked?.reason).toContain(management);
    expect(blocked?.remedy).toMatch(/credentials of the management account 111122223333.*--permission-set NAME/);
    const done = await scene.team("--yes");
    expect([done.code, statesIn(done.document)]).toEqual([1, { [BO.email]: "not-assigned" }]);
    expect(writes(done.asked)).toEqual([]);
  });

  it("reads one cause once, with the number of people, and AWS is not asked for each", async () => {
    const people = Array.from({ length: isFull ? 200 : 40 }, (_, index) => [`u${index}@example.com`, "Dev"]);
    const scene = await enter({ team: csv("email,account", ...people), organization: organizationOf(lockedSet) });
    const log = await scene.inCi("--dry-run");
    expect(log.match(/^::warning .*is provisioned in the management account/gm)).toHaveLength(1);
    expect(log).toContain(`${people.length} people`);
    const { code, document, asked } = await scene.team("--yes");
    expect(code).toBe(1);
    expect(writes(asked)).toEqual([]);
    expect(document.next).toBeUndefined();
    expect(Object.values(statesIn(document)).every((state) => state === "cannot-sign-in")).toBe(true);
  });

  it("is told that nobody else gives access to the management account", async () => {
    const { document } = await planOf({
      team: csv("email,account", [BO.email, management]),
      organization: organizationOf(AMPLIFY_POLICY),
    });
    const blocked = blockedIn(document)[`AccountAssignment|${management}|amplify-policy|USER|${BO.email}`];
    expect(blocked?.remedy).toContain("leave that account out");
  });

  it("assigns what is not in the management account, whatever else of the plan cannot be done", async () => {
    const locked = { ...lockedSet, name: "other" };
    const scene = await enter({
      team: csv(
        "email,account,permission_set",
        [BO.email, "Dev", "other"],
        ["x1@example.com", management, "amplify-policy"],
        ["y1@example.com", "Dev", "amplify-policy"],
      ),
      organization: organizationOf(AMPLIFY_POLICY, locked),
    });
    const { code, document, asked } = await scene.team("--yes", "--allow", "management-account");
    expect(code).toBe(4);
    expect(asked.filter((name) => name === "CreateAccountAssignment")).toHaveLength(1);
    expect(statesIn(document)).toMatchObject({
      [BO.email]: "not-assigned",
      "x1@example.com": "cannot-sign-in",
      "y1@example.com": "bootstrap-unknown",
    });
  });

  it.runIf(isFull)("is blocked from changing such a set, and from assigning it to a group", async () => {
    const changed = { ...lockedSet, sessionDuration: "PT1H" };
    const { document } = await planOf({
      team: csv("email,account,group", [BO.email, "Dev", "Devs"]),
      organization: organizationOf(changed),
    });
    expect(Object.keys(blockedIn(document)).sort()).toEqual(
      expect.arrayContaining([`AccountAssignment|${dev}|amplify-policy|GROUP|devs`, "PermissionSet|amplify-policy"]),
    );
    expect(changesIn(document)).toContain("create Group|devs");
  });
});

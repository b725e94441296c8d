import { describe, expect, it } from "vitest";
import { type PortalAccess, pickAccess } from "../../../src/core/handover/portal-access.ts";

const access = (accountId: string, accountName: string, permissionSet: string): PortalAccess => ({
  accountId,
  accountName,
  permissionSet,
});
const north = access("111111111111", "North", "amplify-policy");
const south = access("222222222222", "South", "amplify-policy");
const southRead = access("222222222222", "South", "ReadOnly");
const twin = access("333333333333", "South", "amplify-policy");

describe("pickAccess", () => {
  it.each([
    ["the only one", [north], {}, [north]],
    ["accounts that are all named", [north, south], { accounts: ["North", "222222222222"] }, [north, south]],
    [
      "one set in one account",
      [north, south, southRead],
      { accounts: ["South"], permissionSet: "ReadOnly" },
      [southRead],
    ],
  ] as const)("takes %s without a question", (_, offered, wish, taken) => {
    expect(pickAccess(offered, wish)).toEqual({ kind: "taken", access: taken });
  });

  it.each([
    ["several, when nothing was said", [north, south], {}, 2],
    ["several sets of one account that was named", [south, southRead], { accounts: ["South"] }, 2],
    ["accounts with the set that was named", [north, south, southRead], { permissionSet: "amplify-policy" }, 2],
  ] as const)("asks about %s", (_, offered, wish, count) => {
    const pick = pickAccess(offered, wish);
    expect(pick.kind === "ask" && pick.among.length).toBe(count);
  });

  it.each([
    ["an account that is not there", [north], { accounts: ["Nort"] }, 'Did you mean "North"?'],
    ["a name that two accounts have", [south, twin], { accounts: ["South"] }, "Give the id"],
    ["a set that is not there", [north], { permissionSet: "Admin" }, 'It offers "amplify-policy".'],
    [
      "a set that is elsewhere",
      [north, southRead],
      { accounts: ["North"], permissionSet: "ReadOnly" },
      "--account out",
    ],
  ] as const)("refuses %s, and says what to do", (_, offered, wish, remedy) => {
    const pick = pickAccess(offered, wish);
    expect(pick.kind === "refused" && pick.problems.map((problem) => problem.remedy).join()).toContain(remedy);
  });
});

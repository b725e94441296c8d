import { expect, it } from "vitest";
import { listPortalAccess } from "../../../src/workstation/sign-in/list-portal-access.ts";
import type { Portal } from "../../../src/workstation/sign-in/portal.ts";

/** A portal that counts how many questions are open at a time. */
function portalOf(accounts: readonly string[]) {
  let open = 0;
  const seen = { most: 0, asked: [] as string[] };
  const portal: Portal = {
    logout: async () => undefined,
    listAccounts: async () =>
      accounts.map((name, index) => ({ accountId: String(100000000000 + index), accountName: name, emailAddress: "" })),
    getRoleCredentials: async () => undefined,
    listAccountRoles: async (accountId) => {
      open += 1;
      seen.most = Math.max(seen.most, open);
      seen.asked.push(accountId);
      await new Promise((resolve) => setTimeout(resolve, 1));
      open -= 1;
      return ["b-set", "a-set"];
    },
  };
  return { portal, seen };
}

it("lists everything, sorted, a few accounts at a time", async () => {
  const { portal, seen } = portalOf(Array.from({ length: 40 }, (_, index) => `Account ${40 - index}`));
  const found = await listPortalAccess(portal);
  expect(found).toHaveLength(80);
  expect(found[0]).toMatchObject({ accountName: "Account 1", permissionSet: "a-set" });
  expect(seen.most).toBe(8);
});

it("asks only the accounts that were named, and all of them when none is there", async () => {
  const { portal, seen } = portalOf(["North", "South", "West"]);
  expect(await listPortalAccess(portal, ["South"])).toHaveLength(2);
  expect(seen.asked).toHaveLength(1);
  expect(await listPortalAccess(portal, ["Sout"])).toHaveLength(6);
});

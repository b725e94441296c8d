import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPortal } from "../../../src/workstation/sign-in/portal.ts";
import { jumpingClock } from "./sign-in-run.ts";
import { refusal, type StubAws, startStubAws } from "./stub-aws.ts";
import { session } from "./temporary-home.ts";

let stub: StubAws;

beforeEach(async () => {
  stub = await startStubAws();
});

afterEach(() => stub.close());

const accessToken = "portal-token";
const portal = (clock = jumpingClock()) => openPortal({ session, accessToken, endpoint: stub.url, clock });
const noAccess = () => refusal("ForbiddenException", { message: "No access" }, 403);

describe("the access portal", () => {
  it("lists all accounts, page after page, with the token in its header", async () => {
    stub.route("/assignment/accounts", ({ query }) => {
      const page = Number(query.get("next_token") ?? 0);
      const account = { accountId: `00000000000${page}`, accountName: `Account ${page}`, emailAddress: "a@b.c" };
      const accountList = page === 1 ? [] : [account];
      return { status: 200, body: { accountList, ...(page < 3 ? { nextToken: String(page + 1) } : {}) } };
    });
    const accounts = await (await portal()).listAccounts();
    expect(accounts.map(({ accountId }) => accountId)).toEqual(["000000000000", "000000000002", "000000000003"]);
    expect(accounts[0]).toEqual({ accountId: "000000000000", accountName: "Account 0", emailAddress: "a@b.c" });
    expect(stub.seen[0]?.headers["x-amz-sso_bearer_token"]).toBe(accessToken);
    expect(stub.seen[0]?.query.get("max_result")).toBe("100");
  });

  it("lists the roles of an account, and none where there is no access", async () => {
    stub.route("/assignment/roles", ({ query }) =>
      query.get("account_id") === "111111111111"
        ? { status: 200, body: { roleList: [{ roleName: "amplify-policy", accountId: "111111111111" }] } }
        : noAccess(),
    );
    const { listAccountRoles } = await portal();
    expect(await listAccountRoles("111111111111")).toEqual(["amplify-policy"]);
    expect(await listAccountRoles("222222222222")).toEqual([]);
  });

  it("is asked again, later each time, when it says too many requests", async () => {
    let refusals = 5;
    stub.route("/assignment/accounts", () =>
      refusals-- > 0 ? refusal("TooManyRequestsException", {}, 429) : { status: 200, body: { accountList: [] } },
    );
    const clock = jumpingClock();
    expect(await (await portal(clock)).listAccounts()).toEqual([]);
    expect(clock.waits).toHaveLength(5);
    expect(clock.waits.every((wait, index) => wait >= 500 * 2 ** index && wait <= 1_000 * 2 ** index)).toBe(true);
    stub.route("/assignment/accounts", () => refusal("TooManyRequestsException", {}, 429));
    await expect((await portal()).listAccounts()).rejects.toMatchObject({ kind: "cannot-tell" });
  });

  it("that no longer accepts the token means signed out, without showing the token", async () => {
    const message = `Session token not found or invalid: ${accessToken}`;
    stub.route("/assignment/accounts", () => refusal("UnauthorizedException", { message }, 401));
    const error = await (await portal()).listAccounts().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "OnboardError", kind: "signed-out", aws: { name: "UnauthorizedException" } });
    expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.toContain(accessToken);
  });

  it("is not confused with a proxy that forbids, or with a failure of AWS", async () => {
    stub.route("/assignment/accounts", () => ({
      status: 403,
      headers: { "content-type": "text/html" },
      body: "<html>no</html>",
    }));
    const { listAccounts, listAccountRoles } = await portal();
    await expect(listAccounts()).rejects.toMatchObject({ kind: "cannot-tell", message: /Not AWS/ });
    stub.route("/assignment/roles", () => ({ status: 500 }));
    await expect(listAccountRoles("111111111111")).rejects.toMatchObject({ kind: "cannot-tell" });
  });
});

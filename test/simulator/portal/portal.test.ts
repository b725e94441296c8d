import { DeleteUserCommand } from "@aws-sdk/client-identitystore";
import { ListAccountRolesCommand, ListAccountsCommand, LogoutCommand, paginateListAccounts } from "@aws-sdk/client-sso";
import {
  DeleteAccountAssignmentCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  ListInstancesCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { simulateDeveloper } from "../developer.ts";
import { errorOf, known } from "../simulated-aws.ts";

async function signedIn(options: SimulatorOptions = { approve: { userName: "ada" } }) {
  const developer = await simulateDeveloper(options);
  const { accessToken } = await developer.signIn();
  const { portal } = developer;
  return {
    ...developer,
    accessToken,
    listAccounts: (more = {}) => portal.send(new ListAccountsCommand({ accessToken, ...more })),
    listRoles: (accountId: string) => portal.send(new ListAccountRolesCommand({ accessToken, accountId })),
    credentials: (accountId: string, roleName = "amplify-policy") =>
      developer.roleCredentials(accessToken, accountId, roleName),
  };
}

describe("the access portal", () => {
  it("lists the accounts that are assigned to the person or to their groups, each once", async () => {
    const { listAccounts } = await signedIn();
    const { accountList = [], nextToken } = await listAccounts();
    expect(accountList.map(({ accountName }) => accountName)).toEqual(["Example Corp", "Sandbox North", "Staging"]);
    expect(accountList[1]).toEqual({
      accountId: known.north,
      accountName: "Sandbox North",
      emailAddress: "aws+210987654321@example.com",
    });
    expect(nextToken).toBeUndefined();
  });

  it("lists page by page", async () => {
    const { portal, accessToken } = await signedIn();
    const pages: number[] = [];
    for await (const page of paginateListAccounts({ client: portal, pageSize: 2 }, { accessToken })) {
      pages.push(page.accountList?.length ?? 0);
    }
    expect(pages).toEqual([2, 1]);
  });

  it("lists nothing for a person who has nothing", async () => {
    const { listAccounts } = await signedIn({ approve: { userName: "bob" } });
    expect((await listAccounts()).accountList).toEqual([]);
  });

  it("lists the permission sets of an account", async () => {
    const { listRoles } = await signedIn();
    expect((await listRoles(known.north)).roleList).toEqual([
      { accountId: known.north, roleName: "admin" },
      { accountId: known.north, roleName: "amplify-policy" },
      { accountId: known.north, roleName: "nothing" },
    ]);
  });

  it("shows an assignment when its request has ended, not before", async () => {
    const developer = await signedIn({ approve: { userName: "bob" } });
    const sets = Object.values(developer.simulator.world().permissionSets);
    const set = sets.find(({ name }) => name === "amplify-policy");
    const bob = Object.values(developer.simulator.world().users).find(
      ({ attributes }) => attributes.UserName === "bob",
    );
    await developer.assign({ PermissionSetArn: set?.arn ?? "" }, known.south, bob?.id ?? "");
    expect((await developer.listAccounts()).accountList).toEqual([]);
    developer.pass(10_000);
    expect((await developer.listAccounts()).accountList).toMatchObject([{ accountId: known.south }]);
  });

  it.each([
    ["a page of 0", { maxResults: 0 }],
    ["a page of 101", { maxResults: 101 }],
    ["a token that it did not give", { nextToken: "x" }],
  ])("refuses %s", async (_, input) => {
    const { listAccounts } = await signedIn();
    expect((await errorOf(listAccounts(input))).name).toBe("InvalidRequestException");
  });

  it.each([
    ["a permission set that is not assigned there", known.north, "other"],
    ["an account that is not assigned", known.south, "amplify-policy"],
    ["an account that there is not", "999999999999", "amplify-policy"],
  ])("says 403 No access, which no model knows, for %s", async (_, account, role) => {
    const { credentials } = await signedIn();
    const error = await errorOf(credentials(account, role));
    expect(error).toMatchObject({
      name: "ForbiddenException",
      message: "No access",
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("says 403 No access for the permission sets of an account that is not assigned", async () => {
    const { listRoles } = await signedIn();
    expect((await errorOf(listRoles(known.south))).name).toBe("ForbiddenException");
  });
});

describe("a token of the access portal", () => {
  const unauthorized = { name: "UnauthorizedException", $metadata: { httpStatusCode: 401 } };

  it("must be one that was given", async () => {
    const { portal } = await simulateDeveloper();
    const error = await errorOf(portal.send(new ListAccountsCommand({ accessToken: "x" })));
    expect(error).toMatchObject({ ...unauthorized, message: "Session token not found or invalid" });
  });

  it("expires", async () => {
    const { listAccounts, pass } = await signedIn();
    pass(3_600_000);
    expect(await errorOf(listAccounts())).toMatchObject(unauthorized);
  });

  it("ends with Logout", async () => {
    const { listAccounts, portal, accessToken } = await signedIn();
    await portal.send(new LogoutCommand({ accessToken }));
    expect(await errorOf(listAccounts())).toMatchObject(unauthorized);
  });

  it("ends with its person", async () => {
    const { listAccounts, identityStore, simulator } = await signedIn();
    const ada = Object.values(simulator.world().users).find(({ attributes }) => attributes.UserName === "ada");
    await identityStore.send(new DeleteUserCommand({ IdentityStoreId: known.identityStoreId, UserId: ada?.id }));
    expect(await errorOf(listAccounts())).toMatchObject(unauthorized);
  });

  it("of a client without the scope sso:account:access is not enough", async () => {
    const { signIn, portal } = await simulateDeveloper({ approve: "first" });
    const { accessToken } = await signIn({ scopes: ["openid"] });
    expect(await errorOf(portal.send(new ListAccountsCommand({ accessToken })))).toMatchObject(unauthorized);
  });

  it("is not valid in a Region where the instance is not", async () => {
    const { url, accessToken } = await signedIn();
    const headers = { "x-amz-sso_bearer_token": accessToken };
    expect((await fetch(`${url}/us-east-1/assignment/accounts`, { headers })).status).toBe(200);
    expect((await fetch(`${url}/eu-west-1/assignment/accounts`, { headers })).status).toBe(401);
  });
});

describe("role credentials", () => {
  it("are those of the permission set's role in the account, under the person's name", async () => {
    const { credentials, as, simulator } = await signedIn();
    const { sts } = as(await credentials(known.north));
    const { roleSuffix } = Object.values(simulator.world().provisioned)[0] ?? {};
    const role = `AWSReservedSSO_amplify-policy_${roleSuffix}`;
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: known.north,
      Arn: `arn:aws:sts::${known.north}:assumed-role/${role}/ada`,
    });
  });

  it("last as long as the permission set's sessions", async () => {
    const { credentials, as, pass } = await signedIn();
    const issued = await credentials(known.north);
    expect(issued.expiration?.toISOString()).toBe("2026-11-20T21:00:05.000Z");
    const { sts } = as(issued);
    pass(12 * 3_600_000);
    expect((await errorOf(sts.send(new GetCallerIdentityCommand({})))).name).toBe("ExpiredToken");
  });

  it("do not administer Identity Center, unless the permission set says so", async () => {
    const { credentials, as } = await signedIn();
    const admin = (signed: object) => new SSOAdminClient(signed).send(new ListInstancesCommand({}));
    const error = await errorOf(admin(as(await credentials(known.north)).signed));
    expect(error.name).toBe("AccessDeniedException");
    expect(error.message).toMatch(
      /AWSReservedSSO_amplify-policy_\w+\/ada is not authorized to perform: sso:ListInstances/,
    );
    const { Instances } = await admin(as(await credentials(known.management, "admin")).signed);
    expect(Instances).toHaveLength(1);
  });

  it("are worth nothing to whom the inline policy denies everything, once it is provisioned in the account", async () => {
    const { credentials, as, ssoAdmin, simulator, pass } = await signedIn();
    const { signed } = as(await credentials(known.north, "admin"));
    const list = () => new SSOAdminClient(signed).send(new ListInstancesCommand({}));
    const { users, permissionSets } = simulator.world();
    const ada = Object.values(users).find(({ attributes }) => attributes.UserName === "ada");
    const { arn } = Object.values(permissionSets).find(({ name }) => name === "admin") ?? {};
    const set = { InstanceArn: known.instanceArn, PermissionSetArn: arn };
    const Condition = { StringEquals: { "identitystore:UserId": ada?.id } };
    const Statement = [{ Effect: "Deny", Action: "*", Resource: "*", Condition }];
    const InlinePolicy = JSON.stringify({ Version: "2012-10-17", Statement });
    await ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy }));
    await list();
    await ssoAdmin.send(
      new ProvisionPermissionSetCommand({ ...set, TargetType: "AWS_ACCOUNT", TargetId: known.north }),
    );
    await list();
    pass(60_000);
    expect((await errorOf(list())).name).toBe("AccessDeniedException");
    await ssoAdmin.send(new DeleteInlinePolicyFromPermissionSetCommand(set));
    expect((await errorOf(list())).name).toBe("AccessDeniedException");
    await ssoAdmin.send(
      new ProvisionPermissionSetCommand({ ...set, TargetType: "AWS_ACCOUNT", TargetId: known.north }),
    );
    pass(60_000);
    await list();
  });

  it("name the role by the id that it was made with, whoever takes it and however often", async () => {
    const { credentials, as } = await signedIn();
    const ids = [];
    for (let n = 0; n < 2; n += 1) {
      const { UserId } = await as(await credentials(known.north)).sts.send(new GetCallerIdentityCommand({}));
      ids.push(UserId);
    }
    expect(ids[0]).toMatch(/^AROA[A-Z2-7]{17}:ada$/);
    expect(ids[1]).toBe(ids[0]);
    const { UserId } = await as(await credentials(known.staging)).sts.send(new GetCallerIdentityCommand({}));
    expect(UserId).not.toBe(ids[0]);
  });

  it("outlive their assignment while others keep the role, and end with the last one", async () => {
    const { credentials, as, ssoAdmin, simulator, pass } = await signedIn();
    const { sts } = as(await credentials(known.north, "admin"));
    const { sts: alone } = as(await credentials(known.north));
    const unassign = async (name: string) => {
      const { permissionSets, assignments } = simulator.world();
      const set = Object.values(permissionSets).find((one) => one.name === name);
      for (const one of Object.values(assignments)) {
        if (one.accountId !== known.north || one.permissionSetArn !== set?.arn) continue;
        const { principalType: PrincipalType, principalId: PrincipalId, permissionSetArn: PermissionSetArn } = one;
        const target = { TargetId: known.north, TargetType: "AWS_ACCOUNT", PrincipalType, PrincipalId } as const;
        await ssoAdmin.send(
          new DeleteAccountAssignmentCommand({ InstanceArn: known.instanceArn, PermissionSetArn, ...target }),
        );
      }
      pass(10_000);
    };
    await unassign("nothing");
    await sts.send(new GetCallerIdentityCommand({}));
    await unassign("amplify-policy");
    expect((await errorOf(alone.send(new GetCallerIdentityCommand({})))).name).toBe("InvalidClientTokenId");
    await sts.send(new GetCallerIdentityCommand({}));
  });

  it("of a world that is no more are not taken for the administrator's", async () => {
    const { credentials } = await signedIn();
    const stale = await credentials(known.north);
    const { as } = await simulateDeveloper({ seed: "another" });
    const error = await errorOf(as(stale).sts.send(new GetCallerIdentityCommand({})));
    expect(error.name).toBe("InvalidClientTokenId");
  });
});

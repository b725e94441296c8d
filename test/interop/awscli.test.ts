import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { requireTool, run } from "./child.ts";
import { createWorkplace, type Workplace } from "./onboard-binary.ts";

const north = "210987654321";
const south = "345678901234";

let simulator: RunningSimulator;
let admin: Workplace;

beforeAll(async () => {
  simulator = await startSimulator({ speed: 10 });
  admin = await createWorkplace(simulator.url);
  await requireTool("aws", ["--version"], admin.env);
});

afterAll(() => simulator?.close());

/** One member of what the AWS CLI on the PATH prints, version 1 or 2; fails with its own words when it fails. */
async function aws(query: string, ...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await run("aws", [...args, "--query", query, "--output", "json"], {
    env: admin.env,
  });
  if (code !== 0) throw new Error(`aws ${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout);
}

it("the AWS CLI sees whom the program has onboarded, and who may enter which account", async () => {
  await admin.write(
    "team.csv",
    `email,account\nana@example.com,Sandbox North\nbo@example.com,${north};Sandbox South\n`,
  );
  const { code, stderr } = await admin.onboard("--emails", "team.csv", "--region", "eu-west-1", "--yes");
  expect({ code, said: code === 0 ? "" : stderr }).toEqual({ code: 0, said: "" });

  const [instance, store] = (await aws(
    "Instances[0].[InstanceArn,IdentityStoreId]",
    "sso-admin",
    "list-instances",
  )) as [string, string];
  const users = (await aws(
    "Users[].[UserName,Emails[0].Value,UserId]",
    ...["identitystore", "list-users", "--identity-store-id", store],
  )) as [string, string, string][];
  expect(users.map(([userName, email]) => [userName, email]).sort()).toEqual([
    ["ana@example.com", "ana@example.com"],
    ["bo@example.com", "bo@example.com"],
  ]);

  const [permissionSet, ...others] = (await aws(
    "PermissionSets",
    ...["sso-admin", "list-permission-sets", "--instance-arn", instance],
  )) as string[];
  expect(others).toEqual([]);
  const set = ["--instance-arn", instance, "--permission-set-arn", permissionSet ?? ""];
  expect(await aws("PermissionSet.[Name,SessionDuration]", "sso-admin", "describe-permission-set", ...set)).toEqual([
    "amplify-policy",
    "PT12H",
  ]);
  expect(
    await aws("AttachedManagedPolicies[].Name", "sso-admin", "list-managed-policies-in-permission-set", ...set),
  ).toEqual(["AmplifyBackendDeployFullAccess"]);

  const nameOf = new Map(users.map(([userName, , id]) => [id, userName]));
  const holders = async (account: string) => {
    const args = ["sso-admin", "list-account-assignments", ...set, "--account-id", account];
    const held = (await aws("AccountAssignments[].[PrincipalType,PrincipalId]", ...args)) as [string, string][];
    return held.map(([type, id]) => `${type} ${nameOf.get(id)}`).sort();
  };
  expect(await holders(north)).toEqual(["USER ana@example.com", "USER bo@example.com"]);
  expect(await holders(south)).toEqual(["USER bo@example.com"]);
  expect(await holders("456789012345")).toEqual([]);
});

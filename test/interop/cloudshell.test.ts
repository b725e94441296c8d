import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSimulator, startSimulator } from "../../src/simulator/start.ts";
import { awsEnvironment, requireTool, run } from "./child.ts";

const script = fileURLToPath(new URL("cloudshell.sh", import.meta.url));
const managementAccount = "111122223333";

let simulator: RunningSimulator;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  simulator = await startSimulator({ speed: 5 });
  env = await awsEnvironment(simulator.url);
  await requireTool("bash", ["--version"], env);
  await requireTool("aws", ["--version"], env);
  await requireTool("jq", ["--version"], env);
});

afterAll(() => simulator?.close());

const pasteScript = (environment: NodeJS.ProcessEnv) =>
  run("bash", [script], { env: environment, input: "ada@example.com\n" });

/** What `aws` prints, as JSON; fails with its own words when it fails. */
async function aws(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run("aws", [...args, "--output", "json"], { env });
  if (code !== 0) throw new Error(`aws ${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

interface Status {
  readonly Status: string;
  readonly RequestId: string;
  readonly TargetId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalId: string;
}

async function ended(instanceArn: string, requestId: string): Promise<Status> {
  const request = ["--account-assignment-creation-request-id", requestId, "--instance-arn", instanceArn];
  for (;;) {
    const answer = await aws("sso-admin", "describe-account-assignment-creation-status", ...request);
    const status = answer.AccountAssignmentCreationStatus as Status;
    if (status.Status !== "IN_PROGRESS") return status;
    await wait(200);
  }
}

describe("the CloudShell script of Amplify's documentation, typed with the AWS CLI", () => {
  it("gives its user the permission set in the account it runs in", async () => {
    const { code, stdout, stderr } = await pasteScript(env);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("Start session url: https://d-9067a1b2c3.awsapps.com/start\nRegion: us-east-1\n");

    const printed = JSON.parse(stdout.slice(stdout.indexOf("{"), stdout.lastIndexOf("}") + 1)) as {
      AccountAssignmentCreationStatus: Status;
    };
    const started = printed.AccountAssignmentCreationStatus;
    expect(started).toMatchObject({ Status: "IN_PROGRESS", TargetId: managementAccount });

    const [instance] = (await aws("sso-admin", "list-instances")).Instances as [{ InstanceArn: string }];
    expect((await ended(instance.InstanceArn, started.RequestId)).Status).toBe("SUCCEEDED");
    const set = ["--instance-arn", instance.InstanceArn, "--permission-set-arn", started.PermissionSetArn];
    const account = ["--account-id", managementAccount];
    expect(await aws("sso-admin", "list-account-assignments", ...set, ...account)).toEqual({
      AccountAssignments: [
        {
          AccountId: managementAccount,
          PermissionSetArn: started.PermissionSetArn,
          PrincipalType: "USER",
          PrincipalId: started.PrincipalId,
        },
      ],
    });
    expect(await aws("sso-admin", "list-managed-policies-in-permission-set", ...set)).toEqual({
      AttachedManagedPolicies: [
        {
          Name: "AmplifyBackendDeployFullAccess",
          Arn: "arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess",
        },
      ],
    });
    const user = ["--identity-store-id", "d-9067a1b2c3", "--user-id", started.PrincipalId];
    expect(await aws("identitystore", "describe-user", ...user)).toMatchObject({
      UserName: "amplify-admin",
      Emails: [{ Value: "ada@example.com", Type: "Work" }],
    });
  });

  it("fails when it is pasted a second time, as it does at AWS, and changes nothing", async () => {
    const before = simulator.world();
    const { stdout, stderr } = await pasteScript(env);
    expect(stderr).toMatch(/ConflictException\) when calling the CreateUser operation/);
    expect(stderr).toContain(
      "(ConflictException) when calling the CreatePermissionSet operation: " +
        "PermissionSet with name amplify-policy already exists.",
    );
    expect(stderr).toContain("argument --permission-set-arn: expected one argument");
    expect(stdout).not.toContain("AccountAssignmentCreationStatus");
    const after = simulator.world();
    for (const table of ["users", "permissionSets", "assignments", "provisioned", "requests"] as const) {
      expect(after[table]).toEqual(before[table]);
    }
  });

  it("finds no instance in another Region and takes `null` for the identity store", async () => {
    const { stdout, stderr } = await pasteScript(await awsEnvironment(simulator.url, "eu-west-1"));
    expect(stdout).toContain("Start session url: https://null.awsapps.com/start");
    expect(stderr).toMatch(/ValidationException\) when calling the CreateUser operation/);
  });
});

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { may, roleSession } from "../identity-center/role-session.ts";
import { emptyFolder, onboard } from "./onboard.ts";
import { person } from "./person.ts";

const HOUR = 3_600_000;
const bystanders = { Sid: "Bystanders", Effect: "Allow", Action: "amplify:ListApps", Resource: "*" };

it("a leaver's credentials stop working, nobody else's do, and a team run a day later leaves nothing of it", async () => {
  const cwd = await emptyFolder();
  const approve = { userName: "" };
  let ahead = 0;
  const north = "333333333330";
  const simulator = await startSimulator({
    speed: 1000,
    approve,
    now: () => Date.now() + ahead,
    organization: {
      accounts: [{ id: north, name: "North" }],
      instances: [
        {
          users: ["ana", "bo"].map((name) => person(name)),
          permissionSets: [
            {
              name: "amplify-policy",
              sessionDuration: "PT12H",
              tags: { "managed-by": "amplify-onboard" },
              managedPolicies: ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"],
              inlinePolicy: { Version: "2012-10-17", Statement: [bystanders] },
              assignments: ["ana", "bo"].map((name) => ({ account: "North", user: `${name}@example.com` })),
            },
          ],
        },
      ],
    },
  });
  onTestFinished(() => simulator.close());
  const run = (...args: readonly string[]) => onboard(args, { cwd, endpoint: simulator.url });
  const signIn = (userName: string) => {
    approve.userName = userName;
    return roleSession(simulator, north, "amplify-policy", (milliseconds) => {
      ahead += milliseconds;
    });
  };
  const policy = () => Object.values(simulator.world().permissionSets)[0]?.inlinePolicy ?? "";
  const [ana, bo] = [await signIn("ana@example.com"), await signIn("bo@example.com")];
  expect([await may(ana), await may(bo)]).toEqual(["yes", "yes"]);

  const left = await run("leave", "--emails", "ana@example.com", "--end-sessions", "--yes");
  expect(left.code, left.stderr).toBe(0);
  expect(left.stdout).toContain("permission set amplify-policy: ends sessions of 1 person until");
  expect(left.stdout).toMatch(/ana@example\.com +amplify-policy +ended: some minutes/);
  expect([await may(ana), await may(bo)]).toEqual(["AccessDeniedException", "yes"]);
  expect(JSON.parse(policy()).Statement).toEqual([bystanders, expect.objectContaining({ Effect: "Deny" })]);
  const { stdout } = await run("access");
  expect(stdout).toContain("permission set amplify-policy ends sessions of 1 person until");
  const again = await run("leave", "--emails", "ana@example.com", "--end-sessions", "--yes");
  expect(again.stdout).toContain("Nothing to do");

  // The program goes by this computer's clock, so it is the time in the policy that moves a day.
  await writeFile(path.join(cwd, "team.csv"), "email,account\nbo@example.com,North\n");
  const early = await run("status", "--emails", "team.csv");
  expect(early.stdout).toContain("ends sessions of 1 person until");
  const { SSOAdminClient, PutInlinePolicyToPermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
  const [set] = Object.values(simulator.world().permissionSets);
  const aged = policy().replace(
    /Until\d{8}T/,
    `Until${new Date(Date.now() - 24 * HOUR).toISOString().slice(0, 10).replaceAll("-", "")}T`,
  );
  await new SSOAdminClient({
    endpoint: simulator.url,
    region: simulator.region,
    credentials: { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" },
  }).send(
    new PutInlinePolicyToPermissionSetCommand({
      InstanceArn: set?.instanceArn,
      PermissionSetArn: set?.arn,
      InlinePolicy: aged,
    }),
  );
  const late = await run("--emails", "team.csv", "--yes");
  expect(late.code, late.stderr).toBe(0);
  expect(late.stdout).toContain("permission set amplify-policy: no longer ends sessions of 1 person");
  expect(JSON.parse(policy()).Statement).toEqual([bystanders]);
  expect(await may(bo)).toBe("yes");
});

it("tells whose sessions go on, and what ends them, where AWS refused the Deny and the access is gone", async () => {
  const cwd = await emptyFolder();
  const simulator = await startSimulator({
    speed: 1000,
    faults: [{ operation: "PutInlinePolicyToPermissionSet", fault: "access-denied" }],
    organization: {
      accounts: [{ id: "333333333330", name: "North" }],
      instances: [
        {
          users: ["ana", "bo"].map((name) => person(name)),
          permissionSets: [
            {
              name: "amplify-policy",
              tags: { "managed-by": "amplify-onboard" },
              assignments: ["ana", "bo"].map((name) => ({ account: "North", user: `${name}@example.com` })),
            },
          ],
        },
      ],
    },
  });
  onTestFinished(() => simulator.close());
  const args = ["leave", "--emails", "ana@example.com", "--end-sessions", "--yes"];
  const { code, stdout } = await onboard(args, { cwd, endpoint: simulator.url });
  expect(code).toBe(4);
  const { assignments, users } = simulator.world();
  const [ana] = Object.values(users).filter(({ attributes }) => attributes.UserName === "ana@example.com");
  expect(Object.values(assignments)).toHaveLength(1);
  const report = stdout.slice(stdout.indexOf("What went wrong"));
  expect(report).toMatch(/Sessions that are not ended here, and may go on until/);
  expect(report).toMatch(/! amplify-policy: ana@example\.com: AWS refused/);
  expect(report).toContain(`"${ana?.id}"`);
  expect(report).toContain('"identitystore:UserId"');
  expect(report.trimEnd().split("\n").at(-1)).toMatch(/^Next: /);
});

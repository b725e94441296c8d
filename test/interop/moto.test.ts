import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { awsEnvironment, requireTool, run } from "./child.ts";
import { type MotoServer, startMoto } from "./moto-server.ts";
import {
  amplifyPolicy,
  type amplifySet,
  inlinePolicy,
  personNamed,
  type State,
  settings,
  teamFile,
  users,
  whole,
} from "./moto-team.ts";
import { createWorkplace, type Workplace } from "./onboard-binary.ts";

const script = fileURLToPath(new URL("moto-admin.py", import.meta.url));
let moto: MotoServer;
let admin: Workplace;
let accounts: Readonly<Record<string, string>>;

beforeAll(async () => {
  const env = await awsEnvironment("http://127.0.0.1:9");
  await requireTool("python3", ["-c", "import boto3"], env);
  await requireTool("python3", ["-c", "import moto.server, flask_cors"], env);
  moto = await startMoto(env);
});

afterAll(() => moto?.stop());

beforeEach(async () => {
  await moto.reset();
  admin = await createWorkplace(moto.url);
  accounts = await boto3("create-organization", ["Sandbox North", "Sandbox South", "Staging"]);
  await admin.write("onboard.json", JSON.stringify(settings));
});

/** What moto-admin.py prints for a command; fails with its own words when it fails. */
async function boto3<Answer>(command: string, input: unknown = null, env = admin.env): Promise<Answer> {
  const finished = await run("python3", [script, command], { env, input: JSON.stringify(input) });
  if (finished.code !== 0) throw new Error(`${command}: ${finished.stderr}`);
  return JSON.parse(finished.stdout) as Answer;
}

const seen = () => boto3<State>("state");

/** Runs the program on team.csv; fails with all it said unless it ends as expected. */
async function onboard(expected: number, ...flags: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await admin.onboard("--emails", "team.csv", "--format", "json", ...flags);
  expect({ code, said: code === expected ? "" : stdout + stderr }).toEqual({ code: expected, said: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}

const withTags = {
  ...settings,
  permissionSets: { "amplify-policy": { ...settings.permissionSets["amplify-policy"], tags: { team: "web" } } },
};

/** What moto knows of Amplify's policies is one that gives nearly everything: that is a danger, and meant. */
const apply = (expected: number, ...flags: readonly string[]) =>
  onboard(expected, "--yes", "--allow", "wider-permissions", ...flags);
const plan = (expected: number, ...flags: readonly string[]) =>
  onboard(expected, "--dry-run", "--detailed-exitcode", ...flags);

describe("a team of twelve in three accounts", () => {
  beforeEach(() => admin.write("team.csv", teamFile(accounts)));

  it("is planned without a change, onboarded, and then there is nothing to do", async () => {
    const empty: State = { users: [], groups: {}, permissionSets: [], assignments: [] };
    expect(await plan(2)).toMatchObject({ kind: "plan", summary: { create: 27, update: 0, blocked: 0 } });
    expect(await seen()).toEqual(empty);

    const report = await apply(0, "--settings", "onboard.json");
    expect(report).toMatchObject({ kind: "report", converged: true, summary: { applied: 27, failed: 0, skipped: 0 } });
    expect(await seen()).toEqual(whole);
    const handover = JSON.parse(await readFile(join(admin.folder, "onboard.handover.json"), "utf8"));
    expect(handover).toMatchObject({ startUrl: "https://acme.awsapps.com/start", ssoRegion: "us-east-1" });
    expect(handover.people).toHaveLength(12);

    expect(await plan(0)).toMatchObject({ changes: [], summary: { create: 0, update: 0, unchanged: 27 } });
    expect(await apply(0)).toMatchObject({ results: [], converged: true });
    const again = await admin.onboard("--emails", "team.csv", "--yes");
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to do") });
    expect(await seen()).toEqual(whole);
  });

  it("is planned into a file, applied from it and from no other Identity Center, and then there is nothing to do", async () => {
    await admin.write("onboard.json", JSON.stringify(withTags));
    expect(await plan(2, "--out", "plan.json")).toMatchObject({ kind: "plan", summary: { create: 27 } });
    const allowed = ["--yes", "--allow", "wider-permissions", "--format", "json"];
    const applied = await admin.onboard("apply", "plan.json", ...allowed);
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    expect(JSON.parse(applied.stdout)).toMatchObject({ converged: true, summary: { applied: 27, failed: 0 } });
    expect(await seen()).toEqual(whole);
    expect(await plan(0)).toMatchObject({ changes: [], dangers: [] });
    const again = await admin.onboard("--emails", "team.csv", "--yes");
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to do") });
    await moto.reset();
    await boto3("create-organization", ["Sandbox North", "Sandbox South", "Staging"]);
    expect((await admin.onboard("apply", "plan.json", ...allowed)).code).toBe(1);
  });

  it("loses nothing by --remove-unlisted, since moto tells no tags, which say whose a permission set is", async () => {
    await apply(0);
    const [columns = "", ...rows] = teamFile(accounts).trim().split("\n");
    await admin.write("team.csv", [columns, ...rows.slice(0, 6)].join("\n"));
    const refused = await admin.onboard("--emails", "team.csv", "--remove-unlisted", "--yes", "--allow", "removals");
    expect(refused.code).toBe(5);
    expect(refused.stderr.replace(/\s+/g, " ")).toContain("cannot be read at this endpoint");
    expect(await seen()).toEqual(whole);
  });

  it("has a permission set of ours changed without being called a stranger's, though moto tells no tags", async () => {
    await apply(0);
    const longer = { ...settings.permissionSets["amplify-policy"], sessionDuration: "PT8H" };
    await admin.write("onboard.json", JSON.stringify({ ...settings, permissionSets: { "amplify-policy": longer } }));
    const changed = (await plan(2)) as { dangers: { name: string }[]; drift: unknown[]; warnings: string[] };
    expect(changed.dangers.map(({ name }) => name)).not.toContain("foreign-permission-set");
    expect(changed.drift).toEqual([]);
    expect(changed.warnings.join()).toContain("The tags of permission set amplify-policy cannot be read");
    await apply(0);
    await plan(0);
  });

  it("gets its accounts through a group when one is named, and everybody is in it once", async () => {
    const report = await apply(0, "--group", "Amplify developers");
    expect(report).toMatchObject({ converged: true, summary: { applied: 29, failed: 0 } });
    const throughGroup: State = {
      ...whole,
      groups: { "Amplify developers": users.map(({ userName }) => userName) },
      assignments: ["Sandbox North", "Sandbox South", "Staging"].map(
        (account) => `${account}: amplify-policy for GROUP Amplify developers`,
      ),
    };
    expect(await seen()).toEqual(throughGroup);
    await plan(0, "--group", "Amplify developers");
    await apply(0, "--group", "Amplify developers");
    expect(await seen()).toEqual(throughGroup);
  });

  it("is onboarded but for the one whose e-mail address belongs to another user name", async () => {
    const old = { ...personNamed("g.berg", "Gustav", "Berg"), email: "gus@example.com" };
    await boto3("create-users", [old]);
    const report = (await apply(4)) as { results: { outcome: string; change: { key: string } }[] };
    const undone = report.results.filter(({ outcome }) => outcome !== "applied");
    expect(undone.map(({ outcome, change }) => `${outcome} ${change.key}`)).toEqual([
      "failed User|gus@example.com",
      `skipped AccountAssignment|${accounts["Sandbox South"]}|amplify-policy|USER|gus@example.com`,
    ]);
    const isGus = (text: string) => text.includes("gus@example.com");
    expect(await seen()).toEqual({
      ...whole,
      users: [...users.filter(({ userName }) => !isGus(userName)), old].sort((a, b) =>
        a.userName < b.userName ? -1 : 1,
      ),
      assignments: whole.assignments.filter((assignment) => !isGus(assignment)),
    });
    const failed = (await readFile(join(admin.folder, "failed.csv"), "utf8")).trim().split("\n");
    expect(failed).toHaveLength(2);
    expect(failed[1]).toMatch(/^gus@example\.com,.*already belongs to the user ""g\.berg/);
  });

  it("takes over a permission set of the same name, and those who have it already", async () => {
    await boto3("create-users", [users[0]]);
    await boto3("create-permission-set", {
      name: "amplify-policy",
      sessionDuration: "PT4H",
      description: "Made by hand",
      relayState: "https://console.aws.amazon.com/amplify/",
      managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      assignments: [{ accountId: accounts["Sandbox North"], userName: "ana@example.com" }],
    });
    const provisionedIn = (await seen()).permissionSets.flatMap((set) => (set as typeof amplifySet).provisionedIn);
    expect(provisionedIn).toHaveLength(1);

    const unseen = await apply(1);
    expect(unseen).toMatchObject({ kind: "error" });
    const report = (await apply(0, "--allow", "powerful-access")) as {
      changes: { action: string; key: string }[];
      warnings: string[];
    };
    expect(report.changes.filter(({ action }) => action === "update").map(({ key }) => key)).toEqual([
      "PermissionSet|amplify-policy",
      `PermissionSetProvisioning|amplify-policy|${provisionedIn[0]}`,
    ]);
    expect(report.warnings.join("\n")).toContain("also has the policy arn:aws:iam::aws:policy/ReadOnlyAccess");
    const [adopted] = (await seen()).permissionSets;
    expect(await seen()).toEqual({ ...whole, permissionSets: [adopted] });
    expect(adopted).toMatchObject({
      sessionDuration: "PT12H",
      description: "Made by hand",
      relayState: "https://console.aws.amazon.com/amplify/",
      managedPolicies: [amplifyPolicy, "arn:aws:iam::aws:policy/ReadOnlyAccess"],
      customerManagedPolicies: ["/teams/team-extras"],
      inlinePolicy,
    });
    await plan(0);
  });
});

it("finds people one by one in a directory that is larger than the team, whatever the case of their names", async () => {
  const others = Array.from({ length: 120 }, (_, number) => personNamed(`person${number}@example.com`, "Pat", "Doe"));
  const known = { ...personNamed("nia.owen", "Nia", "Owen"), email: "nia@example.com" };
  await boto3("create-users", [...others, known]);
  await admin.write("team.csv", "email,username,account\nNia@example.com,Nia.Owen,Staging\nnew@example.com,,Staging\n");
  expect(await apply(0)).toMatchObject({ converged: true, summary: { applied: 4, unchanged: 1 } });
  const { users, assignments } = await seen();
  expect(users).toHaveLength(122);
  expect(assignments).toEqual([
    "Staging: amplify-policy for USER new@example.com",
    "Staging: amplify-policy for USER nia.owen",
  ]);
  await plan(0);
});

it("works in the Region it is given, though other Regions have an instance too", async () => {
  const inEurope = await createWorkplace(moto.url, "eu-west-1");
  await admin.write("team.csv", "email,account\nana@example.com,Staging\n");
  expect(await apply(0, "--sso-region", "eu-west-1")).toMatchObject({ instance: { region: "eu-west-1" } });
  expect((await seen()).users).toEqual([]);
  expect((await boto3<State>("state", null, inEurope.env)).assignments).toEqual([
    "Staging: amplify-policy for USER ana@example.com",
  ]);
  expect(await plan(2)).toMatchObject({ instance: { region: "us-east-1" } });
  expect(await plan(0, "--sso-region", "eu-west-1")).toMatchObject({ changes: [] });
});

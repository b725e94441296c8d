import { describe, expect, it } from "vitest";
import type { ChosenKey } from "../../../src/core/keys/choose-keys.ts";
import { chooseKeys } from "../../../src/core/keys/choose-keys.ts";
import { policyDocument } from "../../../src/core/permissions/policy-document.ts";
import { grantsFor } from "../../../src/core/permissions/tasks.ts";
import { deactivateAccessKey } from "../../../src/identity-center/iam-users/deactivate-access-key.ts";
import { parsePolicy } from "../../../src/simulator/authorization/policy.ts";
import type { SimulatorOptions } from "../../../src/simulator/start.ts";
import { accounts } from "../simulated-team.ts";
import { keysOfTeam } from "./keys-of-team.ts";

const ANA = `${accounts.north}/ana/AAAA`;

async function deactivating(options: SimulatorOptions = {}, csv = "email,account\nana@example.com,Sandbox North\n") {
  const team = await keysOfTeam(options);
  const found = await team.look(csv);
  const choose = (name: string): ChosenKey => {
    const { toDeactivate, problems } = chooseKeys([name], found.accounts, {
      now: Date.now(),
      allowRecentlyUsed: false,
    });
    const [only] = toDeactivate;
    if (only === undefined) throw new Error(JSON.stringify(problems));
    return only;
  };
  const statuses = () => {
    const users = Object.values(team.simulator.world().iamUsers);
    return users.flatMap(({ accessKeys }) => accessKeys.map(({ id, status }) => [id.slice(-4), status]));
  };
  return { ...team, deactivate: (name = ANA) => deactivateAccessKey(found.entrance, choose(name)), statuses };
}

describe("deactivating a key", () => {
  it("switches off that key alone, and AWS shows it", async () => {
    const { deactivate, statuses } = await deactivating();
    const before = statuses();
    expect(await deactivate()).toMatchObject({ kind: "inactive", choice: { userName: "ana" } });
    expect(statuses()).toEqual(before.map(([end, was], index) => [end, index === 1 ? "Inactive" : was]));
    expect(before[1]).toEqual(["AAAA", "Active"]);
  });

  it("goes on looking while AWS still shows the key as active", async () => {
    const { deactivate } = await deactivating({
      faults: [{ operation: "ListAccessKeys", nth: 3, fault: "stale-read", delay: 30 }],
    });
    expect(await deactivate()).toMatchObject({ kind: "inactive" });
  });

  it("is told as failed, with AWS's words and no key id, when AWS refuses", async () => {
    const { deactivate, statuses } = await deactivating({
      faults: [{ operation: "UpdateAccessKey", fault: "access-denied", reason: "on key AKIANORTHANAKEYAAAAA" }],
    });
    const outcome = await deactivate();
    expect(outcome).toMatchObject({ kind: "failed", aws: { name: "AccessDenied" } });
    expect(outcome.kind === "failed" && outcome.aws.message).toMatch(/on key …AAAA$/);
    expect(statuses()).toContainEqual(["AAAA", "Active"]);
  });

  it("is found to be done when only the answer was lost", async () => {
    const { deactivate, statuses } = await deactivating({
      faults: [{ operation: "UpdateAccessKey", nth: 1, fault: "lost-response" }],
    });
    expect(await deactivate()).toMatchObject({ kind: "inactive" });
    expect(statuses()).toContainEqual(["AAAA", "Inactive"]);
  });

  it("is neither done nor failed when nobody can look afterwards", async () => {
    const { deactivate } = await deactivating({
      faults: [{ operation: "ListAccessKeys", from: 3, fault: "access-denied" }],
    });
    expect(await deactivate()).toMatchObject({ kind: "not-seen", shown: undefined });
  });

  it("fails in an account that closed its door meanwhile", async () => {
    const team = await keysOfTeam({ faults: [{ operation: "AssumeRole", nth: 2, fault: "access-denied" }] });
    const found = await team.look("email,account\nana@example.com,Sandbox North\n");
    const { toDeactivate } = chooseKeys([ANA], found.accounts, { now: Date.now(), allowRecentlyUsed: false });
    const [only] = toDeactivate;
    expect(only && (await deactivateAccessKey(found.entrance, only))).toMatchObject({ kind: "failed" });
  });
});

describe("the policy for keys", () => {
  const csv = `email,account\nana@example.com,ou:Sandboxes\nbo@example.com,${accounts.management}\n`;
  const grants = grantsFor("keys", { groups: false, managementAccount: true, organizationalUnits: true });
  const policy = (without?: string) => {
    const left = grants.map((grant) => ({ ...grant, actions: grant.actions.filter((action) => action !== without) }));
    const scope = { partition: "aws", accessRole: "OrganizationAccountAccessRole" };
    const document = policyDocument(
      left.filter(({ actions }) => actions.length > 0),
      scope,
    );
    return parsePolicy(JSON.stringify(document), "policy.json");
  };
  const succeeds = async (without?: string) => {
    try {
      const { deactivate } = await deactivating({ policy: policy(without) }, csv);
      const outcomes = [await deactivate(), await deactivate(`${accounts.management}/root-admin/YAAA`)];
      return outcomes.every(({ kind }) => kind === "inactive");
    } catch {
      return false;
    }
  };

  it("is enough", async () => {
    expect(await succeeds()).toBe(true);
  });

  const optional = ["organizations:DescribeOrganization", "organizations:DescribeAccount"];
  it.each(grants.flatMap(({ actions }) => actions).filter((action) => !optional.includes(action)))(
    "needs %s",
    async (action) => {
      expect(await succeeds(action)).toBe(false);
    },
  );

  it.each(optional)("can do without %s", async (action) => {
    expect(await succeeds(action)).toBe(true);
  });

  it("gives no rights in IAM where your own account is no target", () => {
    const actions = grantsFor("keys", { groups: false, managementAccount: false }).flatMap((one) => one.actions);
    expect(actions.filter((action) => action.startsWith("iam:"))).toEqual([]);
  });
});

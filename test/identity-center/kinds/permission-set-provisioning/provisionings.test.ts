import { DeleteAccountAssignmentCommand } from "@aws-sdk/client-sso-admin";
import { describe, expect, it, vi } from "vitest";
import { OnboardError } from "../../../../src/core/errors/onboard-error.ts";
import { ALL_PROVISIONED_ACCOUNTS } from "../../../../src/core/state/all-provisioned-accounts.ts";
import { observePermissionSets } from "../../../../src/identity-center/kinds/permission-set/observe-permission-sets.ts";
import type { SimulatorOptions } from "../../../../src/simulator/start.ts";
import {
  accounts,
  apply,
  type FaultRule,
  organizationWith,
  passingFaults,
  simulateTeam,
  troubleOf,
} from "../../simulated-team.ts";

const provisioning = (target: string = ALL_PROVISIONED_ACCOUNTS) =>
  ({ kind: "PermissionSetProvisioning", permissionSet: "amplify-policy", target }) as const;

const provision = (session: Parameters<typeof apply>[0], wanted: ReturnType<typeof provisioning>) =>
  apply(session, wanted, wanted);

type Pace = Pick<SimulatorOptions, "speed" | "latency">;

/** A permission set that is outdated in three accounts, and a session that knows it. */
async function outdated(faults: readonly FaultRule[] = [], stop?: AbortController, pace: Pace = { speed: 100 }) {
  const names = ["Sandbox North", "Sandbox South", "Staging"];
  const team = await simulateTeam({
    faults,
    ...pace,
    organization: organizationWith({
      users: [{ userName: "ana", givenName: "Ana", familyName: "Silva" }],
      permissionSets: [
        {
          name: "amplify-policy",
          assignments: names.map((account) => ({ account, user: "ana" })),
          outdatedIn: names,
        },
      ],
    }),
  });
  const session = await team.open(stop === undefined ? {} : { stop });
  await observePermissionSets(session, ["amplify-policy"]);
  return { team, session };
}

describe.concurrent("provisioning a permission set", () => {
  it("brings one account up to date, and waits until AWS says so", async () => {
    const { team, session } = await outdated();
    expect(await provision(session, provisioning(accounts.south))).toEqual({
      requestId: expect.any(String),
    });
    expect(team.world().outdated).toEqual([accounts.north, accounts.staging]);
  });

  it("brings all accounts up to date with one request", async () => {
    const { team, session } = await outdated();
    await provision(session, provisioning());
    expect(team.world().outdated).toEqual([]);
    expect(team.count("ProvisionPermissionSet")).toBe(1);
  });

  it.each([
    ["the account", accounts.north],
    ["one of all accounts", ALL_PROVISIONED_ACCOUNTS],
  ])("is done when somebody's last assignment takes %s from the set meanwhile", async (_, target) => {
    const { team, session } = await outdated([], undefined, {
      speed: 1,
      latency: { deletion: 2_500, provisioning: 50 },
    });
    const { assignments, permissionSets } = team.simulator.world();
    const [PermissionSetArn] = Object.keys(permissionSets);
    const { principalId: PrincipalId } = Object.values(assignments)[0] ?? {};
    await session.aws.ssoAdmin.send(
      new DeleteAccountAssignmentCommand({
        InstanceArn: session.instance.instanceArn,
        PermissionSetArn,
        TargetId: accounts.north,
        TargetType: "AWS_ACCOUNT",
        PrincipalType: "USER",
        PrincipalId,
      }),
    );
    await provision(session, provisioning(target));
    const { requests, outdated: behind } = team.world();
    expect(requests).toContainEqual(
      expect.objectContaining({ kind: "PROVISION", failureReason: expect.stringContaining(accounts.north) }),
    );
    expect(behind).toEqual(target === ALL_PROVISIONED_ACCOUNTS ? [] : [accounts.south, accounts.staging]);
  });

  it.each(passingFaults)("is done in spite of %s", async (fault) => {
    const { team, session } = await outdated([{ operation: "ProvisionPermissionSet", nth: 1, fault }]);
    await provision(session, provisioning());
    expect(team.world().outdated).toEqual([]);
  });

  it("is FAILED with AWS's reason and the request id", async () => {
    const reason = "Received a 403 status error: Access denied by IAM.";
    const { session } = await outdated([{ operation: "ProvisionPermissionSet", fault: "failed-assignment", reason }]);
    const trouble = await troubleOf(provision(session, provisioning(accounts.south)));
    expect(trouble.message).toBe(`AWS could not bring amplify-policy up to date in account 345678901234: ${reason}`);
    expect(trouble.aws).toMatchObject({ name: "FAILED", message: reason, requestId: expect.any(String) });
  });

  it("has the cause and the remedy of what IAM refused in one of the accounts, as assignments have", async () => {
    const policy = `arn:aws:iam::${accounts.south}:policy/ViewBilling`;
    const reason = `Received a 404 status error: Policy ${policy} does not exist or is not attachable. (Service: AmazonIdentityManagement; Status Code: 404; Error Code: NoSuchEntity; Request ID: 1; Proxy: null)`;
    const { session } = await outdated([{ operation: "ProvisionPermissionSet", fault: "failed-assignment", reason }]);
    const trouble = await troubleOf(provision(session, provisioning()));
    expect(trouble.failureCause).toEqual({
      kind: "missing-policy",
      place: { accountId: accounts.south, permissionSet: "amplify-policy" },
      subject: policy,
    });
    expect(trouble.remedy).toContain(`credentials of account ${accounts.south}: \`aws iam create-policy`);
    expect(trouble.aws).toMatchObject({ code: "NoSuchEntity", status: 404, requestId: expect.any(String) });
  });

  it("has no more requests in progress than the limit, whatever is asked for at once", async () => {
    const { team, session } = await outdated();
    await Promise.all(
      [accounts.north, accounts.south, accounts.staging, accounts.north, accounts.south].map((account) =>
        provision(session, provisioning(account)),
      ),
    );
    expect(
      team.calls.filter(({ operation, status }) => operation === "ProvisionPermissionSet" && status !== 200),
    ).toEqual([]);
    expect(team.world().outdated).toEqual([]);
  });

  it("is still open when the run is interrupted, under AWS's request id", async () => {
    const stop = new AbortController();
    const { team, session } = await outdated([], stop, { speed: 1 });
    const running = troubleOf(provision(session, provisioning()));
    await vi.waitUntil(() => team.world().requests.length > 0, { timeout: 10_000, interval: 2 });
    setTimeout(() => stop.abort(new OnboardError({ kind: "interrupted", message: "Interrupted.", remedy: "" })), 20);
    const [request] = team.world().requests;
    expect(await running).toMatchObject({ kind: "in-progress", requestId: request?.requestId });
  });
});

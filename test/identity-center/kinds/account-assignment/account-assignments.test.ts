import { describe, expect, it, vi } from "vitest";
import { OnboardError } from "../../../../src/core/errors/onboard-error.ts";
import { observePermissionSets } from "../../../../src/identity-center/kinds/permission-set/observe-permission-sets.ts";
import { observeUsers } from "../../../../src/identity-center/kinds/user/users.ts";
import { assigned, user } from "../../../core/plan/sample-onboarding.ts";
import {
  accounts,
  apply,
  type FaultRule,
  lookAt,
  organizationWith,
  passingFaults,
  type RunOptions,
  simulateTeam,
  troubleOf,
} from "../../simulated-team.ts";

const people = Array.from({ length: 40 }, (_, index) => `person${index}`);

/** Forty people and a permission set that some of them have in Sandbox North, and a session that knows their ids. */
async function ready(options: { faults?: readonly FaultRule[]; holders?: number; speed?: number } & RunOptions = {}) {
  const { faults = [], holders = 1, speed = 100, ...run } = options;
  const team = await simulateTeam({
    faults,
    speed,
    organization: organizationWith({
      users: people.map((userName) => ({
        userName,
        email: `${userName}@example.com`,
        givenName: "A",
        familyName: "B",
      })),
      permissionSets: [
        {
          name: "amplify-policy",
          assignments: people.slice(0, holders).map((name) => ({ account: "Sandbox North", user: name })),
        },
      ],
    }),
  });
  const session = await team.open(run);
  await observeUsers(
    session,
    people.map((name) => user(name)),
  );
  const [set] = await observePermissionSets(session, ["amplify-policy"]);
  return {
    team,
    session,
    provisioned: new Map([["amplify-policy", set?.provisioned ?? { accountIds: [], outdated: [] }]]),
  };
}

describe.concurrent("looking for assignments", () => {
  it("asks once for an account and permission set, never once for each person", async () => {
    const { team, session, provisioned } = await ready({ holders: 2 });
    const { resources, holders } = await session.kinds.AccountAssignment.observe(
      lookAt(
        people.map((name) => assigned(name)),
        { provisioned },
      ),
    );
    expect(holders?.map(({ principalType }) => principalType)).toEqual(["USER", "USER"]);
    expect(resources.map(({ principal }) => principal.name)).toEqual(["person0", "person1"]);
    expect(team.count("ListAccountAssignments")).toBe(1);
  });

  it("asks, among many accounts, only those where the set is provisioned", async () => {
    const { team, session, provisioned } = await ready();
    const elsewhere = Array.from({ length: 30 }, (_, index) => assigned("person0", `9000000000${10 + index}`));
    const found = await session.kinds.AccountAssignment.observe(
      lookAt([assigned("person0"), ...elsewhere], { provisioned }),
    );
    expect(found.resources).toHaveLength(1);
    expect(team.count("ListAccountAssignments")).toBe(1);
  });

  it("knows nobody's assignment whose id it does not know", async () => {
    const { session, provisioned } = await ready();
    const found = await session.kinds.AccountAssignment.observe(lookAt([assigned("stranger")], { provisioned }));
    expect(found).toMatchObject({ resources: [], holders: [], heldOtherwise: [], notes: [] });
  });
});

describe.concurrent("assigning", () => {
  it("waits until AWS says SUCCEEDED, and keeps the request id", async () => {
    const { team, session } = await ready();
    const { requestId } = await apply(session, assigned("person7", accounts.south));
    expect(team.world().assignments).toContain(`person7 has amplify-policy in ${accounts.south}`);
    expect(team.world().requests).toMatchObject([{ requestId, status: "SUCCEEDED" }]);
  });

  it.each(passingFaults)("starts exactly one request in spite of %s", async (fault) => {
    const { team, session } = await ready({ faults: [{ operation: "CreateAccountAssignment", nth: 1, fault }] });
    await apply(session, assigned("person7"));
    expect(team.world().assignments).toContain(`person7 has amplify-policy in ${accounts.north}`);
    expect(team.world().requests).toHaveLength(1);
  });

  it("starts no other request while one whose answer was lost is in progress", async () => {
    const { team, session } = await ready({
      speed: 2,
      faults: [{ operation: "CreateAccountAssignment", nth: 1, fault: "lost-response" }],
    });
    const { requestId } = await apply(session, assigned("person7"));
    expect(team.count("CreateAccountAssignment")).toBe(1);
    const [only, ...others] = team.world().requests;
    expect(others).toEqual([]);
    expect(only?.status).toBe("SUCCEEDED");
    // Where it was over before anybody looked, the list of who is assigned tells so, and no request's id.
    expect([only?.requestId, undefined]).toContain(requestId);
  });

  it("tells AWS's reason when it FAILED, with the request id, also when the answer was lost before", async () => {
    const reason = "Received a 403 status error: Access denied by IAM.";
    const { session, team } = await ready({
      faults: [{ operation: "CreateAccountAssignment", fault: "failed-assignment", reason }],
    });
    const trouble = await troubleOf(apply(session, assigned("person7")));
    expect(trouble.message).toContain(reason);
    expect(trouble.aws).toMatchObject({ name: "FAILED", message: reason });
    expect(trouble.requestId).toBe(team.world().requests[0]?.requestId);
  });

  const unseen = "Received a 404 status error: the USER assignee 1 was not found in directory d-9067a1b2c3";

  it("waits for somebody whom the directory has, and assignments do not see yet", async () => {
    const { team, session } = await ready({
      faults: [{ operation: "CreateAccountAssignment", count: 2, fault: "failed-assignment", reason: unseen }],
    });
    await apply(session, assigned("person7"));
    expect(team.world().assignments).toContain(`person7 has amplify-policy in ${accounts.north}`);
    expect(team.count("CreateAccountAssignment")).toBe(3);
  });

  it("does not wait for somebody who was deleted, and says so", async () => {
    const { team, session } = await ready({
      faults: [
        { operation: "CreateAccountAssignment", fault: "failed-assignment", reason: unseen },
        { operation: "DescribeUser", fault: "error", error: "ResourceNotFoundException" },
      ],
    });
    const trouble = await troubleOf(apply(session, assigned("person7")));
    expect(trouble.message).toContain("person7 was deleted");
    expect(team.count("CreateAccountAssignment")).toBe(1);
  });

  it("fails in a suspended account with AWS's reason and what to do", async () => {
    const { session } = await ready();
    const trouble = await troubleOf(apply(session, assigned("person7", accounts.suspended)));
    expect(trouble.message).toContain("takes longer than usual");
    expect(trouble.remedy).toContain("AWS Organizations");
  });

  it("never has more requests in progress than AWS takes: none is throttled", async () => {
    const { team, session } = await ready({ speed: 20 });
    await Promise.all(people.slice(1).map((name) => apply(session, assigned(name))));
    expect(team.world().assignments).toHaveLength(people.length);
    expect(
      team.calls.filter(({ operation, status }) => operation === "CreateAccountAssignment" && status !== 200),
    ).toEqual([]);
    expect(team.count("CreateAccountAssignment")).toBe(people.length - 1);
  });

  it("waits for a free place when somebody else's requests take up AWS's", async () => {
    const { team, session } = await ready({ speed: 20, limits: { outstandingAssignments: 30 } });
    await Promise.all(people.slice(1).map((name) => apply(session, assigned(name))));
    expect(team.world().assignments).toHaveLength(people.length);
    expect(team.world().requests).toHaveLength(people.length - 1);
  });

  it("follows the request that a killed run left open instead of starting it again", async () => {
    const { team, session } = await ready({ speed: 1 });
    // Connected beforehand, so that the request is open for sure when this run looks, however busy the computer is.
    const next = await team.open();
    await observeUsers(next, [user("person7")]);
    await observePermissionSets(next, ["amplify-policy"]);
    const first = apply(session, assigned("person7")).catch(() => undefined);
    await vi.waitUntil(() => team.world().requests.length > 0, { timeout: 10_000, interval: 2 });
    const { requestId } = await apply(next, assigned("person7"));
    await first;
    expect(team.world().requests).toMatchObject([{ requestId, status: "SUCCEEDED" }]);
    expect(team.count("CreateAccountAssignment")).toBe(1);
  });

  it("is still open when the run is interrupted, under AWS's request id", async () => {
    const stop = new AbortController();
    const { team, session } = await ready({ speed: 1, stop });
    const running = troubleOf(apply(session, assigned("person7")));
    await vi.waitUntil(() => team.world().requests.length > 0, { timeout: 10_000, interval: 2 });
    setTimeout(() => stop.abort(new OnboardError({ kind: "interrupted", message: "Interrupted.", remedy: "" })), 20);
    const trouble = await running;
    expect(trouble).toMatchObject({ kind: "in-progress", cause: { kind: "interrupted" } });
    expect(trouble.requestId).toBe(team.world().requests[0]?.requestId);
  });

  it("is still open, not failed, when its end cannot be asked for", async () => {
    const { team, session } = await ready({
      faults: [
        { operation: "ListAccountAssignmentCreationStatus", fault: "access-denied" },
        { operation: "DescribeAccountAssignmentCreationStatus", fault: "access-denied" },
      ],
    });
    const trouble = await troubleOf(apply(session, assigned("person7")));
    expect(trouble).toMatchObject({ kind: "in-progress", cause: { kind: "cannot-tell" } });
    expect(trouble.requestId).toBe(team.world().requests[0]?.requestId);
    expect(trouble.message).toContain("not authorized");
  });
});

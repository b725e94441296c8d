import {
  CreateUserCommand,
  DescribeUserCommand,
  IdentitystoreClient,
  ListUsersCommand,
} from "@aws-sdk/client-identitystore";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { ListInstancesCommand } from "@aws-sdk/client-sso-admin";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, it } from "vitest";
import type { FaultRule } from "../../../src/simulator/faults/fault-rule.ts";
import type { RequestRecord } from "../../../src/simulator/wire/request-log.ts";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

const store = { IdentityStoreId: known.identityStoreId };

let records: RequestRecord[];
let aws: Awaited<ReturnType<typeof simulateAws>>;
afterEach(() => aws.simulator.close());

async function withFaults(...faults: FaultRule[]) {
  records = [];
  aws = await simulateAws({ faults, onRequest: (record) => records.push(record) });
}
const list = () => aws.identityStore.send(new ListUsersCommand(store));
const users = () => Object.values(aws.simulator.world().users);

describe("faults on the wire", () => {
  it("throttle: the third CreateUser and no other", async () => {
    await withFaults({ operation: "CreateUser", nth: 3, fault: "throttle" });
    await aws.createUser("one");
    await aws.createUser("two");
    expect(await errorOf(aws.createUser("three"))).toMatchObject({
      name: "ThrottlingException",
      message: "Rate exceeded",
    });
    await aws.createUser("three");
    expect(users()).toHaveLength(3);
  });

  it("throttle: in the terms of AWS Organizations", async () => {
    await withFaults({ service: "organizations", fault: "throttle" });
    expect((await errorOf(aws.organizations.send(new ListAccountsCommand({})))).name).toBe("TooManyRequestsException");
    await list();
  });

  it("error500: with the status that makes SDKs try again", async () => {
    await withFaults({ operation: "ListUsers", count: 1, fault: "error500" });
    const error = await errorOf(list());
    expect(error).toMatchObject({ name: "InternalServerException", $metadata: { httpStatusCode: 500 } });
    const credentials = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" };
    const retrying = new IdentitystoreClient({ endpoint: aws.simulator.url, region: "us-east-1", credentials });
    expect((await retrying.send(new ListUsersCommand(store))).Users).toEqual([]);
  });

  it("reset: the connection breaks and nothing was done", async () => {
    await withFaults({ operation: "CreateUser", nth: 1, fault: "reset" });
    expect(await errorOf(aws.createUser())).toMatchObject({ code: "ECONNRESET" });
    expect(users()).toEqual([]);
    expect(records).toMatchObject([{ operation: "CreateUser", status: 0 }]);
  });

  it("lost-response: the connection breaks after the work was done", async () => {
    await withFaults({ operation: "CreateUser", nth: 1, fault: "lost-response" });
    expect(await errorOf(aws.createUser("ada"))).toMatchObject({ code: "ECONNRESET" });
    expect(users()).toMatchObject([{ attributes: { UserName: "ada" } }]);
    expect((await errorOf(aws.createUser("ada"))).name).toBe("ConflictException");
  });

  it("conflict: of the kind that passes, told apart from names that are taken", async () => {
    await withFaults({ operation: "CreateUser", nth: 1, fault: "conflict" });
    expect(await errorOf(aws.createUser())).toMatchObject({
      name: "ConflictException",
      Reason: "CONCURRENT_MODIFICATION",
    });
    await aws.createUser();
  });

  it("failed-assignment: only in the account that the rule names, with its reason", async () => {
    const reason = "Received a 409 status error: LimitExceeded";
    await withFaults({
      operation: "CreateAccountAssignment",
      match: { TargetId: known.south },
      fault: "failed-assignment",
      reason,
    });
    const [set, ada] = [await aws.createPermissionSet(), await aws.createUser()];
    const good = await aws.assign(set, known.north, ada);
    const bad = await aws.assign(set, known.south, ada);
    expect((await aws.statusOf(bad))?.Status).toBe("IN_PROGRESS");
    aws.pass(10_000);
    expect((await aws.statusOf(good))?.Status).toBe("SUCCEEDED");
    expect(await aws.statusOf(bad)).toMatchObject({ Status: "FAILED", FailureReason: reason });
    expect(Object.values(aws.simulator.world().assignments)).toMatchObject([{ accountId: known.north }]);
  });

  it.each([
    ["throttle", "Throttling", 400],
    ["error500", "InternalFailure", 500],
    ["access-denied", "AccessDenied", 403],
    ["expired-credentials", "ExpiredToken", 403],
  ] as const)("%s: in the terms of sts", async (fault, name, httpStatusCode) => {
    await withFaults({ service: "sts", fault });
    const credentials = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" };
    const sts = new STSClient({ endpoint: aws.simulator.url, region: "us-east-1", maxAttempts: 1, credentials });
    const error = await errorOf(sts.send(new GetCallerIdentityCommand({})));
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  it("slow: the answer comes after the delay", async () => {
    await withFaults({ operation: "ListUsers", fault: "slow", delay: 0.3 });
    const started = performance.now();
    await list();
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it("expired-credentials: for everything, from the second request on", async () => {
    await withFaults({ from: 2, fault: "expired-credentials" });
    await list();
    for (const call of [list(), aws.ssoAdmin.send(new ListInstancesCommand({}))]) {
      expect((await errorOf(call)).name).toBe("ExpiredTokenException");
    }
  });

  it("access-denied: says who may not do what", async () => {
    await withFaults({ operation: "ListInstances", fault: "access-denied" });
    const error = await errorOf(aws.ssoAdmin.send(new ListInstancesCommand({})));
    expect(error).toMatchObject({
      name: "AccessDeniedException",
      message:
        "User: arn:aws:sts::111122223333:assumed-role/Admin/simulator is not authorized to perform: " +
        "sso:ListInstances because no identity-based policy allows the action",
    });
  });

  it("stale-read: reads do not see what was written in the last seconds", async () => {
    await withFaults({ service: "identitystore", operation: "DescribeUser", fault: "stale-read", delay: 5 });
    const UserId = await aws.createUser();
    const describeUser = () => aws.identityStore.send(new DescribeUserCommand({ ...store, UserId }));
    aws.pass(1_000);
    await aws.createUser("another");
    expect((await errorOf(describeUser())).name).toBe("ResourceNotFoundException");
    expect((await list()).Users).toHaveLength(2);
    aws.pass(4_001);
    expect((await describeUser()).UserId).toBe(UserId);
  });

  it("a reason of one's own replaces AWS's message", async () => {
    await withFaults({ fault: "throttle", reason: "There are too many requests processing. Please try again later." });
    expect((await errorOf(list())).message).toBe("There are too many requests processing. Please try again later.");
  });

  it("a rule can look into structures and lists", async () => {
    await withFaults({ operation: "CreateUser", match: { "Emails.0.Value": "bad@example.com" }, fault: "throttle" });
    const create = (email: string) =>
      aws.identityStore.send(
        new CreateUserCommand({
          ...store,
          UserName: email,
          DisplayName: email,
          Name: { GivenName: "A", FamilyName: "B" },
          Emails: [{ Value: email }],
        }),
      );
    await create("good@example.com");
    expect((await errorOf(create("bad@example.com"))).name).toBe("ThrottlingException");
  });
});

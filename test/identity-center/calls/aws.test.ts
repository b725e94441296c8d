import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateGroupCommand,
  GetUserIdCommand,
  ListUsersCommand,
  type ListUsersCommandInput,
} from "@aws-sdk/client-identitystore";
import { ListInstancesCommand, ListPermissionSetsCommand } from "@aws-sdk/client-sso-admin";
import { describe, expect, it, onTestFinished } from "vitest";
import { createAwsFactory } from "../../../src/identity-center/calls/aws.ts";
import { quick, simulateTeam } from "../simulated-team.ts";

const store: ListUsersCommandInput = { IdentityStoreId: "d-9067a1b2c3" };
const nobody = { UniqueAttribute: { AttributePath: "userName", AttributeValue: "nobody" } };

/** What of the SDK's HTTP handler is set here, so that the test need not wait for as long as a run does. */
interface NodeHttpHandler {
  updateHttpClientConfig(name: "requestTimeout", milliseconds: number): void;
}

describe("calls to AWS", () => {
  it("keep one rate for all of sso-admin, in all Regions together", async () => {
    const team = await simulateTeam();
    const factory = team.factory({ limits: { ssoAdminPerSecond: 20 } });
    const [home, other] = [await factory.in("us-east-1"), await factory.in("eu-west-1")];
    const InstanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
    const start = performance.now();
    await Promise.all([
      ...[1, 2, 3, 4].map(() => home.ssoAdmin.send(new ListInstancesCommand({}))),
      ...[1, 2, 3, 4].map(() => other.ssoAdmin.send(new ListInstancesCommand({}))),
      ...[1, 2, 3].map(() => home.ssoAdmin.send(new ListPermissionSetsCommand({ InstanceArn }))),
    ]);
    expect(performance.now() - start).toBeGreaterThan(5 * 50);
  });

  it("keep a rate of its own for each operation of the identity store", async () => {
    const team = await simulateTeam();
    const { identityStore } = await team.factory({ limits: { identityStorePerSecond: 10 } }).in("us-east-1");
    const start = performance.now();
    await Promise.all([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => identityStore.send(new ListUsersCommand(store))),
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(() =>
        identityStore.send(new GetUserIdCommand({ ...store, AlternateIdentifier: nobody })).catch(() => undefined),
      ),
    ]);
    expect(performance.now() - start).toBeGreaterThan(3 * 100);
    // With one rate for both, the second operation would have to wait until the first is through.
    const operations = team.calls.map(({ operation }) => operation);
    expect(operations.indexOf("GetUserId")).toBeLessThan(operations.lastIndexOf("ListUsers"));
  });

  it("count every retry against the rate, and pass no more than AWS allows though it throttles", async () => {
    const team = await simulateTeam({ faults: [{ operation: "ListUsers", every: 4, fault: "throttle" }] });
    const { identityStore } = await team.factory({ limits: { identityStorePerSecond: 50 } }).in("us-east-1");
    const start = performance.now();
    await Promise.all(Array.from({ length: 10 }, () => identityStore.send(new ListUsersCommand(store))));
    const calls = team.count("ListUsers");
    expect(calls).toBeGreaterThan(10);
    expect(performance.now() - start).toBeGreaterThan((calls - 6) * 20);
  });

  it("that wait in great number do not make Node warn of a leak", async () => {
    const team = await simulateTeam();
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on("warning", listen);
    onTestFinished(() => void process.off("warning", listen));
    const { identityStore } = await team.factory({ stop: new AbortController() }).in("us-east-1");
    await Promise.all(Array.from({ length: 40 }, () => identityStore.send(new ListUsersCommand(store))));
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings.filter(({ name }) => name === "MaxListenersExceededWarning")).toEqual([]);
  });

  it("end when the run is interrupted: those that wait with its reason, those on the wire with AWS's answer", async () => {
    const team = await simulateTeam({ latency: { call: 5_000 } });
    const stop = new AbortController();
    const { identityStore } = await team.factory({ stop, limits: { identityStorePerSecond: 2 } }).in("us-east-1");
    const reason = new Error("interrupted");
    const sent = [1, 2, 3, 4, 5, 6, 7].map(() => identityStore.send(new ListUsersCommand(store)));
    const outcomes = Promise.allSettled(sent);
    await new Promise((resolve) => setTimeout(resolve, 40));
    stop.abort(reason);
    expect((await outcomes).map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "rejected",
    ]);
    expect(await outcomes).toContainEqual({ status: "rejected", reason });
  });

  it("do not wait for ever for an answer that never comes", async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: "AKIASIMULATED", secretAccessKey: "simulated" };
    const { identityStore } = await createAwsFactory({ endpoint, credentials, limits: quick }).in("us-east-1");
    const { requestHandler } = identityStore.config as { requestHandler: object };
    (requestHandler as NodeHttpHandler).updateHttpClientConfig("requestTimeout", 50);
    const command = new CreateGroupCommand({ ...store, DisplayName: "Devs" });
    await expect(identityStore.send(command)).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("share the clients of a Region", async () => {
    const factory = (await simulateTeam()).factory();
    expect(await factory.in("us-east-1")).toBe(await factory.in("us-east-1"));
  });
});

import { CreateUserCommand } from "@aws-sdk/client-identitystore";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RequestRecord } from "../../../src/simulator/wire/request-log.ts";
import { errorOf, known, simulateAws } from "../simulated-aws.ts";

let records: RequestRecord[];
let aws: Awaited<ReturnType<typeof simulateAws>>;
beforeEach(async () => {
  records = [];
  aws = await simulateAws({ onRequest: (record) => records.push(record) });
});
afterEach(() => aws.simulator.close());

const signed = {
  Authorization:
    "AWS4-HMAC-SHA256 Credential=AKIA/20261120/us-east-1/sso/aws4_request, SignedHeaders=host, Signature=0",
};
const post = (headers: Record<string, string>, body: string) =>
  fetch(aws.simulator.url, { method: "POST", headers, body });
const json = (target: string, body = "{}", headers: Record<string, string> = signed) =>
  post({ ...headers, "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target }, body);

describe("the wire", () => {
  it("answers AWS JSON 1.1 with a request id", async () => {
    const response = await json("SWBExternalService.ListInstances");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toMatchObject({ Instances: [{ IdentityStoreId: known.identityStoreId }] });
  });

  it("names an error in the body with its namespace and in a header without", async () => {
    const response = await json("AWSIdentityStore.ListUsers", '{"IdentityStoreId":"d-0000000000"}');
    expect(response.status).toBe(400);
    expect(response.headers.get("x-amzn-errortype")).toBe("ResourceNotFoundException");
    expect(await response.json()).toMatchObject({
      __type: "com.amazonaws.identitystore#ResourceNotFoundException",
      Message: "IDENTITY_STORE not found.",
      ResourceId: "d-0000000000",
      RequestId: response.headers.get("x-amzn-requestid"),
    });
  });

  it.each([
    ["no signature", { ...{} }, "SWBExternalService.ListInstances", "MissingAuthenticationTokenException", 400],
    ["an operation that it does not have", signed, "SWBExternalService.Guess", "UnknownOperationException", 400],
    ["a member of every object as operation", signed, "SWBExternalService.toString", "UnknownOperationException", 400],
    ["a service that it does not have", signed, "DynamoDB_20120810.ListTables", "UnknownOperationException", 404],
    ["a target that is none", signed, "nonsense", "UnknownOperationException", 404],
  ])("refuses %s", async (_, headers, target, code, status) => {
    const response = await json(target, "{}", headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-amzn-errortype")).toBe(code);
  });

  it.each([
    ["is not JSON", "{"],
    ["is no object", "[]"],
    ["has a number where text belongs", '{"IdentityStoreId":7}'],
  ])("refuses a body that %s", async (_, body) => {
    const response = await json("AWSIdentityStore.ListUsers", body);
    expect(response.headers.get("x-amzn-errortype")).toBe("SerializationException");
  });

  it("refuses a body of more than a megabyte", async () => {
    const response = await json(
      "AWSIdentityStore.ListUsers",
      JSON.stringify({ IdentityStoreId: "d".repeat(1_000_001) }),
    );
    expect(response.status).toBe(413);
  });

  it("answers the query protocol in XML, with errors in XML too", async () => {
    const form = { ...signed, "Content-Type": "application/x-www-form-urlencoded" };
    const good = await post(form, "Action=GetCallerIdentity&Version=2011-06-15");
    expect(await good.text()).toContain(`<GetCallerIdentityResult><UserId>`);
    const bad = await post(form, "Action=GetSessionToken&Version=2011-06-15");
    expect(bad.status).toBe(400);
    expect(await bad.text()).toContain("<Code>UnknownOperationException</Code>");
    const unsigned = await post({ "Content-Type": form["Content-Type"] }, "Action=GetCallerIdentity");
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain("<Code>MissingAuthenticationToken</Code>");
  });

  it("listens on this machine only", () => {
    expect(aws.simulator.url).toBe(`http://127.0.0.1:${aws.simulator.port}`);
  });
});

describe("what is told of each request", () => {
  it("is who asked for what, where, and how it went: no values", async () => {
    await aws.createUser("ada-the-secret");
    await errorOf(aws.identityStore.send(new CreateUserCommand({ IdentityStoreId: known.identityStoreId })));
    expect(records).toMatchObject([
      { service: "identitystore", operation: "CreateUser", status: 200, region: "us-east-1" },
      { service: "identitystore", operation: "CreateUser", status: 400, error: "ValidationException" },
    ]);
    expect(records[0]?.caller).toBe(`arn:aws:sts::${known.management}:assumed-role/Admin/simulator`);
    expect(records[0]?.error).toBeUndefined();
    expect(JSON.stringify(records)).not.toContain("ada-the-secret");
    expect(JSON.stringify(records)).not.toContain("AKIASIMULATED");
  });

  it("has a line for requests that name no operation, too", async () => {
    await post({}, "");
    expect(records).toMatchObject([{ service: "unknown", operation: "unknown", status: 404 }]);
  });
});

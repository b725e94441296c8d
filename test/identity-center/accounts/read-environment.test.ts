import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { readEnvironment } from "../../../src/identity-center/accounts/read-environment.ts";

type Answer = readonly [status: number, body: object];

let server: Server | undefined;

afterEach(() => new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve))));

/** Systems Manager as an account with stacks of other qualifiers would have it: the simulator has the default one only. */
async function read(answer: (operation: string, token: unknown) => Answer) {
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
      const [status, document] = answer(operation, (JSON.parse(body) as { NextToken?: unknown }).NextToken);
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(document));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "ASIAMEMBER", secretAccessKey: "member" };
  return readEnvironment({ credentials, endpoint }, "Role Access", "eu-west-1");
}

const NOT_FOUND: Answer = [400, { __type: "ParameterNotFound" }];
const parameters = (...names: readonly string[]) => ({ Parameters: names.map((Name) => ({ Name, Value: "21" })) });

it("names the qualifiers of other stacks, through all pages, each once and nothing else that is in the folder", async () => {
  const answer = await read((operation, token): Answer => {
    if (operation === "GetParameter") return NOT_FOUND;
    if (token === undefined) {
      return [200, { ...parameters("/cdk-bootstrap/zeta/version", "/cdk-bootstrap/zeta/other"), NextToken: "2" }];
    }
    return [200, parameters("/cdk-bootstrap/acme/version", "/cdk-bootstrap/\u001b[2J/version")];
  });
  expect(answer).toEqual({ kind: "missing", otherQualifiers: ["acme", "zeta"] });
});

it("ends although the pages never do", async () => {
  let pages = 0;
  const answer = await read((operation): Answer => {
    if (operation === "GetParameter") return NOT_FOUND;
    pages += 1;
    return [200, { ...parameters(), NextToken: `${pages}` }];
  });
  expect(answer).toEqual({ kind: "missing", otherQualifiers: [] });
  expect(pages).toBeLessThan(20);
});

it.each(["", "six", "-1", "6.5", "1e3", " 7", "99999999999999999999"])(
  "takes %j for no version, and so for unknown",
  async (Value) => {
    expect(await read(() => [200, { Parameter: { Value } }])).toMatchObject({ kind: "unknown" });
  },
);

it("does not mistake another refusal for a missing stack", async () => {
  const answer = await read(() => [400, { __type: "InvalidKeyId", message: "bad\u001b[31m key" }]);
  expect(answer).toMatchObject({ kind: "unknown", reason: expect.stringContaining("InvalidKeyId") });
  expect(JSON.stringify(answer)).not.toContain("\\u001b");
});

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What a server does with a request, in the place of an answer. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Takes the request and says nothing. */
export const mute: Misbehaviour = () => undefined;

/** Begins well and then sends a byte now and then, for ever: no single pause is long. */
export const drip: Misbehaviour = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 1_000_000 });
  const dripping = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(dripping));
};

/** Closes the connection in the middle of an answer. */
export const halfWay: Misbehaviour = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 1_000 });
  response.write('{"half":', () => response.destroy());
};

/** Refuses every call for being too fast, in AWS's JSON protocols. */
export const throttle: Misbehaviour = (_, response) => {
  const name = "ThrottlingException";
  response.writeHead(400, { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": name });
  response.end(JSON.stringify({ __type: name, message: "Rate exceeded" }));
};

/** A server on loopback that misbehaves until the test ends. */
export async function startMisbehaving(behave: Misbehaviour): Promise<string> {
  const server = createServer((request, response) => void behave(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

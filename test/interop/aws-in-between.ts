import { execFile } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** A proxy through which a client that knows no endpoint settings reaches the simulator under AWS's own names. */
export interface InBetween {
  /** For `HTTPS_PROXY`. */
  readonly url: string;
  /** For `AWS_CA_BUNDLE`: trusted by nobody else, for a day. */
  readonly certificate: string;
  /** The hosts that were asked for, the refused ones included. */
  readonly asked: readonly string[];
  close(): void;
}

/** Stands in for these hosts over TLS and passes what comes on to the simulator; every other host is refused. */
export async function standInFor(hosts: readonly string[], simulator: string): Promise<InBetween> {
  const folder = await mkdtemp(path.join(tmpdir(), "onboard-tls-"));
  const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
  const names = hosts.map((host) => `DNS:${host}`).join(",");
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=simulated AWS"];
  const files = ["-addext", `subjectAltName=${names}`, "-keyout", key, "-out", certificate];
  await promisify(execFile)("openssl", [...request, ...files]);

  const asked: string[] = [];
  const aws = https.createServer({ key: await readFile(key), cert: await readFile(certificate) }, (request, answer) => {
    const { method, url = "/", headers } = request;
    const onward = http.request(new URL(url, simulator), { method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    request.pipe(onward);
  });
  const proxy = http.createServer((_, answer) => answer.writeHead(405).end());
  proxy.on("connect", ({ url = "" }, socket) => {
    const host = url.replace(/:443$/, "");
    asked.push(host);
    if (!hosts.includes(host)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    aws.emit("connection", socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  const close = () => {
    proxy.close();
    proxy.closeAllConnections();
    aws.close();
  };
  return { url: `http://127.0.0.1:${port}`, certificate, asked, close };
}

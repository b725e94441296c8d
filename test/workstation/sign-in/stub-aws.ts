import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One request as it came over the wire. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly headers: IncomingMessage["headers"];
}

/** What a route answers: a status, a body, and the name of the error if it is one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Route = (seen: Seen) => Answer;

/** A few answers of the OIDC service and the access portal, on the wire. Tests replace the routes they are about. */
export interface StubAws {
  readonly url: string;
  readonly seen: Seen[];
  /** Everything secret it handed out or was shown, to look for in what is printed. */
  readonly secrets: Set<string>;
  route(path: string, route: Route): void;
  /** What a path answers now, to be wrapped. */
  routeOf(path: string): Route;
  count(path: string): number;
  close(): Promise<void>;
}

/** An error as the two services spell it. */
export function refusal(name: string, fields: object = {}, status = 400): Answer {
  return { status, headers: { "x-amzn-errortype": name }, body: fields };
}

export function tokens(stub: Pick<StubAws, "secrets">, expiresIn = 28_800): Answer {
  const [accessToken, refreshToken] = [`access-${randomUUID()}`, `refresh-${randomUUID()}`];
  stub.secrets.add(accessToken).add(refreshToken);
  return { status: 200, body: { accessToken, refreshToken, expiresIn, tokenType: "Bearer" } };
}

export async function startStubAws(): Promise<StubAws> {
  const seen: Seen[] = [];
  const secrets = new Set<string>();
  const challenges = new Map<string, string>();
  const routes = new Map<string, Route>();

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const body = await text(request);
    const one = {
      method: request.method ?? "",
      path: pathname,
      query: searchParams,
      body: body === "" ? {} : JSON.parse(body),
      headers: request.headers,
    };
    seen.push(one);
    const answer = routes.get(pathname)?.(one) ?? { status: 404, body: {} };
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stub: StubAws = {
    url,
    seen,
    secrets,
    route: (path, route) => void routes.set(path, route),
    routeOf: (path) => routes.get(path) ?? (() => ({ status: 404 })),
    count: (path) => seen.filter((one) => one.path === path).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  stub.route("/client/register", () => {
    const clientSecret = `secret-${randomUUID()}`;
    secrets.add(clientSecret);
    const clientSecretExpiresAt = Math.floor(Date.now() / 1000) + 90 * 86_400;
    return { status: 200, body: { clientId: `client-${randomUUID()}`, clientSecret, clientSecretExpiresAt } };
  });
  stub.route("/device_authorization", () => {
    const deviceCode = `device-${randomUUID()}`;
    secrets.add(deviceCode);
    const verificationUri = `${url}/device`;
    const verificationUriComplete = `${verificationUri}?user_code=ABCD-EFGH`;
    const body = { deviceCode, userCode: "ABCD-EFGH", verificationUri, verificationUriComplete };
    return { status: 200, body: { ...body, expiresIn: 600, interval: 1 } };
  });
  stub.route("/authorize", ({ query }) => {
    const code = `code-${randomUUID()}`;
    secrets.add(code);
    challenges.set(code, query.get("code_challenge") ?? "");
    const location = `${query.get("redirect_uri")}?code=${code}&state=${query.get("state")}`;
    return { status: 302, headers: { location } };
  });
  stub.route("/token", ({ body }) => {
    if (typeof body.codeVerifier === "string") {
      secrets.add(body.codeVerifier);
      const challenge = createHash("sha256").update(body.codeVerifier).digest("base64url");
      if (challenges.get(String(body.code)) !== challenge) return refusal("InvalidGrantException");
    }
    return tokens(stub);
  });
  return stub;
}

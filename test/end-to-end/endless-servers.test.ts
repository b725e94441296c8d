import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { startSimulator } from "../../src/simulator/start.ts";
import { someOf } from "../how-much.ts";
import { drip, halfWay, type Misbehaviour, mute, startMisbehaving, throttle } from "../misbehaving-server.ts";
import { emptyFolder, type Finished, onboard } from "./onboard.ts";

/** A call may take a third of a second, all its tries four thirds: the tests wait no longer than they must. */
const QUICK = { ONBOARD_CALL_SECONDS: "0.3" };

let cwd: string;

beforeEach(async () => {
  cwd = await emptyFolder();
  await writeFile(path.join(cwd, "team.csv"), "email\nana@example.com\n");
});

/** A simulated AWS, but for the requests that this is true of: those meet a server that misbehaves. */
async function simulatorBut(isMet: (request: IncomingMessage) => boolean, behave: Misbehaviour): Promise<string> {
  const simulator = await startSimulator({ speed: 1_000 });
  onTestFinished(() => simulator.close());
  return startMisbehaving(async (request, response) => {
    if (isMet(request)) return behave(request, response);
    const body =
      request.method === "GET" ? null : await new Response(request as unknown as ReadableStream).arrayBuffer();
    const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
    const answer = await fetch(`${simulator.url}${request.url}`, {
      method: request.method ?? "GET",
      headers: headers as Record<string, string>,
      body,
    });
    response.writeHead(answer.status, {
      "content-type": answer.headers.get("content-type") ?? "",
      ...errorType(answer),
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
}

function errorType(answer: Response): Record<string, string> {
  const name = answer.headers.get("x-amzn-errortype");
  return name === null ? {} : { "x-amzn-errortype": name };
}

const operation = (name: string) => (request: IncomingMessage) =>
  String(request.headers["x-amz-target"] ?? "").endsWith(`.${name}`);

/** Answers every page of a list with the token of the same page. */
const again =
  (body: object): Misbehaviour =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify({ ...body, NextToken: "again", nextToken: "again" }));
  };

const run = (args: readonly string[], endpoint: string): Promise<Finished> =>
  onboard(args, { cwd, endpoint, env: QUICK });
const said = ({ stderr }: Finished) => stderr.replace(/\s+/g, " ");

const TEAM = ["--emails", "team.csv", "--account", "Sandbox North"];
const COMMANDS = {
  "an admin's run": [...TEAM, "--yes"],
  status: ["status", ...TEAM],
  "keys in the team's accounts": ["keys", ...TEAM],
} as const;

describe("a server that never comes to an end", () => {
  const servers = { "is mute": mute, drips: drip, "closes half way": halfWay, "throttles for ever": throttle };
  const cases = Object.entries(COMMANDS).flatMap(([command, args]) =>
    Object.entries(servers).map(([what, behave]) => ({ command, args, what, behave })),
  );

  it.each(someOf(cases, 4))("ends $command with a sentence: it $what", async ({ args, behave }) => {
    const finished = await run(args, await simulatorBut(operation("ListAccounts"), behave));
    expect(finished.code, finished.stderr).toBe(behave === throttle ? 1 : 5);
    expect(said(finished)).toContain(
      behave === throttle ? "AWS kept throttling" : "AWS could not be reached, or failed",
    );
    expect(finished.stderr).not.toContain("This is a bug");
  });

  it.each(someOf(Object.entries(COMMANDS), 1))(
    "ends %s with the operation's name: it pages for ever",
    async (_, args) => {
      const finished = await run(args, await simulatorBut(operation("ListAccounts"), again({ Accounts: [] })));
      expect(finished.code, finished.stderr).toBe(5);
      expect(said(finished)).toContain("The list that organizations:ListAccounts answers does not come to an end");
    },
  );
});

const handover = {
  version: 1,
  startUrl: "https://d-9067a1b2c3.awsapps.com/start",
  ssoRegion: "us-east-1",
  session: "amplify",
  people: [
    {
      email: "ana@example.com",
      username: "ana@example.com",
      access: [
        {
          accountId: "222233334444",
          accountName: "Sandbox North",
          permissionSet: "amplify-policy",
          region: "us-east-1",
          profile: "amplify",
        },
      ],
    },
  ],
};

const PORTAL = ["--session", "amplify", "--start-url", handover.startUrl, "--sso-region", "us-east-1"];
const ACCESS = ["--account", "222233334444", "--permission-set", "amplify-policy", "--region", "us-east-1"];

const BROKEN = [
  ["drips", drip],
  ["is mute", mute],
  ["closes half way", halfWay],
] as const;

describe("onboard local", () => {
  it.each(someOf(BROKEN, 1))("ends with a sentence at a sign-in service that %s", async (_, behave) => {
    const finished = await run(["local", ...PORTAL, ...ACCESS, "--yes"], await startMisbehaving(behave));
    expect(finished.code, finished.stderr).toBe(5);
    expect(said(finished)).toContain("could not be reached, or failed");
  });

  it("ends with a sentence at an access portal that pages for ever", async () => {
    await signedIn();
    const endless = again({ accountList: [{ accountId: "222233334444", accountName: "Sandbox North" }] });
    const finished = await run(["local", ...PORTAL, ...ACCESS, "--yes"], await startMisbehaving(endless));
    expect(finished.code, finished.stderr).toBe(5);
    expect(said(finished)).toContain("sso:ListAccounts answers does not come to an end");
  });

  it.each(someOf(BROKEN, 1))(
    "tells of each profile what could not be proven, in a process of its own: the portal %s",
    async (_, behave) => {
      await signedIn();
      await writeFile(path.join(cwd, "h.json"), JSON.stringify(handover));
      const finished = await run(
        ["local", "--handover", "h.json", "--email", "ana@example.com", "--yes"],
        await startMisbehaving(behave),
      );
      expect(finished.code, finished.stderr).toBe(1);
      expect(finished.stdout.replace(/\s+/g, " ")).toContain("could not use the profile");
    },
  );
});

/** A token in the cache that looks valid. The file is named after the session `amplify`. */
async function signedIn(): Promise<void> {
  const cache = path.join(cwd, ".aws", "sso", "cache");
  await mkdir(cache, { recursive: true });
  const name = createHash("sha1").update("amplify").digest("hex");
  const token = {
    startUrl: handover.startUrl,
    region: "us-east-1",
    accessToken: "token",
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  await writeFile(path.join(cache, `${name}.json`), JSON.stringify(token));
}

describe("a command that waits for AWS", () => {
  const commands = { ...COMMANDS, "onboard local": ["local", ...PORTAL, ...ACCESS, "--yes"] };
  const waiting = Object.entries(commands).flatMap(([command, args]) =>
    (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => ({ command, args, signal })),
  );

  it.each(someOf(waiting, 4))("ends cleanly by $signal, and says so: $command", async ({ args, signal }) => {
    let interrupt = (): void => undefined;
    const finished = await onboard(args, {
      cwd,
      endpoint: await startMisbehaving(() => interrupt()),
      onStart: (kill) => {
        interrupt = () => {
          interrupt = () => undefined;
          kill(signal);
        };
      },
    });
    expect(finished.code, finished.stderr).toBe(130);
    expect(said(finished)).toContain(`Interrupted (${signal})`);
  });
});

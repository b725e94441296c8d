import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tokenFile } from "../../../src/workstation/sign-in/cache-files.ts";
import { writeToken } from "../../../src/workstation/sign-in/token-cache.ts";
import { bundled } from "../bundled.ts";
import { leftovers } from "./sign-in-run.ts";
import { type StubAws, startStubAws } from "./stub-aws.ts";
import { session, temporaryHome } from "./temporary-home.ts";

const script = await bundled(new URL("sign-in-child.mjs", import.meta.url));

let stub: StubAws;
let home: string;

beforeEach(async () => {
  stub = await startStubAws();
  home = await temporaryHome();
});

afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  await stub.close();
});

const running: ChildProcess[] = [];

interface Line {
  readonly type: string;
  readonly accessToken?: string;
  readonly by?: string;
  readonly kind?: string;
}

interface Child {
  readonly process: ChildProcess;
  readonly lines: Line[];
  /** Settles once a line of this type was printed. */
  printed(type: string): Promise<Line>;
  readonly ended: Promise<void>;
}

function start(open: "agrees" | "never"): Child {
  const { PATH, SystemRoot, NODE_OPTIONS } = process.env;
  const env = { PATH, SystemRoot, NODE_OPTIONS, HOME: home, AWS_EC2_METADATA_DISABLED: "true", NODE_NO_WARNINGS: "1" };
  const child = spawn(process.execPath, [script, home, stub.url, open], { env, stdio: ["ignore", "pipe", "inherit"] });
  running.push(child);
  const lines: Line[] = [];
  const waiting: (() => void)[] = [];
  createInterface({ input: child.stdout }).on("line", (text) => {
    lines.push(JSON.parse(text));
    for (const look of waiting) look();
  });
  return {
    process: child,
    lines,
    printed: (type) =>
      new Promise((resolve) => {
        const look = () => {
          const line = lines.find((one) => one.type === type);
          if (line !== undefined) resolve(line);
        };
        waiting.push(look);
        look();
      }),
    ended: new Promise((resolve) => child.once("close", () => resolve())),
  };
}

describe("sign-ins at once", () => {
  it("open one browser, and all of them get its token", async () => {
    const children = Array.from({ length: 6 }, () => start("agrees"));
    await Promise.all(children.map(({ ended }) => ended));
    const results = children.map(({ lines }) => lines.at(-1));
    const { accessToken } = JSON.parse(await readFile(tokenFile(home, session.name), "utf8"));
    expect(results.map((line) => line?.accessToken)).toEqual(children.map(() => accessToken));
    expect(results.filter((line) => line?.by === "person")).toHaveLength(1);
    expect(stub.count("/authorize")).toBe(1);
    expect(await leftovers(home)).toEqual([]);
  });

  it("go on with the next when the first is killed while its browser is open", async () => {
    const first = start("never");
    await first.printed("sign-in-page");
    const second = start("agrees");
    await second.printed("waiting-for-other-sign-in");
    first.process.kill("SIGKILL");
    expect(await second.printed("result")).toMatchObject({ by: "person" });
    await second.ended;
    expect(await leftovers(home)).toEqual([]);
  });

  it("go on with the next when the first is interrupted", async () => {
    const first = start("never");
    await first.printed("sign-in-page");
    const second = start("agrees");
    await second.printed("waiting-for-other-sign-in");
    first.process.kill("SIGINT");
    expect(await first.printed("error")).toMatchObject({ kind: "interrupted" });
    expect(await second.printed("result")).toMatchObject({ by: "person" });
    await Promise.all([first.ended, second.ended]);
    expect(await leftovers(home)).toEqual([]);
  });
});

describe("a sign-in that is killed", () => {
  it("at any moment of a refresh leaves the old token or the new one, whole", async () => {
    const token = {
      startUrl: session.startUrl,
      region: session.region,
      expiresAt: Date.now() - 1_000,
      registration: { clientId: "client", clientSecret: "secret", expiresAt: Date.now() + 86_400_000 },
      refreshToken: "refresh",
    };
    const answered = stub.routeOf("/token");
    const found: string[] = [];
    for (const delay of [undefined, 0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 1_000]) {
      const accessToken = `old-${delay}`;
      await writeToken(home, session.name, { ...token, accessToken });
      const child = start("never");
      const kill = () => child.process.kill("SIGKILL");
      stub.route("/token", (seen) => {
        if (delay === undefined) kill();
        else setTimeout(kill, delay);
        return answered(seen);
      });
      await child.ended;
      const cached = JSON.parse(await readFile(tokenFile(home, session.name), "utf8"));
      expect(Object.keys(cached)).toHaveLength(8);
      expect(cached.accessToken === accessToken || stub.secrets.has(cached.accessToken)).toBe(true);
      found.push(cached.accessToken === accessToken ? "old" : "new");
    }
    expect([found[0], found.at(-1)]).toEqual(["old", "new"]);
  });
});

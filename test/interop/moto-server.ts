import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A running moto: an implementation of the AWS APIs that is not ours. https://docs.getmoto.org/en/latest/docs/server_mode.html */
export interface MotoServer {
  readonly url: string;
  /** Forgets everything, as after a start. */
  reset(): Promise<void>;
  /** Resolves when the process is gone. */
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL("moto-server.py", import.meta.url));
const START_SECONDS = 60;

/** Starts `moto_server` on a free port of this machine. It ends with this process, however that ends. */
export async function startMoto(env: NodeJS.ProcessEnv): Promise<MotoServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [script, "-H", "127.0.0.1", "-p", String(port)];
  const child = spawn("python3", args, { env, stdio: ["pipe", "ignore", "pipe"] });
  try {
    await ready(child, `${url}/moto-api/`);
  } catch (error) {
    await end(child);
    throw error;
  }
  return {
    url,
    reset: async () => {
      const answer = await fetch(`${url}/moto-api/reset`, { method: "POST" });
      if (!answer.ok) throw new Error(`moto would not reset: ${answer.status}`);
    },
    stop: () => end(child),
  };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  let said = "";
  let failure: Error | undefined;
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = `${said}${text}`.slice(-4_000);
  });
  child.once("error", (error) => {
    failure = error;
  });
  const deadline = performance.now() + START_SECONDS * 1000;
  while (performance.now() < deadline) {
    if (failure !== undefined) throw new Error(`This test needs python3: ${failure.message}`);
    if (child.exitCode !== null) throw new Error(`moto_server ended with code ${child.exitCode}:\n${said}`);
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error(`moto_server has not answered within ${START_SECONDS} seconds:\n${said}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.stdin?.end();
  const stubborn = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(stubborn);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

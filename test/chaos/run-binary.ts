import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../../src/core/report/report.ts";
import { DANGER_NAMES } from "../../src/core/safety/danger.ts";
import type { Ended } from "./run-team.ts";
import type { Kill, Schedule } from "./schedule.ts";
import type { Stage } from "./stage.ts";
import { lookIn } from "./world-lookup.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const GUARD = new URL("../loopback-guard.mjs", import.meta.url).href;

const ONBOARD = ["--emails", "team.csv"];

/** How a run of the built program ended, for the team or with another command; undefined when it was killed. */
export async function runBinary(
  { team, limits }: Schedule,
  stage: Stage,
  kill: Kill | undefined,
  command: readonly string[] = ONBOARD,
): Promise<Ended | undefined> {
  const { folder } = stage;
  await writeFile(path.join(folder, "team.csv"), team.csv);
  // The highest rates that settings take.
  const settings = { ...JSON.parse(team.settings), limits: { ...limits, ...rates } };
  await writeFile(path.join(folder, "onboard.json"), JSON.stringify(settings));
  const allowed = DANGER_NAMES.filter((name) => name !== "management-account").flatMap((name) => ["--allow", name]);
  const child = spawn(
    process.execPath,
    [binary(), ...command, "--yes", ...allowed, "--format", "json", "--show-people"],
    { cwd: folder, env: environment(folder, stage.url()), stdio: ["ignore", "pipe", "pipe"] },
  );
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  let seen = 0;
  stage.watch(() => {
    seen += 1;
    if (seen === kill?.at) child.kill("SIGKILL");
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  stage.watch(() => undefined);
  if (code === null) return undefined;
  return endOf(stdout, `exit code ${code}: ${stderr}`, stage);
}

const rates = { ssoAdminPerSecond: 1_000, identityStorePerSecond: 1_000, organizationsPerSecond: 1_000 };

function endOf(stdout: string, told: string, stage: Stage): Ended {
  if (/This is a bug in onboard/.test(told)) return { kind: "bug", error: new Error(told) };
  const document = stdout.trim() === "" ? undefined : (JSON.parse(stdout) as Partial<Report>);
  if (document?.kind !== "report") return { kind: "refused", error: new Error(`${told}${stdout}`) };
  const { results, converged } = document as Report;
  return { kind: "ended", results, converged, drift: [], after: lookIn(stage.world()) };
}

function binary(): string {
  const { bin } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    readonly bin: { readonly onboard: string };
  };
  return path.join(ROOT, bin.onboard);
}

function environment(home: string, endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    USERPROFILE: home,
    NODE_OPTIONS: `--import ${GUARD}`,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "simulator",
    AWS_SECRET_ACCESS_KEY: "simulator",
  };
}

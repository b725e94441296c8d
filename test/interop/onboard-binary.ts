import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { awsEnvironment, type Finished, requireTool } from "./child.ts";

/** A folder in which somebody works, with an environment from which AWS clients reach one endpoint and nothing else. */
export interface Workplace {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  write(file: string, text: string): Promise<void>;
  /** Runs the built program here, to its end. */
  onboard(...args: readonly string[]): Promise<Finished>;
}

const program = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const PATIENCE = 120_000;

/** Makes a workplace whose home, and whose AWS configuration, are empty. Fails when the program was not built. */
export async function createWorkplace(url: string, region = "us-east-1"): Promise<Workplace> {
  const environment = await awsEnvironment(url, region);
  const home = environment.HOME ?? "";
  const folder = join(home, "work");
  const emptyFile = join(home, "empty");
  await mkdir(folder);
  await writeFile(emptyFile, "");
  const env = { ...environment, AWS_CONFIG_FILE: emptyFile, AWS_SHARED_CREDENTIALS_FILE: emptyFile };
  await requireTool(process.execPath, [program, "--version"], env);
  return {
    folder,
    env,
    write: (file, text) => writeFile(join(folder, file), text),
    onboard: (...args) => runHere(args, { cwd: folder, env }),
  };
}

function runHere(args: readonly string[], place: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { ...place, timeout: PATIENCE, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(process.execPath, [program, ...args], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

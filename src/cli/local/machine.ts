import { mkdir } from "node:fs/promises";
import path from "node:path";
import { callsStandIn } from "../../aws/stand-in.ts";
import { SIMULATION } from "../../core/text/simulation.ts";
import { homeFolder } from "../../files/home-folder.ts";
import { type AwsFiles, locateAwsFiles } from "../../workstation/aws-config/file/config-location.ts";
import { type Inspection, inspectMachine } from "../../workstation/inspection/inspect-machine.ts";
import { startEmbeddedSimulator } from "../target/embedded-simulator.ts";
import { type Io, show } from "../terminal/io.ts";

/** The developer's machine: the real one, or a home of its own with a simulated AWS. */
export interface Machine {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where AWS calls go; absent: to AWS. */
  readonly endpoint?: string;
  readonly simulated: boolean;
  /** The access portal of the simulated AWS. */
  readonly portal?: { readonly startUrl: string; readonly ssoRegion: string };
  close(): Promise<void>;
}

/** This machine, as its user has it. Whether AWS answers its calls is told by {@link isSimulation}. */
export function realMachine(io: Io): Machine {
  return { home: homeFolder(io.env), env: io.env, simulated: false, close: async () => undefined };
}

/** Whether something stands in for AWS: the embedded simulator, or where the environment or the profile has calls go. */
export async function isSimulation({ simulated }: Machine): Promise<boolean> {
  return simulated || (await callsStandIn("sign-in"));
}

/** Says so where it is one, and out of the way of what is printed to be read. */
export async function tellSimulation(
  machine: Machine,
  { print }: { readonly print?: boolean | undefined },
  io: Io,
): Promise<boolean> {
  const isOne = await isSimulation(machine);
  if (isOne) show(print ? io.stderr : io.stdout, [`${SIMULATION}.`]);
  return isOne;
}

/**
 * A simulated home beside a simulated AWS that goes on from where the admin's run left it. With `userName` that person
 * approves the sign-in by themselves; without, the pages wait for a browser.
 */
export async function simulatedMachine(file: string | true, userName: string | undefined, io: Io): Promise<Machine> {
  const home = path.resolve(io.cwd, ".onboard", "simulated-home");
  await mkdir(home, { recursive: true, mode: 0o700 });
  const simulator = await startEmbeddedSimulator(file, io, userName === undefined ? undefined : { userName });
  const { startUrl, region: ssoRegion, url } = simulator;
  const env = {
    PATH: io.env.PATH,
    NODE_OPTIONS: io.env.NODE_OPTIONS,
    HOME: home,
    USERPROFILE: home,
    AWS_ENDPOINT_URL: url,
  };
  const portal = startUrl === undefined ? {} : { portal: { startUrl, ssoRegion } };
  return { home, env, endpoint: url, simulated: true, ...portal, close: () => simulator.close() };
}

/** The config and credentials files that AWS clients on a machine use. */
export function awsFilesOf({ home, env }: Pick<Machine, "home" | "env">, { cwd }: Pick<Io, "cwd">): AwsFiles {
  return locateAwsFiles({ env, platform: process.platform, systemHome: home, cwd });
}

/** What AWS clients find on a machine, as this process does. */
export function inspectThisMachine(
  { home, env }: Pick<Machine, "home" | "env">,
  { cwd }: Pick<Io, "cwd">,
): Promise<Inspection> {
  const { platform } = process;
  return inspectMachine({ home, env, systemHome: home, platform, cwd, now: Date.now(), node: process.versions.node });
}

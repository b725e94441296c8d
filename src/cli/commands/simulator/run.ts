import { once } from "node:events";
import { refuse } from "../../../core/errors/invalid-input.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import { shellOfCaller } from "../../../core/text/command-line.ts";
import { variableLine } from "../../../core/text/shell-words.ts";
import { parsePolicy } from "../../../simulator/authorization/policy.ts";
import { parseFaultRules } from "../../../simulator/faults/fault-rule.ts";
import { InputRefused } from "../../../simulator/input-refused.ts";
import { readInput, readOrganizationFile } from "../../../simulator/organization-file/organization-file.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "../../../simulator/start.ts";
import type { Given } from "../../flags/add-command.ts";
import { EXIT, type ExitCode } from "../../terminal/exit-codes.ts";
import { onInterrupt } from "../../terminal/interruption.ts";
import type { Io } from "../../terminal/io.ts";
import type { SimulatorFlags } from "./flags.ts";

/** Where the command writes, and what ends it. */
export interface SimulatorIo {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** `onboard simulator`: runs until it is interrupted. */
export async function simulator({ options, problems }: Given<SimulatorFlags>, io: Io): Promise<ExitCode> {
  refuse(problems);
  const interruption = onInterrupt(() => undefined);
  await runSimulator(options, { stdout: io.stdout, stderr: io.stderr, signal: interruption.stop.signal });
  interruption.release();
  return EXIT.done;
}

/**
 * Runs the simulator until the signal aborts, then saves its state. Prints where it listens and the environment that
 * points AWS clients at it. Rejects with OnboardError when a file is not usable or the port is taken.
 */
export async function runSimulator(flags: SimulatorFlags, { stdout, stderr, signal }: SimulatorIo): Promise<void> {
  const simulator = await start(await readOptions(flags));
  try {
    stdout.write(`listening on ${simulator.url}\n${renderEnvironment(simulator)}`);
    stderr.write("It runs until you stop it with Ctrl-C.\n");
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await simulator.close();
  }
}

/** The variables to export so that the AWS SDKs and the AWS CLI talk to a simulator, with keys that are none. */
function renderEnvironment({ url, region }: Pick<RunningSimulator, "url" | "region">): string {
  const variables: readonly (readonly [string, string])[] = [
    ["AWS_ENDPOINT_URL", url],
    ["AWS_REGION", region],
    // Version 1 of the AWS CLI reads the Region from here only.
    ["AWS_DEFAULT_REGION", region],
    ["AWS_ACCESS_KEY_ID", "simulator"],
    ["AWS_SECRET_ACCESS_KEY", "simulator"],
  ];
  return variables.map(([name, value]) => `${variableLine(shellOfCaller(), name, value)}\n`).join("");
}

async function readOptions({ org, faults, policy, approve, ...plain }: SimulatorFlags): Promise<SimulatorOptions> {
  return refusals(async () => ({
    ...plain,
    ...(approve !== undefined && { approve: { userName: approve } }),
    ...(org !== undefined && { organization: await readOrganizationFile(org) }),
    ...(policy !== undefined && { policy: parsePolicy(await readInput(policy), policy) }),
    ...(faults !== undefined && { faults: parseFaultRules(await readInput(faults), faults) }),
  }));
}

function start(options: SimulatorOptions): Promise<RunningSimulator> {
  return refusals(async () => {
    try {
      return await startSimulator(options);
    } catch (error) {
      throw explainStart(error, options);
    }
  });
}

/** What Node answers when a port cannot be taken or a file cannot be written; anything else is a bug. */
function explainStart(error: unknown, { port = 0, log, state }: SimulatorOptions): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  switch (error.code) {
    case "EADDRINUSE":
      return new OnboardError({
        kind: "failed",
        message: `Port ${port} is in use by another program.`,
        remedy: "Name another one with --port, or leave --port out to take any that is free.",
      });
    case "ERR_SOCKET_BAD_PORT":
      return new OnboardError({
        kind: "invalid-input",
        message: `${port} is not a port.`,
        remedy: "Ports go from 0 (any that is free) to 65535.",
      });
    case "EACCES":
    case "EISDIR":
    case "ENOENT":
    case "ENOSPC":
    case "EROFS":
      return new OnboardError({
        kind: "failed",
        message: `The simulator could not start: ${error.message}`,
        remedy: `Check that these can be written: ${[log, state].filter((path) => path !== undefined).join(", ")}.`,
      });
    default:
      return error;
  }
}

async function refusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    throw new OnboardError(
      {
        kind: "invalid-input",
        message: error.message,
        remedy: "See docs/simulator.md for what these files hold.",
      },
      { cause: error },
    );
  }
}

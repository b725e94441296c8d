import type { AddCommand } from "../../flags/add-command.ts";
import { portNumber, positiveNumber } from "../../flags/values.ts";

/** `onboard simulator`. */
export const addSimulatorCommand: AddCommand = (program, io) => {
  program
    .command("simulator")
    .description("run an IAM Identity Center on this machine, for trying things and for tests")
    .option("--port <port>", "port to listen on (any that is free)", portNumber)
    .option("--state <file>", "keep the state in this file")
    .option("--speed <n>", "divide AWS's latencies and multiply its rates by n", positiveNumber)
    .option("--org <file>", "organization to start from (JSON)")
    .option("--faults <file>", "rules for misbehaving (JSON)")
    .option("--policy <file>", "allow the admin's calls only what this IAM policy allows (JSON)")
    .option("--log <file>", "append a JSON line for each request")
    .action(async (flags) => {
      const [{ runSimulator }, { onInterrupt }] = await Promise.all([
        import("./run.ts"),
        import("../../terminal/interruption.ts"),
      ]);
      const interruption = onInterrupt(() => undefined);
      await runSimulator(flags, { stdout: io.stdout, stderr: io.stderr, signal: interruption.stop.signal });
      interruption.release();
    });
};

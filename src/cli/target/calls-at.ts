import { AWS_LIMITS, type Limits } from "../../core/aws/limits.ts";
import { type AwsFactory, type AwsOptions, createAwsFactory } from "../../identity-center/calls/aws.ts";
import type { Interruption } from "../terminal/interruption.ts";
import type { Io } from "../terminal/io.ts";
import type { Target } from "./target.ts";

/** How AWS is called at a target, and what is told meanwhile. */
interface CallsAt {
  readonly factory: AwsFactory;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly onStep: (step: string) => void;
}

/** Who calls: what interrupts them, and where they tell of what they do. */
interface Caller {
  readonly interruption: Interruption;
  readonly io: Pick<Io, "stderr">;
  readonly onCall?: AwsOptions["onCall"];
}

/** Calls at a target within its limits: AWS's, or what the settings say instead. Each step is told on stderr. */
export function callsAt(target: Target, given: Partial<Limits>, { interruption, io, onCall }: Caller): CallsAt {
  const limits = limitsAt(target, given);
  const { signal } = interruption.stop;
  return {
    factory: createAwsFactory({ ...target.options, limits, signal, ...(onCall === undefined ? {} : { onCall }) }),
    limits,
    signal,
    onStep: (step) => io.stderr.write(`${step}\n`),
  };
}

/** A simulator keeps the same limits faster. */
function limitsAt({ speed }: Target, given: Partial<Limits>): Limits {
  const limits = { ...AWS_LIMITS, ...given };
  return {
    ...limits,
    ssoAdminPerSecond: limits.ssoAdminPerSecond * speed,
    identityStorePerSecond: limits.identityStorePerSecond * speed,
    organizationsPerSecond: limits.organizationsPerSecond * speed,
  };
}

import { AWS_LIMITS, type Limits } from "../../core/aws/limits.ts";
import type { Target } from "./target.ts";

/** AWS's limits, what the settings say instead, and the speed of a simulator that keeps the same limits faster. */
export function limitsAt({ speed }: Target, given: Partial<Limits>): Limits {
  const limits = { ...AWS_LIMITS, ...given };
  return {
    ...limits,
    ssoAdminPerSecond: limits.ssoAdminPerSecond * speed,
    identityStorePerSecond: limits.identityStorePerSecond * speed,
    organizationsPerSecond: limits.organizationsPerSecond * speed,
  };
}

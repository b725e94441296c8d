import type { Limits } from "./limits.ts";

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Token buckets as AWS publishes them: one for all of sso-admin, one for each identitystore or organizations operation. */
export class RateLimiter {
  readonly #limits: Limits;
  readonly #speed: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: Limits, speed: number) {
    this.#limits = limits;
    this.#speed = speed;
  }

  /** Takes one request from its bucket; false when the bucket is empty and the request must be throttled. */
  allows(service: string, operation: string, now: number): boolean {
    const { key, perSecond } = this.#bucketOf(service, operation);
    if (perSecond === Number.POSITIVE_INFINITY) return true;
    const rate = perSecond * this.#speed;
    const capacity = Math.max(1, this.#limits.burst * this.#speed);
    const { tokens, filledAt } = this.#buckets.get(key) ?? { tokens: capacity, filledAt: now };
    const filled = Math.min(capacity, tokens + (Math.max(0, now - filledAt) / 1000) * rate);
    this.#buckets.set(key, { tokens: filled >= 1 ? filled - 1 : filled, filledAt: now });
    return filled >= 1;
  }

  #bucketOf(service: string, operation: string): { key: string; perSecond: number } {
    switch (service) {
      case "sso-admin":
        return { key: service, perSecond: this.#limits.ssoAdminPerSecond };
      case "identitystore":
        return { key: `${service}.${operation}`, perSecond: this.#limits.identityStorePerSecond };
      case "organizations":
        return { key: `${service}.${operation}`, perSecond: this.#limits.organizationsPerSecond };
      default:
        return { key: service, perSecond: this.#limits.stsPerSecond };
    }
  }
}

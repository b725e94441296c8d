import { createHash } from "node:crypto";
import type { FaultRule } from "./fault-rule.ts";

/** The part of a request that fault rules look at. */
export interface FaultTarget {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
}

/** Decides which rule, if any, strikes a request. The only randomness is a rule's own seed, so that runs repeat. */
export class Faults {
  readonly #rules: readonly FaultRule[];
  readonly #matches: number[];

  constructor(rules: readonly FaultRule[]) {
    this.#rules = rules;
    this.#matches = rules.map(() => 0);
  }

  /** The first rule that strikes; every rule that matches counts the request, whether or not it strikes. */
  strike(target: FaultTarget): FaultRule | undefined {
    let struck: FaultRule | undefined;
    for (const [index, rule] of this.#rules.entries()) {
      if (!concerns(rule, target)) continue;
      const nth = (this.#matches[index] ?? 0) + 1;
      this.#matches[index] = nth;
      if (struck === undefined && isDue(rule, nth)) struck = rule;
    }
    return struck;
  }

  /** The longest time, in milliseconds, by which a rule lets reads lag behind writes. */
  get longestLag(): number {
    return Math.max(0, ...this.#rules.filter(({ fault }) => fault === "stale-read").map(delayOf));
  }
}

/** A rule's delay in milliseconds; two seconds unless it says otherwise. */
export function delayOf(rule: FaultRule): number {
  return (rule.delay ?? 2) * 1000;
}

function concerns(rule: FaultRule, { service, operation, input }: FaultTarget): boolean {
  if (rule.service !== undefined && rule.service !== service) return false;
  if (rule.operation !== undefined && rule.operation !== operation) return false;
  return Object.entries(rule.match ?? {}).every(([path, value]) => memberAt(input, path) === value);
}

function memberAt(input: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, part) => {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  }, input);
}

function isDue({ nth, every, from, count, probability, seed }: FaultRule, matched: number): boolean {
  if (nth !== undefined) return matched === nth;
  if (every !== undefined) return matched % every === 0;
  if (probability !== undefined) return chance(seed ?? 0, matched) < probability;
  const first = from ?? 1;
  return matched >= first && matched < first + (count ?? Number.POSITIVE_INFINITY);
}

/** A number from 0 up to 1 that depends on the seed and the count alone. */
function chance(seed: number, matched: number): number {
  return createHash("sha256").update(`${seed}:${matched}`).digest().readUInt32BE(0) / 2 ** 32;
}

import * as z from "zod";
import { InputRefused } from "../input-refused.ts";

const faultKinds = [
  "throttle",
  "error500",
  "reset",
  "lost-response",
  "conflict",
  "failed-assignment",
  "slow",
  "expired-credentials",
  "access-denied",
  "stale-read",
  "empty-page",
  "error",
] as const;

const count = z.int().min(1);

const faultRule = z
  .strictObject({
    /** Absent: any operation. */
    operation: z.string().min(1).optional(),
    service: z.string().min(1).optional(),
    /** Input members (dots lead into structures) and the values they must have. */
    match: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    nth: count.optional(),
    every: count.optional(),
    from: count.optional(),
    count: count.optional(),
    probability: z.number().min(0).max(1).optional(),
    seed: z.int().optional(),
    fault: z.enum(faultKinds),
    /** For `error`: the error's name in the service model, and its members besides the message. */
    error: z
      .string()
      .regex(/^[A-Za-z.]+$/, "must be the name of an AWS error")
      .optional(),
    members: z.record(z.string(), z.string()).optional(),
    /** What AWS says: the error's message, or the failure reason of the assignment. */
    reason: z.string().min(1).optional(),
    /** Seconds: how slow, or how stale. */
    delay: z.number().min(0).max(3600).optional(),
  })
  .refine((rule) => scheduleCount(rule) <= 1, {
    message: "nth, every, from/count and probability exclude each other",
  })
  .refine((rule) => (rule.fault === "error") === (rule.error !== undefined), {
    path: ["error"],
    message: "is for the fault error, which needs it",
  })
  .refine((rule) => rule.members === undefined || rule.error !== undefined, {
    path: ["members"],
    message: "members is only for the fault error",
  })
  .refine((rule) => rule.seed === undefined || rule.probability !== undefined, {
    path: ["seed"],
    message: "seed is only for probability",
  });

/** One way for the simulator to misbehave, and when. Counting (`nth`, `every`, …) is over the requests that the rest of the rule matches. */
export type FaultRule = z.infer<typeof faultRule>;

interface Schedule {
  readonly nth?: number | undefined;
  readonly every?: number | undefined;
  readonly from?: number | undefined;
  readonly count?: number | undefined;
  readonly probability?: number | undefined;
}

function scheduleCount({ nth, every, from, count, probability }: Schedule): number {
  return [nth, every, from ?? count, probability].filter((part) => part !== undefined).length;
}

/**
 * Reads fault rules: a JSON array, one JSON object, or JSON lines. Throws {@link InputRefused} with every problem,
 * each at its rule.
 */
export function parseFaultRules(text: string, source: string): FaultRule[] {
  const problems: string[] = [];
  const rules = readEntries(text, source).flatMap(({ place, json }) => {
    const result = faultRule.safeParse(json);
    if (result.success) return [result.data];
    for (const { path, message } of result.error.issues) problems.push(`${[place, ...path].join(".")}: ${message}`);
    return [];
  });
  if (problems.length > 0) throw new InputRefused(`${source} does not hold fault rules.`, problems);
  return rules;
}

interface Entry {
  readonly place: string;
  readonly json: unknown;
}

function readEntries(text: string, source: string): Entry[] {
  const whole = tryJson(text);
  if (Array.isArray(whole.json)) return whole.json.map((json, index) => ({ place: `${source}[${index}]`, json }));
  if (whole.error === undefined) return [{ place: source, json: whole.json }];
  if (text.trimStart().startsWith("[")) throw new InputRefused(`${source} is not JSON.`, [`${source}: ${whole.error}`]);
  return readLines(text, source);
}

function readLines(text: string, source: string): Entry[] {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), place: `${source}:${index + 1}` }));
  const parsed = lines.filter(({ line }) => line !== "").map(({ line, place }) => ({ place, ...tryJson(line) }));
  const broken = parsed.flatMap(({ place, error }) => (error === undefined ? [] : [`${place}: ${error}`]));
  if (broken.length > 0) throw new InputRefused(`${source} is neither a JSON array nor JSON lines.`, broken);
  return parsed.map(({ place, json }) => ({ place, json }));
}

function tryJson(text: string): { json?: unknown; error?: string } {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

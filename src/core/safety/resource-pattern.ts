import { patternCovers, patternsMeet } from "./glob.ts";

/**
 * A pattern for resources as it is compared: IAM fills up an ARN with fewer than six parts. Every partition is read as
 * `aws`, since a policy is at work in one only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function resourcePattern(written: string): string {
  const inPartition = written.replace(/^arn:aws-[a-z-]+:/, "arn:aws:");
  return /^arn(:[^:]*){1,4}$/.test(inPartition) ? `${inPartition}*` : inPartition;
}

const VARIABLE = /\$\{[^}]*\}/g;

/** A pattern for all that a written one may stand for: a variable may have any value. */
export function asAnything(written: string): readonly string[] {
  return [resourcePattern(written.replace(VARIABLE, "*"))];
}

/** What a written pattern stands for in any case: one with a variable may be about nothing at all. */
export function narrowest(written: string): readonly string[] {
  return written.search(VARIABLE) >= 0 ? [] : [resourcePattern(written)];
}

/** Whether some resource is in both patterns. */
export function resourcesMeet(one: string, other: string): boolean {
  return byParts(one, other, patternsMeet);
}

/** Whether the pattern has all resources of the other one. */
export function resourcesCover(pattern: string, other: string): boolean {
  return byParts(pattern, other, patternCovers);
}

/** A wildcard in a part of an ARN stays in this part; what is shorter than an ARN is compared as a whole. */
function byParts(one: string, other: string, compare: (one: string, other: string) => boolean): boolean {
  const [ones, others] = [partsOf(one), partsOf(other)];
  if (ones.length < PARTS || others.length < PARTS) return compare(one, other);
  return ones.every((part, index) => compare(part, others[index] ?? ""));
}

/** `arn:partition:service:region:account:resource`, of which only the resource may have colons of its own. */
const PARTS = 6;

function partsOf(pattern: string): readonly string[] {
  const parts = pattern.split(":");
  return [...parts.slice(0, PARTS - 1), ...(parts.length < PARTS ? [] : [parts.slice(PARTS - 1).join(":")])];
}

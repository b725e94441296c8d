import type { Fault } from "../errors/fault.ts";
import { offendersIn, offenderWords } from "../text/offenders.ts";

/** A fault in a policy document, and the members that lead to it. */
export interface PolicyFault {
  readonly path: readonly (string | number)[];
  readonly fault: Fault;
}

/** What AWS takes anywhere in an inline policy: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html */
const ANYWHERE = /^[\t\n\r\x20-\xFF]$/;
/** In these IAM knows words of plain letters only, whatever looks like them. */
const WORDS = /^[\x21-\x7E]$/;
const OF_WORDS: readonly (string | number)[] = ["Action", "NotAction", "Effect", "Sid", "Version"];

/** Whoever has more to correct than this has pasted something else. */
const MOST_FAULTS = 20;

/** The texts of an inline policy that hold characters which AWS refuses, each with all of them. */
export function policyCharacterFaults(document: Readonly<Record<string, unknown>>): readonly PolicyFault[] {
  return faultsIn(document, []).slice(0, MOST_FAULTS);
}

function faultsIn(value: unknown, path: readonly (string | number)[]): readonly PolicyFault[] {
  if (typeof value === "string") {
    const allowed = path.some((step) => OF_WORDS.includes(step)) ? WORDS : ANYWHERE;
    return faultOf(value, allowed, path, `The inline policy's ${nameOf(path)}`);
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => faultsIn(one, [...path, index]));
  if (value === null || typeof value !== "object") return [];
  const isStatement =
    path.length === 0 || (path[0] === "Statement" && path.every((step, at) => at === 0 || typeof step === "number"));
  return Object.entries(value).flatMap(([name, one]) => [
    ...faultOf(name, isStatement ? WORDS : ANYWHERE, [...path, name], "A member's name in the inline policy"),
    ...faultsIn(one, [...path, name]),
  ]);
}

function faultOf(text: string, allowed: RegExp, path: PolicyFault["path"], what: string): readonly PolicyFault[] {
  const offenders = offendersIn(text, allowed);
  if (offenders.length === 0) return [];
  const message = `${what} holds what AWS refuses: ${offenderWords(offenders)}.`;
  return [{ path, fault: { message, remedy: "Type it anew instead of pasting it." } }];
}

function nameOf(path: PolicyFault["path"]): string {
  return String(path.findLast((step) => typeof step === "string") ?? "text");
}

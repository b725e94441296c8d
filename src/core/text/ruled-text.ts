import * as z from "zod";
import type { Fault, Rule } from "../errors/fault.ts";
import { hiddenCharacter, quoted } from "./visible-text.ts";

/** Where a schema's own checks put what they find: zod's refinement context. */
export interface IssueSink {
  addIssue(issue: { code: "custom"; message: string; path?: PropertyKey[]; params: { remedy: string } }): void;
}

/** Text that follows a rule; hidden characters are against every rule. Published as text of 1 to `longest` characters. */
export function ruledText(rule: Rule, longest: number, description: string) {
  return z
    .string()
    .superRefine((value, context) => reportFault(hiddenFault(value) ?? rule(value), context))
    .meta({ description, minLength: 1, maxLength: longest });
}

/** Adds a fault, if there is one, to what a schema finds wrong. */
export function reportFault(fault: Fault | undefined, context: IssueSink, path: PropertyKey[] = []): void {
  if (fault === undefined) return;
  context.addIssue({ code: "custom", message: fault.message, path, params: { remedy: fault.remedy } });
}

function hiddenFault(value: string): Fault | undefined {
  const hidden = hiddenCharacter(value);
  if (hidden === undefined) return undefined;
  return { message: `${quoted(value)} holds the invisible character ${quoted(hidden)}.`, remedy: "Delete it." };
}

/** Text of at most `longest` characters that AWS or a message holds: line breaks and tabs are its only control characters. */
export function boundedText(longest: number, description: string) {
  return z
    .string()
    .max(longest)
    .superRefine((value, context) => reportFault(controlFault(value), context))
    .describe(description);
}

function controlFault(value: string): Fault | undefined {
  const control = /[^\P{Cc}\t\r\n]/u.exec(value)?.[0];
  if (control === undefined) return undefined;
  return { message: `${quoted(value)} holds the control character ${quoted(control)}.`, remedy: "Delete it." };
}

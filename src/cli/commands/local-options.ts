import { profileNameFault } from "../../core/aws/name-rules.ts";
import { startUrlFault } from "../../core/aws/start-url.ts";
import type { Problem } from "../../core/trouble/problem.ts";

/** The flags of `onboard local`, as commander hands them over. */
export interface LocalOptions {
  readonly handover?: string;
  readonly email?: string;
  readonly profile?: string;
  readonly session?: string;
  readonly default?: boolean;
  /** False with `--no-login`. */
  readonly login: boolean;
  /** False with `--no-browser`. */
  readonly browser: boolean;
  readonly useDeviceCode?: boolean;
  /** A custom access portal that is known to be right. */
  readonly startUrl?: string;
  readonly print?: boolean;
  readonly yes?: boolean;
  readonly undo?: boolean;
  readonly remove?: boolean;
  readonly simulate?: string | true;
}

/** What is wrong with the flags, all at once. */
export function localOptionProblems(options: LocalOptions): readonly Problem[] {
  const checks = [
    ["--profile", options.profile, profileNameFault],
    ["--session", options.session, profileNameFault],
    ["--start-url", options.startUrl, startUrlFault],
  ] as const;
  const faults = checks.flatMap(([flag, value, rule]) => {
    const fault = value === undefined ? undefined : rule(value);
    return fault === undefined ? [] : [{ file: flag, ...fault }];
  });
  const both = options.undo === true && options.remove === true;
  if (!both) return faults;
  return [...faults, { file: "--undo", message: "--undo and --remove exclude each other.", remedy: "Use one." }];
}

import type { FirstSignIn } from "../../../core/report/first-sign-in.ts";
import type { Report } from "../../../core/report/report.ts";

/** Everything that a run has to show at its end. */
export type RunReport = Report & {
  readonly firstSignIn: FirstSignIn;
  readonly files: {
    readonly handover?: string;
    readonly failed?: string;
    readonly messages?: { readonly folder: string; readonly count: number };
    readonly record?: string;
  };
};

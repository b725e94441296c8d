import { relative } from "node:path";
import type { Plan } from "../core/plan/plan.ts";
import type { FirstSignIn } from "../core/report/first-sign-in.ts";
import type { Report } from "../core/report/report.ts";
import { colorsFor, type Io, show, widthOf } from "./io.ts";
import type { Leavings } from "./leavings.ts";
import { renderFirstSignIn } from "./render/first-sign-in.ts";
import { counted } from "./render/layout.ts";
import { renderPlan } from "./render/plan.ts";
import { renderReport } from "./render/report.ts";

/** Everything the run has to show at its end. */
export interface Ending {
  readonly report: Report;
  readonly firstSignIn: FirstSignIn;
  readonly leavings: Leavings;
  readonly recordFile?: string;
}

/** How a run is shown. Another format is another of these; nothing below the command line knows. */
export interface Presenter {
  /** The plan; `asking` when a question about it follows. */
  plan(plan: Plan, next: "stop" | "apply"): void;
  ending(ending: Ending): void;
}

/** The presenter for `--format`. */
export function presenterFor(format: "text" | "json", io: Io): Presenter {
  return format === "json" ? jsonPresenter(io) : textPresenter(io);
}

function textPresenter(io: Io): Presenter {
  const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
  return {
    plan: (plan) => show(io.stdout, renderPlan(plan, options)),
    ending: ({ report, firstSignIn, leavings, recordFile }) => {
      if (report.changes.length > 0) show(io.stdout, ["", ...renderReport(report, options), ""]);
      const { startUrl } = report.instance;
      const help = renderFirstSignIn(firstSignIn, startUrl, recordFile ?? "", options);
      show(io.stdout, help.length === 0 ? [] : [...help, ""]);
      show(io.stdout, leavingLines(leavings, recordFile));
    },
  };
}

/** One document on stdout and nothing else; when a question follows, the plan is shown as text beside it. */
function jsonPresenter(io: Io): Presenter {
  const write = (document: unknown) => show(io.stdout, [JSON.stringify(document, undefined, 2)]);
  return {
    plan: (plan, next) => {
      if (next === "stop") return write(plan);
      show(io.stderr, renderPlan(plan, { width: widthOf(io), colors: colorsFor(io.stderr, io.env) }));
    },
    ending: ({ report, firstSignIn, leavings, recordFile }) =>
      write({
        ...report,
        firstSignIn,
        files: { ...leavings, ...(recordFile === undefined ? {} : { record: recordFile }) },
      }),
  };
}

function leavingLines({ handover, failed, messages }: Leavings, recordFile: string | undefined): readonly string[] {
  return [
    ...(handover === undefined
      ? []
      : [`Handover for the developers: ${handover} (no secrets; it holds e-mail addresses)`]),
    ...(messages === undefined
      ? []
      : [
          `Messages to send: ${counted(messages.count, "file")} in ${relative("", messages.folder) || messages.folder}`,
        ]),
    ...(failed === undefined
      ? []
      : [`Rows to run again: ${failed}  (once the causes are gone, the same command with --emails ${failed})`]),
    ...(recordFile === undefined ? [] : [`Record of this run: ${recordFile}`]),
  ];
}

import { colorsFor, type Io, show, widthOf } from "../io.ts";
import type { Ending, Presenter } from "../presenter.ts";
import { renderFirstSignIn } from "../render/first-sign-in.ts";
import { renderInputCheck } from "../render/input-check.ts";
import { renderLeavings } from "../render/leavings.ts";
import { type RenderOptions, renderPlan } from "../render/plan.ts";
import { renderReport } from "../render/report.ts";

/** Text for people, on stdout. */
export function textPresenter(io: Io): Presenter {
  const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
  return {
    plan: (plan) => show(io.stdout, renderPlan(plan, options)),
    ending: (ending) => show(io.stdout, endingLines(ending, options)),
    inputChecked: (check) => show(io.stdout, renderInputCheck(check, options)),
  };
}

/** The report, how new users get in, and the files that are left. */
export function endingLines(ending: Ending, options: RenderOptions): readonly string[] {
  const { report, firstSignIn, leavings, recordFile } = ending;
  const help = renderFirstSignIn(firstSignIn, report.instance.startUrl, recordFile ?? "", options);
  return [
    ...(report.changes.length > 0 ? ["", ...renderReport(report, options), ""] : []),
    ...(help.length === 0 ? [] : [...help, ""]),
    ...renderLeavings(leavings, recordFile),
  ];
}

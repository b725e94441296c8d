import { withCommands } from "../../core/plan/missing-bootstraps.ts";
import type { Report } from "../../core/report/report.ts";
import { colorsFor, type Io, show, widthOf } from "../terminal/io.ts";
import type { RenderOptions } from "../terminal/render-options.ts";
import { renderInputCheck } from "./check/text.ts";
import { bootstrapLines, renderPlan } from "./plan/text.ts";
import { BOOTSTRAP_TITLE } from "./plan/words.ts";
import type { Ending, Presenter } from "./presenter.ts";
import { renderFirstSignIn } from "./report/first-sign-in.ts";
import { renderLeavings } from "./report/outputs.ts";
import { renderReport } from "./report/text.ts";

/** Text for people, on stdout. */
export function textPresenter(io: Io): Presenter {
  const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
  return {
    plan: (plan) => show(io.stdout, renderPlan(plan, options)),
    ending: (ending) => show(io.stdout, endingLines(ending, options)),
    inputChecked: (check) => show(io.stdout, renderInputCheck(check, options)),
  };
}

/** Told at the end only where it could not be told with the plan: new accounts had no ids then. */
function missingLines({ missingBootstraps, accountIds }: Report, options: RenderOptions): readonly string[] {
  const isNew = missingBootstraps.some(({ accountId }) => accountIds[accountId] !== undefined);
  if (!isNew) return [];
  const lines = bootstrapLines(withCommands(missingBootstraps, accountIds), options);
  return [options.colors.bold(BOOTSTRAP_TITLE), ...lines, ""];
}

/** The report, how new users get in, and the files that are left. */
export function endingLines(ending: Ending, options: RenderOptions): readonly string[] {
  const { report, firstSignIn, leavings, recordFile } = ending;
  const help = renderFirstSignIn(firstSignIn, report.instance.startUrl, recordFile ?? "", options);
  return [
    ...(report.changes.length > 0 ? ["", ...renderReport(report, options), ""] : []),
    ...(help.length === 0 ? [] : [...help, ""]),
    ...missingLines(report, options),
    ...renderLeavings(leavings, recordFile),
  ];
}

import { firstSignInByLine, planByLine, reportByLine } from "../../core/redaction/by-line.ts";
import type { Presenter } from "./presenter.ts";

/** The presenter, which never learns what people are called: they reach it as rows of the team file. */
export function byLinePresenter(presenter: Presenter): Presenter {
  return {
    plan: (plan, next) => presenter.plan(planByLine(plan), next),
    ending: ({ report, firstSignIn, ...rest }) =>
      presenter.ending({
        ...rest,
        report: reportByLine(report),
        firstSignIn: firstSignInByLine(firstSignIn, report.people),
      }),
    inputChecked: (check) => presenter.inputChecked(check),
  };
}

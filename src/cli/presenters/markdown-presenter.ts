import { colorsFor, type Io, show, widthOf } from "../io.ts";
import type { Presenter } from "../presenter.ts";
import { renderMarkdownCheck } from "../render/markdown-check.ts";
import { renderMarkdownPlan } from "../render/markdown-plan.ts";
import { renderMarkdownReport } from "../render/markdown-report.ts";
import { renderPlan } from "../render/plan.ts";

/** One page on stdout, as short as a comment must be; when it is applied, the plan is shown as text beside it. */
export function markdownPresenter(io: Io): Presenter {
  return {
    plan: (plan, next) => {
      if (next === "stop") io.stdout.write(renderMarkdownPlan(plan));
      else show(io.stderr, renderPlan(plan, { width: widthOf(io), colors: colorsFor(io.stderr, io.env) }));
    },
    ending: (ending) => io.stdout.write(renderMarkdownReport(ending)),
    inputChecked: (check) => io.stdout.write(renderMarkdownCheck(check)),
  };
}

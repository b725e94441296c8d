import { colorsFor, type Io, show, widthOf } from "../terminal/io.ts";
import { renderMarkdownCheck } from "./check/markdown.ts";
import { renderMarkdownPlan } from "./plan/markdown.ts";
import { renderPlan } from "./plan/text.ts";
import type { Presenter } from "./presenter.ts";
import { renderMarkdownReport } from "./report/markdown.ts";

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

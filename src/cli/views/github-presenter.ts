import type { Source } from "../../core/errors/problem.ts";
import { colorsFor, type Io, show, widthOf } from "../terminal/io.ts";
import { renderMarkdownCheck } from "./check/markdown.ts";
import { renderInputCheck } from "./check/text.ts";
import { type Finding, planFindings, reportFindings, warningFindings } from "./findings.ts";
import { inertInLog, renderGithubCommands } from "./github-commands.ts";
import { renderMarkdownPlan } from "./plan/markdown.ts";
import { renderPlan } from "./plan/text.ts";
import type { Presenter } from "./presenter.ts";
import { renderMarkdownReport } from "./report/markdown.ts";
import { inRepository } from "./repository-path.ts";
import { addToStepSummary } from "./step-summary.ts";
import { endingLines } from "./text-presenter.ts";

/** For a GitHub workflow: annotations on the team file's lines, the text in the log, and a page in the job's summary. */
export function githubPresenter(io: Io, team: Source, summaryFile: string | undefined): Presenter {
  const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
  const write = (findings: readonly Finding[], lines: readonly string[]) =>
    show(io.stdout, [...renderGithubCommands(inRepository(findings, io)), ...lines.map(inertInLog)]);
  return {
    plan: (plan, next) => {
      write(planFindings(plan, team), renderPlan(plan, options));
      if (next === "stop") addToStepSummary(summaryFile, (most) => renderMarkdownPlan(plan, most));
    },
    ending: (ending) => {
      write(reportFindings(ending.report, team), endingLines(ending, options));
      addToStepSummary(summaryFile, (most) => renderMarkdownReport(ending, most));
    },
    inputChecked: (check) => {
      write(warningFindings(check.warnings), renderInputCheck(check, options));
      addToStepSummary(summaryFile, (most) => renderMarkdownCheck(check, most));
    },
  };
}

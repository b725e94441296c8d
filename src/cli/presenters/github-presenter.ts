import { type Finding, planFindings, reportFindings, warningFindings } from "../findings.ts";
import { colorsFor, type Io, show, widthOf } from "../io.ts";
import type { Presenter } from "../presenter.ts";
import { inertInLog, renderGithubCommands } from "../render/github-commands.ts";
import { renderInputCheck } from "../render/input-check.ts";
import { renderMarkdownCheck } from "../render/markdown-check.ts";
import { renderMarkdownPlan } from "../render/markdown-plan.ts";
import { renderMarkdownReport } from "../render/markdown-report.ts";
import { renderPlan } from "../render/plan.ts";
import { inRepository } from "../repository-path.ts";
import { addToStepSummary } from "../step-summary.ts";
import { endingLines } from "./text-presenter.ts";

/** For a GitHub workflow: annotations on the team file's lines, the text in the log, and a page in the job's summary. */
export function githubPresenter(io: Io, teamFile: string, summaryFile: string | undefined): Presenter {
  const options = { width: widthOf(io), colors: colorsFor(io.stdout, io.env) };
  const write = (findings: readonly Finding[], lines: readonly string[]) =>
    show(io.stdout, [...renderGithubCommands(inRepository(findings, io)), ...lines.map(inertInLog)]);
  return {
    plan: (plan, next) => {
      write(planFindings(plan, teamFile), renderPlan(plan, options));
      if (next === "stop") addToStepSummary(summaryFile, (most) => renderMarkdownPlan(plan, most));
    },
    ending: (ending) => {
      write(reportFindings(ending.report, teamFile), endingLines(ending, options));
      addToStepSummary(summaryFile, (most) => renderMarkdownReport(ending, most));
    },
    inputChecked: (check) => {
      write(warningFindings(check.warnings), renderInputCheck(check, options));
      addToStepSummary(summaryFile, (most) => renderMarkdownCheck(check, most));
    },
  };
}

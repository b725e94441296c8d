import type { Source } from "../../core/errors/problem.ts";
import { jsonText } from "../../core/text/json-text.ts";
import { colorsFor, type Io, show, widthOf } from "../terminal/io.ts";
import { renderInputCheck } from "./check/text.ts";
import { type Finding, planFindings, reportFindings, warningFindings } from "./findings.ts";
import { codeQuality } from "./gitlab-code-quality.ts";
import { renderPlan } from "./plan/text.ts";
import type { Presenter } from "./presenter.ts";
import { inRepository } from "./repository-path.ts";
import { endingLines } from "./text-presenter.ts";

/** For a GitLab job: a code quality report on stdout, to be kept as an artifact, and the text for people on stderr. */
export function gitlabPresenter(io: Io, team: Source): Presenter {
  const options = { width: widthOf(io), colors: colorsFor(io.stderr, io.env) };
  const write = (findings: readonly Finding[]) => show(io.stdout, codeQualityLines(findings, io));
  return {
    plan: (plan, next) => {
      show(io.stderr, renderPlan(plan, options));
      if (next === "stop") write(planFindings(plan, team));
    },
    ending: (ending) => {
      show(io.stderr, endingLines(ending, options));
      write(reportFindings(ending.report, team));
    },
    inputChecked: (check) => {
      show(io.stderr, renderInputCheck(check, options));
      write(warningFindings(check.warnings));
    },
  };
}

/** The report as JSON. What is about no file stands at the pipeline's own, where the flags are written. */
export function codeQualityLines(findings: readonly Finding[], io: Pick<Io, "cwd" | "env">): readonly string[] {
  const elsewhere = io.env.CI_CONFIG_PATH || ".gitlab-ci.yml";
  return [jsonText(codeQuality(inRepository(findings, io), elsewhere))];
}

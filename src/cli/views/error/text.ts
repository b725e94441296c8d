import type { OnboardError } from "../../../core/errors/onboard-error.ts";
import { renderProblem } from "../../../core/errors/problem.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import { wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";

/** More problems than this say the same thing; the first ones are the ones to fix. */
const MOST_PROBLEMS = 50;

/** What happened, every problem on its own line as editors make clickable, what to do, and AWS's name for it. */
export function renderError(error: OnboardError, { width, colors }: RenderOptions): readonly string[] {
  const more = error.problems.length - MOST_PROBLEMS;
  return [
    ...error.problems.slice(0, MOST_PROBLEMS).map((problem) => visibleText(renderProblem(problem))),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...wrap(visibleText(error.message), width).map((line) => colors.red(line)),
    ...wrap(visibleText(error.remedy), width),
    ...(error.aws === undefined ? [] : [colors.dim(visibleText(awsLine(error.aws)))]),
  ];
}

function awsLine({ name, operation, requestId }: NonNullable<OnboardError["aws"]>): string {
  const parts = [name, operation, requestId === undefined ? undefined : `request ${requestId}`];
  return `(${parts.filter((part) => part !== undefined).join(", ")})`;
}

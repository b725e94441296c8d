import type { OnboardError } from "../../../core/errors/onboard-error.ts";
import { jsonText } from "../../../core/text/json-text.ts";
import { schemaAddress } from "../../../core/text/schema-address.ts";
import { type Io, show } from "../../terminal/io.ts";
import { errorFindings, type Finding } from "../findings.ts";
import type { Format } from "../format.ts";
import { renderGithubCommands } from "../github-commands.ts";
import { codeQualityLines } from "../gitlab-presenter.ts";
import { renderMarkdownFindings } from "../markdown-findings.ts";
import { COMMENT_BYTES } from "../markdown-page.ts";
import { inRepository } from "../repository-path.ts";
import { addToStepSummary } from "../step-summary.ts";

/** Shows on stdout what went wrong, in the format asked for. As text it is said on stderr, by the caller. */
export function showError(error: OnboardError, format: Format, io: Io): void {
  const findings = inRepository(errorFindings(error), io);
  show(io.stdout, errorLines(error, findings, format, io));
  if (format === "github") addToStepSummary(io.env.GITHUB_STEP_SUMMARY, (most) => pageOf(error, findings, most));
}

function errorLines(error: OnboardError, findings: readonly Finding[], format: Format, io: Io): readonly string[] {
  switch (format) {
    case "text":
      return [];
    case "json":
      return [jsonText(documentOf(error))];
    case "markdown":
      return [pageOf(error, findings, COMMENT_BYTES).trimEnd()];
    case "github":
      return renderGithubCommands(findings);
    case "gitlab":
      return codeQualityLines(findings, io);
    default:
      return format satisfies never;
  }
}

function pageOf({ message }: OnboardError, findings: readonly Finding[], most: number): string {
  return renderMarkdownFindings(`onboard: ${message}`, findings, most);
}

function documentOf({ kind, message, remedy, aws, problems }: OnboardError) {
  return {
    $schema: schemaAddress("error"),
    version: 1,
    kind: "error",
    error: { kind, message, remedy, aws },
    problems,
  };
}

import { createHash } from "node:crypto";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Annotation } from "../annotation.ts";

/** An entry of GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface CodeQualityEntry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * Annotations as GitLab shows them in a merge request; an empty list when there are none. What is about no file is shown at
 * `elsewhere`, since an entry without a path makes GitLab refuse the whole report.
 */
export function codeQuality(annotations: readonly Annotation[], elsewhere: string): readonly CodeQualityEntry[] {
  const seen = new Map<string, number>();
  return annotations.map(({ level, check, message, file, line }) => {
    const path = file ?? elsewhere;
    const description = visibleText(message);
    // Not the line: a row that only moved is the same annotation. Equal ones are told apart by their number.
    const what = JSON.stringify([check, path, description]);
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    return {
      description,
      check_name: `onboard/${check}`,
      fingerprint: createHash("sha256").update(`${what}${before}`).digest("hex"),
      severity: SEVERITIES[level],
      location: { path, lines: { begin: line ?? 1 } },
    };
  });
}

const SEVERITIES = { error: "blocker", warning: "major", notice: "info" } as const;

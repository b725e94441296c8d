import type { Finding, FindingKind } from "./finding.ts";
import type { OpenedSurvey } from "./opened-inspection.ts";

/** One theme to look at: what may be found, and how. Pure. */
export interface Examination {
  readonly title: string;
  readonly kinds: Readonly<Record<string, FindingKind>>;
  readonly examine: (survey: OpenedSurvey) => readonly Finding[];
}

import type { OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { DoctorFinding, FindingKind } from "./finding.ts";

/** One theme to look at: what may be found, and how. Pure. */
export interface Examination {
  readonly title: string;
  readonly kinds: Readonly<Record<string, FindingKind>>;
  readonly examine: (inspection: OpenedInspection) => readonly DoctorFinding[];
}

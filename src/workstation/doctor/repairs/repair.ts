import type { LineChanges } from "../../aws-config/line-changes.ts";
import type { SectionName } from "../../aws-config/reading.ts";
import type { OpenedFile } from "../../inspection/opened-inspection.ts";
import type { OutlineSection } from "../../inspection/outline.ts";

/** What a repair may look at besides the text that it repairs. */
export interface RepairScope {
  /** Whether a section is to be repaired: all are, or those of the profile that was asked about. */
  readonly includes: (section: OutlineSection) => boolean;
  /** The other of the two shared files. */
  readonly beside: string;
}

/** What may read differently after a repair. */
export interface RepairReach {
  /** Sections of the config file, by meaning. */
  readonly touches?: readonly SectionName[];
  /** Sections by what stands between their brackets: those of the credentials file, and those that mean nothing. */
  readonly rewrites?: readonly string[];
  /** Sections of the credentials file by the names that they had, with those that they get. */
  readonly renames?: ReadonlyMap<string, string>;
}

/** A section that a repair left as it is, and why. */
export interface Withheld {
  readonly section: OutlineSection;
  readonly reason: string;
}

/** What came of the repairs of one file. */
export interface Repaired {
  readonly text: string;
  readonly withheld: readonly Withheld[];
}

/** Notes which whole lines change for one kind of trouble to be gone. The text comes without a byte order mark. */
export type Repair = (opened: OpenedFile, scope: RepairScope, changes: LineChanges) => RepairReach;

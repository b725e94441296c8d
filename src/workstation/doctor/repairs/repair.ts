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

/** A text with one kind of trouble gone, and what may read differently for it. */
export interface Repaired {
  readonly text: string;
  /** Sections of the config file, by meaning. */
  readonly touches?: readonly SectionName[];
  /** Sections of the credentials file, by name. */
  readonly renames?: ReadonlyMap<string, string>;
}

/** Mends one kind of trouble by changing whole lines and no others. Pure; the text comes without a byte order mark. */
export type Repair = (opened: OpenedFile, scope: RepairScope) => Repaired;

import type { Format } from "../../terminal/format.ts";

/** The flags of `onboard apply`, as commander hands them over. */
export interface ApplyOptions {
  readonly yes?: boolean;
  /** Names of dangers that were seen and are meant. */
  readonly allow?: readonly string[];
  /** Absent: the one that the environment makes plain. */
  readonly format?: Format;
  readonly showPeople?: boolean;
  readonly handover: string;
  readonly messages?: string;
  readonly profile?: string;
  /** `true` without a file name. */
  readonly simulate?: string | true;
}

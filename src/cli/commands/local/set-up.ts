import type { ChosenAccess } from "../../../core/handover/chosen-access.ts";
import type { AwsFiles } from "../../../workstation/aws-config/file/config-location.ts";
import type { AmplifyProject } from "../../../workstation/project/recognise-project.ts";
import type { LocalOptions } from "../../local/local-flags.ts";
import type { Machine } from "../../local/machine.ts";
import type { Io } from "../../terminal/io.ts";

/** One person on one machine. */
export interface SetUp {
  readonly files: AwsFiles;
  readonly chosen: ChosenAccess;
  readonly machine: Machine;
  readonly project: AmplifyProject | undefined;
  /** With a second profile beside each for Gen 1's CLI. */
  readonly gen1: boolean;
  readonly options: LocalOptions;
  readonly io: Io;
  /** Where the document goes that was asked for; nowhere else in words. */
  readonly documents: Io["stdout"] | undefined;
}

import { commandForCaller } from "../../core/text/command-line.ts";
import type { ConfigPlan } from "../../workstation/aws-config/file/config-file.ts";
import { type Io, show } from "../terminal/io.ts";

/** Shows what would change in the config file, and what is to be known about it. `more` stands below. */
export function showPlan({ diff, notes, target }: ConfigPlan, io: Io, more: readonly string[] = []): void {
  show(io.stdout, [diff === "" ? `${target.file} is as it should be.` : diff.trimEnd(), ...notes, ...more]);
}

/** That the config file is written, and how it comes to be as it was. */
export function tellWritten(io: Io): void {
  show(io.stdout, [`Written. \`${commandForCaller("local", "--undo")}\` brings back the file from before.`]);
}

import { relative } from "node:path";
import type { Leavings } from "../../apply/outputs.ts";
import { counted } from "../../terminal/layout.ts";

/** A line for each file that a run has written. */
export function renderLeavings(
  { handover, failed, messages }: Leavings,
  recordFile: string | undefined,
): readonly string[] {
  return [
    ...(handover === undefined
      ? []
      : [`Handover for the developers: ${handover} (no secrets; it holds e-mail addresses)`]),
    ...(messages === undefined
      ? []
      : [
          `Messages to send: ${counted(messages.count, "file")} in ${relative("", messages.folder) || messages.folder}`,
        ]),
    ...(failed === undefined
      ? []
      : [`Rows to run again: ${failed}  (once the causes are gone, the same command with --emails ${failed})`]),
    ...(recordFile === undefined ? [] : [`Record of this run: ${recordFile}`]),
  ];
}

import { relative } from "node:path";
import type { RunReport } from "../../../core/report/report.ts";
import { argumentForCaller } from "../../../core/text/command-line.ts";
import { counted } from "../../terminal/layout.ts";

/** A line for each file that a run has written. What was only not come to is done by the same command, and needs no rows. */
export function fileLines({ files, summary }: Pick<RunReport, "files" | "summary">): readonly string[] {
  const { handover, handoverWithout, failed, firstSignIn, messages, record } = files;
  const again = `Rows to run again: ${failed}  (once the causes are gone, the same command with --emails ${failed && argumentForCaller(failed)})`;
  const lines = [
    handover && `Handover for the developers: ${handover} (no secrets; it holds e-mail addresses)`,
    handoverWithout && `What ${counted(handoverWithout, "person", "people")} lost is taken out of ${handover}`,
    firstSignIn &&
      `Links for first sign-in: ${counted(firstSignIn.count, "person", "people")} in ${firstSignIn.html} and ${firstSignIn.csv}`,
    messages &&
      `Messages to send: ${counted(messages.count, "person", "people")} in ${relative("", messages.folder) || messages.folder} (open index.html there; drafts and a table for mail merges are beside it)`,
    failed && (summary.failed > 0 ? again : `Rows that are not done: ${failed}`),
    record && `Record of this run: ${record}`,
  ];
  return lines.filter((line) => line !== undefined && line !== "") as readonly string[];
}

import { editAwsConfig } from "../edit-aws-config.ts";
import type { ConfigParsers, OpenConfig } from "../open-config.ts";
import { noteWritten } from "../record/note-written.ts";
import type { SectionEdit } from "../section-edit.ts";
import { type ConfigPlan, planConfigChange } from "./config-file.ts";

/** Works out an edit of sections of the config file, as it is now, and how it is kept on record that they are ours then. */
export async function planEdits(
  file: string,
  editsIn: (config: OpenConfig) => readonly SectionEdit[],
  parsers?: ConfigParsers,
): Promise<ConfigPlan> {
  let opened: { readonly config: OpenConfig; readonly edits: readonly SectionEdit[] } | undefined;
  const plan = await planConfigChange(
    file,
    (config) => {
      const edits = editsIn(config);
      opened = { config, edits };
      return editAwsConfig(config, edits);
    },
    parsers,
  );
  const { before, after = "" } = plan;
  if (opened === undefined) return plan;
  const { config, edits } = opened;
  const sections = edits.map(({ section }) => section);
  const made = { before: config, wasAbsent: before === undefined, after, sections };
  return { ...plan, record: (earlier, at) => noteWritten(earlier, { ...made, at }) };
}

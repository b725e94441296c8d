import { editAwsConfig } from "../edit-aws-config.ts";
import { type ConfigParsers, type OpenConfig, openConfig } from "../open-config.ts";
import { noteWritten } from "../record/note-written.ts";
import type { SectionEdit } from "../section-edit.ts";
import { type ConfigPlan, explainConfigRefusal, planOf } from "./config-file.ts";
import { readTarget, resolveTarget } from "./config-target.ts";

/** A plan to edit sections, and what the edits were worked out from. */
export interface EditsPlan<Made> extends ConfigPlan {
  readonly made: Made;
}

/**
 * Works out an edit of sections of the config file, as it is now, and how it is kept on record that they are ours then. A file that is
 * not there is an empty one. Throws `ConfigRefused`, with the file's path in the message, when the file or its change is refused.
 */
export async function planEdits<Made extends { readonly edits: readonly SectionEdit[] }>(
  file: string,
  make: (config: OpenConfig) => Made,
  parsers?: ConfigParsers,
): Promise<EditsPlan<Made>> {
  try {
    const target = await resolveTarget(file);
    const text = await readTarget(target);
    const before = openConfig(text ?? "", parsers);
    const made = make(before);
    const after = editAwsConfig(before, made.edits);
    const wasAbsent = text === undefined;
    const sections = made.edits.map(({ section }) => section);
    return {
      ...planOf(target, text, wasAbsent && after.text === "" ? undefined : after.text),
      made,
      record: (earlier, at) => noteWritten(earlier, { before, wasAbsent, after, sections, at }),
    };
  } catch (error) {
    throw explainConfigRefusal(error, file);
  }
}

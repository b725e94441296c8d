import { editAwsConfig } from "../../../../src/workstation/aws-config/edit-aws-config.ts";
import { openConfig } from "../../../../src/workstation/aws-config/open-config.ts";
import { noteWritten } from "../../../../src/workstation/aws-config/record/note-written.ts";
import { recordSchema } from "../../../../src/workstation/aws-config/record/record-schema.ts";
import { NOTHING_WRITTEN, type OursInConfig } from "../../../../src/workstation/aws-config/record/written-record.ts";
import type { SectionEdit } from "../../../../src/workstation/aws-config/section-edit.ts";

/** A config file that was edited, and what of it is on record as ours. */
export interface Edited {
  readonly text: string;
  readonly written: OursInConfig;
}

/** A file as people have it, in which nothing is ours. */
export function theirs(text: string): Edited {
  return { text, written: NOTHING_WRITTEN };
}

/** The file edited by us; what is then on record has been to the disk and back. */
export function edited({ text, written }: Edited, edits: readonly SectionEdit[]): Edited {
  const before = openConfig(text);
  const after = editAwsConfig(before, edits);
  const at = "2026-11-30T00:00:00.000Z";
  const sections = edits.map(({ section }) => section);
  const noted = noteWritten(written, { before, wasAbsent: false, after, sections, at });
  const digest = "0123456789abcdef";
  const kept = JSON.stringify({ version: 1, at, before: digest, after: digest, ...noted });
  const { created, sections: ours, found } = recordSchema.parse(JSON.parse(kept));
  return { text: after.text, written: { created, sections: ours, found } };
}

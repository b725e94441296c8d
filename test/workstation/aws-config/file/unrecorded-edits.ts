import { editAwsConfig } from "../../../../src/workstation/aws-config/edit-aws-config.ts";
import { type ConfigPlan, planChange } from "../../../../src/workstation/aws-config/file/config-file.ts";
import { openConfig } from "../../../../src/workstation/aws-config/open-config.ts";
import type { SectionEdit } from "../../../../src/workstation/aws-config/section-edit.ts";

/** An edit of sections with no record of whose they are, as in the time before there was one. */
export function planUnrecorded(file: string, edits: readonly SectionEdit[]): Promise<ConfigPlan> {
  return planChange(file, (before) => editAwsConfig(openConfig(before ?? ""), edits).text);
}

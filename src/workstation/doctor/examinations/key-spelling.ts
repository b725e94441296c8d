import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import {
  meaningOf,
  type OutlineSection,
  type OutlineSetting,
  ownSettings,
  soleSetting,
} from "../../inspection/outline.ts";
import { about } from "./duplicates.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

/** The keys that decide how a profile signs in, and where it works. */
const SSO_KEYS: ReadonlySet<string> = new Set([
  "sso_session",
  "sso_account_id",
  "sso_role_name",
  "sso_start_url",
  "sso_region",
  "sso_registration_scopes",
  "region",
]);

const kinds = {
  "upper-case-key": {
    severity: "warning",
    effect: "The AWS SDK for JavaScript (ampx) does not see the key; the AWS CLI and Terraform do.",
    remedy: "Write the key in small letters. --fix does so for the keys of a sign-in.",
  },
  "colon-separator": {
    severity: "warning",
    effect: "The AWS SDK for JavaScript (ampx) does not see the key; the AWS CLI does.",
    remedy: "Write key = value. --fix does so for the keys of a sign-in.",
  },
  "inline-comment": {
    severity: "error",
    effect:
      "To the AWS CLI and boto3 the comment is part of the value; the AWS SDK for JavaScript (ampx) and Terraform leave it out.",
    remedy: `Put the comment on a line of its own, or run ${commandForCaller("doctor", "--fix")}.`,
  },
  "indented-key": {
    severity: "error",
    effect:
      "To the AWS CLI and boto3 the line continues the value above it; to the AWS SDK for JavaScript (ampx) and Terraform it is a key.",
    remedy: "Remove the indentation.",
  },
} as const;

const findings = findingsOf(kinds);

/** Keys that are spelled so that clients read them differently. */
export const keySpelling: Examination = {
  title: "keys spelled so that clients read them differently",
  kinds,
  examine: ({ config }) =>
    config.outline.sections.flatMap((section) => [
      ...ownSettings(section.settings).flatMap((setting) => spelling(config.file, section, setting)),
      ...indented(config.file, section),
    ]),
};

/** Whether `--fix` may write this key anew: it is one of a sign-in, it stands there once, and its value is on one line. */
export function isRespelled(section: OutlineSection, setting: OutlineSetting): boolean {
  const key = setting.key.toLowerCase();
  if (!SSO_KEYS.has(key) || setting.value === "") return false;
  return soleSetting(section, key) === setting;
}

function spelling(file: string, section: OutlineSection, setting: OutlineSetting): readonly DoctorFinding[] {
  const { key, separator, comment, value } = setting;
  const name = meaningOf(section);
  if (name === undefined) return [];
  const facts = { place: { file, line: setting.line + 1 }, ...about(name), fixable: isRespelled(section, setting) };
  const isCommented = comment !== undefined && SSO_KEYS.has(key.toLowerCase()) && value !== "";
  return findings(
    {
      "upper-case-key": key !== key.toLowerCase() && `${quoted(key)} has capital letters.`,
      "colon-separator": separator === ":" && `${quoted(key)} is followed by a colon.`,
      "inline-comment": isCommented && `There is a comment behind the value of ${quoted(key)}.`,
    },
    facts,
  );
}

/** Indented keys below a key that has a value of its own: those below an empty one are a nested block. */
function indented(file: string, section: OutlineSection): readonly DoctorFinding[] {
  let above: OutlineSetting | undefined;
  return section.settings.flatMap((setting) => {
    if (!setting.isContinuation) above = setting;
    if (!setting.isContinuation || above === undefined || above.value === "" || setting.separator !== "=") return [];
    const message = `${quoted(setting.key)} is indented deeper than ${quoted(above.key)} above it.`;
    const place = { file, line: setting.line + 1 };
    return findings({ "indented-key": message }, { place, ...about(meaningOf(section)) });
  });
}

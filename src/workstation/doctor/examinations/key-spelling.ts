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

/** The keys that decide who somebody is, and where they work. */
const DECIDING_KEYS: ReadonlySet<string> = new Set([
  "sso_session",
  "sso_account_id",
  "sso_role_name",
  "sso_start_url",
  "sso_region",
  "sso_registration_scopes",
  "region",
  "output",
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "role_arn",
  "source_profile",
  "credential_source",
  "external_id",
  "mfa_serial",
  "role_session_name",
  "web_identity_token_file",
  "login_session",
  "credential_process",
]);

const kinds = {
  "upper-case-key": {
    severity: "warning",
    effect: "The AWS SDK for JavaScript (ampx) does not see the key; the AWS CLI and Terraform do.",
    remedy: "Write the key in small letters. --fix does so for the keys that decide who you are.",
  },
  "colon-separator": {
    severity: "warning",
    effect: "The AWS SDK for JavaScript (ampx) does not see the key; the AWS CLI does.",
    remedy: "Write key = value. --fix does so for the keys that decide who you are.",
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
  examine: ({ config, credentials }) => [
    ...config.outline.sections.flatMap((section) => {
      const name = meaningOf(section);
      return name === undefined ? [] : inSection(config.file, section, about(name));
    }),
    ...credentials.outline.sections.flatMap((section) =>
      section.header === undefined ? [] : inSection(credentials.file, section, { profile: section.header }),
    ),
  ],
};

/**
 * Whether `--fix` may write this key anew: it decides something, it stands there once, and its value is on one line. What
 * looks like a comment behind a command may be a part of it.
 */
export function isRespelled(section: OutlineSection, setting: OutlineSetting): boolean {
  const key = setting.key.toLowerCase();
  if (!DECIDING_KEYS.has(key) || setting.value === "") return false;
  if (key === "credential_process" && setting.comment !== undefined) return false;
  return soleSetting(section, key) === setting;
}

/** Whom the findings of a section concern. */
type Whom = Pick<DoctorFinding, "profile" | "session">;

function inSection(file: string, section: OutlineSection, whom: Whom): readonly DoctorFinding[] {
  return [
    ...ownSettings(section.settings).flatMap((setting) => spelling(file, section, setting, whom)),
    ...indented(file, section, whom),
  ];
}

function spelling(
  file: string,
  section: OutlineSection,
  setting: OutlineSetting,
  whom: Whom,
): readonly DoctorFinding[] {
  const { key, separator, comment, value } = setting;
  const facts = { place: { file, line: setting.line + 1 }, ...whom, fixable: isRespelled(section, setting) };
  const isCommented = comment !== undefined && DECIDING_KEYS.has(key.toLowerCase()) && value !== "";
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
function indented(file: string, section: OutlineSection, whom: Whom): readonly DoctorFinding[] {
  let above: OutlineSetting | undefined;
  return section.settings.flatMap((setting) => {
    if (!setting.isContinuation) above = setting;
    if (!setting.isContinuation || above === undefined || above.value === "" || setting.separator !== "=") return [];
    const message = `${quoted(setting.key)} is indented deeper than ${quoted(above.key)} above it.`;
    const place = { file, line: setting.line + 1 };
    return findings({ "indented-key": message }, { place, ...whom });
  });
}

import { quoted } from "../../../core/text/visible-text.ts";
import { LEAKING_SECTION } from "../../aws-config/parse-like-aws-cli.ts";
import { sectionKey } from "../../aws-config/reading.ts";
import type { OutlineSection } from "../../inspection/outline.ts";
import { about } from "./duplicates.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

const RENAME =
  "Write the header as [profile NAME] at the beginning of the line, with a name of A-Z a-z 0-9 _ . - only.";

const kinds = {
  "name-unread-by-sdk": {
    severity: "warning",
    effect: "The AWS SDK for JavaScript (ampx) does not see the section; the AWS CLI does.",
    remedy: RENAME,
  },
  "name-unread-by-aws-cli": {
    severity: "warning",
    effect: "The AWS CLI and boto3 do not see the section under this name; the AWS SDK for JavaScript (ampx) does.",
    remedy: RENAME,
  },
  "name-unread-by-all": {
    severity: "warning",
    effect: "Neither the AWS CLI nor the AWS SDK for JavaScript (ampx) sees the section; Terraform may.",
    remedy: RENAME,
  },
  "name-with-plus": {
    severity: "warning",
    effect:
      "Older releases of the AWS SDK for JavaScript, and so of ampx, do not see a name with a plus sign; the AWS CLI does.",
    remedy: "Choose a name without +.",
  },
  "name-poisons-file": {
    severity: "error",
    effect: "The AWS SDK for JavaScript (ampx) takes the whole file for empty; the AWS CLI reads it.",
    remedy: "Rename the section.",
  },
  "profile-without-prefix": {
    severity: "warning",
    effect: "In the config file no client takes the section for a profile; only [default] needs no prefix.",
    remedy: "Write [profile NAME].",
  },
  "prefix-in-credentials": {
    severity: "warning",
    effect:
      "In the credentials file the word is part of the name: no client finds these keys under the profile's name.",
    remedy: "Write [NAME], without the word profile.",
  },
  "leaking-default-section": {
    severity: "warning",
    effect: "To the AWS CLI and boto3 its keys belong to every section; the AWS SDK for JavaScript (ampx) ignores it.",
    remedy: "Write [default] in small letters, or put the keys where they belong.",
  },
} as const;

const findings = findingsOf(kinds);
const POISONOUS = new Set(["__proto__", "profile __proto__"]);

/** Headers that some clients do not see. */
export const sectionNames: Examination = {
  title: "section names that a client cannot see",
  kinds,
  examine: ({ config, credentials }) => [
    ...config.outline.sections.flatMap((section) => inConfig(config.file, section)),
    ...credentials.outline.sections.flatMap((section) => inCredentials(credentials.file, section)),
  ],
};

function inConfig(file: string, section: OutlineSection): readonly DoctorFinding[] {
  const { header, toAwsCli, toJsSdk, text } = section;
  const everywhere = anywhere(file, section);
  if (everywhere.length > 0) return everywhere;
  const place = { file, line: section.line + 1 };
  const facts = { place, ...about(toAwsCli ?? toJsSdk) };
  if (toAwsCli === undefined && toJsSdk === undefined) {
    if (header !== undefined && /^\s*(profile|sso-session|services)\b/i.test(header)) {
      return findings({ "name-unread-by-all": `${quoted(text)} is a name that no client reads.` }, facts);
    }
    const message = `${quoted(text)} lacks the word profile.`;
    return findings({ "profile-without-prefix": message }, { place, profile: header ?? text });
  }
  const isSame = toAwsCli && toJsSdk && sectionKey(toAwsCli) === sectionKey(toJsSdk);
  const message = `${quoted(text)} is not the same to every client.`;
  return findings(
    {
      "name-unread-by-sdk": toJsSdk === undefined && message,
      "name-unread-by-aws-cli": toJsSdk !== undefined && !isSame && message,
      "name-with-plus": isSame === true && toJsSdk.name.includes("+") && `There is a + in ${quoted(text)}.`,
    },
    facts,
  );
}

function inCredentials(file: string, section: OutlineSection): readonly DoctorFinding[] {
  const { header, text } = section;
  const [, name] = /^profile\s+(.+)$/.exec(header ?? "") ?? [];
  if (name === undefined) return anywhere(file, section);
  const facts = { place: { file, line: section.line + 1 }, profile: name };
  const message = `${quoted(text)} begins with the word profile.`;
  return [...anywhere(file, section), ...findings({ "prefix-in-credentials": message }, facts)];
}

function anywhere(file: string, { header = "", text, line }: OutlineSection): readonly DoctorFinding[] {
  return findings(
    {
      "leaking-default-section": header === LEAKING_SECTION && `${quoted(text)} is not the profile default.`,
      "name-poisons-file":
        POISONOUS.has(header) && `${quoted(text)} is a name with a meaning of its own in JavaScript.`,
    },
    { place: { file, line: line + 1 } },
  );
}

import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { LEAKING_SECTION } from "../../aws-config/parse-like-aws-cli.ts";
import { lineToJsSdk } from "../../aws-config/read-like-js-sdk.ts";
import { sectionKey } from "../../aws-config/reading.ts";
import { type OutlineSection, sessionWithBlanks, valuesOf } from "../../inspection/outline.ts";
import { about } from "./duplicates.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

/** What every client reads, for each kind of section. */
const RENAMED = {
  profile: "[profile NAME]",
  "sso-session": "[sso-session NAME]",
  services: "[services NAME]",
} as const;

/** Sections of the config file that are documented and are no profiles. https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html */
const DOCUMENTED: ReadonlySet<string> = new Set(["plugins", "preview"]);

const RENAME = renamed("profile");

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
  "session-with-blanks": {
    severity: "error",
    effect:
      "The AWS CLI and boto3 see the session only with quotation marks around its name ([sso-session 'NAME']), the AWS SDK for JavaScript (ampx) not even then.",
    remedy: `Give it a name without blanks, here and in sso_session of its profiles, or run ${commandForCaller("doctor", "--fix")}; then sign in.`,
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
  "session-in-credentials": {
    severity: "warning",
    effect: "No client looks for sessions in the credentials file: to all of them it is a profile of that name.",
    remedy: "Move the section to the config file.",
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
  const session = sessionWithBlanks(section);
  if (session !== undefined) {
    const message = `There are blanks in the name of ${quoted(text)}.`;
    return findings({ "session-with-blanks": message }, { place, session, fixable: true });
  }
  if (toAwsCli === undefined && toJsSdk === undefined) return unread(section, place);
  const facts = { place, ...about(toAwsCli ?? toJsSdk), remedy: renamed(typeOf(header)) };
  const isSame = toAwsCli && toJsSdk && sectionKey(toAwsCli) === sectionKey(toJsSdk);
  const message = `${quoted(text)} is not the same to every client.`;
  return [
    ...findings(
      {
        "name-unread-by-sdk": toJsSdk === undefined && message,
        "name-unread-by-aws-cli": toJsSdk !== undefined && !isSame && message,
      },
      facts,
    ),
    ...findings(
      { "name-with-plus": isSame === true && toJsSdk.name.includes("+") && `There is a + in ${quoted(text)}.` },
      { place, ...about(toJsSdk) },
    ),
  ];
}

/** A section that is nothing to any client: misspelled when it begins like one, or says what a profile says. */
function unread(section: OutlineSection, place: DoctorFinding["place"] & object): readonly DoctorFinding[] {
  const { header, text } = section;
  const type = typeOf(header);
  if (type !== undefined) {
    return findings(
      { "name-unread-by-all": `${quoted(text)} is a name that no client reads.` },
      { place, remedy: renamed(type) },
    );
  }
  const isProfile = [...valuesOf(section).keys()].some((key) => /^(aws|sso)_|^(region|output|role_arn)$/.test(key));
  if (!isProfile || DOCUMENTED.has(header ?? "")) return [];
  const message = `${quoted(text)} lacks the word profile.`;
  return findings({ "profile-without-prefix": message }, { place, profile: header ?? text });
}

function typeOf(header: string | undefined): keyof typeof RENAMED | undefined {
  const word = /^\s*["']?(profile|sso-session|services)\b/i.exec(header ?? "")?.[1]?.toLowerCase();
  return word === "profile" || word === "sso-session" || word === "services" ? word : undefined;
}

function renamed(type: keyof typeof RENAMED = "profile"): string {
  return `Write the header as ${RENAMED[type]} at the beginning of the line, with a name of A-Z a-z 0-9 _ . - only.`;
}

function inCredentials(file: string, section: OutlineSection): readonly DoctorFinding[] {
  const { header, text } = section;
  const everywhere = anywhere(file, section);
  const [, type, name = ""] = /^(profile|sso-session)\s+(.+)$/.exec(header ?? "") ?? [];
  const place = { file, line: section.line + 1 };
  if (type === "sso-session") {
    const message = `${quoted(text)} stands in the credentials file.`;
    return [...everywhere, ...findings({ "session-in-credentials": message }, { place, session: name })];
  }
  if (type === "profile") {
    const message = `${quoted(text)} begins with the word profile.`;
    return [...everywhere, ...findings({ "prefix-in-credentials": message }, { place, profile: name })];
  }
  if (everywhere.length > 0) return everywhere;
  const seen = lineToJsSdk(text);
  const toJsSdk = seen.kind === "header" ? seen.section : undefined;
  const facts = { place, profile: header ?? toJsSdk ?? text, remedy: IN_CREDENTIALS };
  const message = `${quoted(text)} is not the same to every client.`;
  return findings(
    {
      "name-unread-by-sdk": toJsSdk === undefined && message,
      "name-unread-by-aws-cli": toJsSdk !== undefined && toJsSdk !== header && message,
    },
    facts,
  );
}

const IN_CREDENTIALS =
  "Write the header as [NAME] at the beginning of the line, with a name of A-Z a-z 0-9 _ . - only.";

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

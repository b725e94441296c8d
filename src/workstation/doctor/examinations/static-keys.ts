import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { isSsoProfile, type NamedSection, type OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, type FindingFacts, findingsOf } from "./finding.ts";

const kinds = {
  "static-keys-shadow-sso": {
    severity: "error",
    effect:
      "The AWS SDK for JavaScript (ampx), Terraform and Amplify Gen 1 use the keys; the AWS CLI and boto3 use the sign-in.",
    remedy: `Rename that section (to [NAME-old], say), or run ${commandForCaller("doctor", "--fix")}, which does.`,
  },
  "static-keys-in-sso-profile": {
    severity: "error",
    effect: "The AWS SDK for JavaScript (ampx) and Terraform use the keys; the AWS CLI and boto3 use the sign-in.",
    remedy: "Move the keys to a profile of their own.",
  },
  "half-static-keys": {
    severity: "error",
    effect:
      "Terraform and other Go programs refuse the profile, and the AWS CLI and boto3 do where there is no sign-in; the AWS SDK for JavaScript (ampx) passes over the key.",
    remedy: "Add the missing key, or remove the one that is there.",
  },
  "long-lived-keys": {
    severity: "note",
    effect: "Whoever copies the file has the keys until somebody revokes them; that is so for every client.",
    remedy: "Sign in with IAM Identity Center instead, then delete the keys in IAM and here.",
  },
} as const;

const finding = findingsOf(kinds);
const PAIR = ["aws_access_key_id", "aws_secret_access_key"] as const;

/** Access keys in files: those that get in the way of a sign-in, halves, and long-lived ones. */
export const staticKeys: Examination = {
  title: "access keys in files",
  kinds,
  examine: (inspection) => [
    ...[...inspection.credentialSections.values()].flatMap((one) => inCredentials(inspection, one)),
    ...[...inspection.profiles.values()].flatMap((one) => inConfig(inspection, one)),
  ],
};

/** Sections of the credentials file whose keys beat the sign-in of the profile of the same name. */
export function shadowingSections(
  sections: ReadonlyMap<string, NamedSection>,
  profiles: ReadonlyMap<string, NamedSection>,
): readonly NamedSection[] {
  return [...sections.values()].filter(({ name, values }) => {
    const profile = profiles.get(name);
    return profile !== undefined && isSsoProfile(profile.values) && PAIR.some((key) => values.has(key));
  });
}

function inCredentials(
  { credentials, profiles, config }: OpenedInspection,
  one: NamedSection,
): readonly DoctorFinding[] {
  const { name, values } = one;
  const isInTheWay = shadowingSections(new Map([[name, one]]), profiles).length > 0;
  const facts = {
    place: { file: credentials.file, line: one.section.line + 1 },
    profile: name,
    fixable: isInTheWay && credentials.file !== config.file,
  };
  const message = `There are access keys under ${quoted(`[${name}]`)}, and the profile ${quoted(name)} signs in.`;
  const isPair = PAIR.every((key) => values.has(key));
  return [
    ...(isInTheWay && isPair ? [finding("static-keys-shadow-sso", { ...facts, message })] : []),
    ...keysAsSuch(values, facts, `[${name}]`, !isInTheWay),
  ];
}

function inConfig({ config }: OpenedInspection, { name, section, values }: NamedSection): readonly DoctorFinding[] {
  const facts = { place: { file: config.file, line: section.line + 1 }, profile: name };
  const isShadowing = isSsoProfile(values) && PAIR.some((key) => values.has(key));
  const message = `The profile ${quoted(name)} has both a sign-in and access keys.`;
  return [
    ...(isShadowing ? [finding("static-keys-in-sso-profile", { ...facts, message })] : []),
    ...keysAsSuch(values, facts, section.text, !isShadowing),
  ];
}

function keysAsSuch(
  values: ReadonlyMap<string, string>,
  facts: Omit<FindingFacts, "message">,
  title: string,
  isAlone: boolean,
): readonly DoctorFinding[] {
  const [present, ...others] = PAIR.filter((key) => values.has(key));
  if (present === undefined) return [];
  if (others.length === 0) {
    return [
      finding("half-static-keys", { ...facts, message: `${quoted(title)} has ${present} and not its other half.` }),
    ];
  }
  if (!isAlone || values.has("aws_session_token")) return [];
  return [finding("long-lived-keys", { ...facts, message: `${quoted(title)} holds long-lived access keys.` })];
}

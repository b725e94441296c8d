import { commandForCaller } from "../../../core/text/command-line.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { credentialsIn } from "../../credentials/credentials-in.ts";
import { mendedFiles, type NamedFiles } from "../../credentials/mended-files.ts";
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
  "keys-instead-of-sign-in": {
    severity: "warning",
    effect:
      "Every client uses the keys: what the profile says of a sign-in names no account and role, and counts for nothing.",
    remedy: `Run ${commandForCaller("local")}, which writes a whole sign-in, or remove what is there of one.`,
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

const findings = findingsOf(kinds);
const PAIR = ["aws_access_key_id", "aws_secret_access_key"] as const;

/** Access keys in files: those that get in the way of a sign-in, halves, and long-lived ones. */
export const staticKeys: Examination = {
  title: "access keys in files",
  kinds,
  examine: (inspection) => [...inCredentials(inspection), ...inConfig(inspection)],
};

/**
 * Sections of the credentials file whose keys are in the way of the sign-in of the profile of the same name: without them
 * every client signs in.
 */
export function sectionsInTheWay(files: NamedFiles): readonly NamedSection[] {
  const ofConfig = credentialsIn(mendedFiles({ ...files, credentialSections: new Map() }));
  const present = credentialsIn(mendedFiles(files));
  return [...files.credentialSections.values()].filter(({ name, values }) => {
    const profile = files.profiles.get(name);
    if (profile === undefined || !PAIR.some((key) => values.has(key))) return false;
    const { awsCli, jsSdk } = ofConfig(name);
    return awsCli.kind === "sso" && jsSdk.kind === "sso" && present(name).awsCli.kind === "sso";
  });
}

function inCredentials(inspection: OpenedInspection): readonly DoctorFinding[] {
  const { credentials, config, credentialSections, profiles } = inspection;
  const isKeys = usesKeys(inspection);
  const inTheWay = new Set(sectionsInTheWay(inspection).map(({ name }) => name));
  return [...credentialSections.values()].flatMap(({ name, section, values }) => {
    const isInTheWay = inTheWay.has(name);
    const facts = {
      place: { file: credentials.file, line: section.line + 1 },
      profile: name,
      fixable: isInTheWay && credentials.file !== config.file,
    };
    const isPair = PAIR.every((key) => values.has(key));
    const both = `There are access keys under ${quoted(`[${name}]`)}, and the profile ${quoted(name)}`;
    const isInstead = isPair && isSsoProfile(profiles.get(name)?.values ?? new Map()) && isKeys(name);
    return [
      ...findings(
        {
          "static-keys-shadow-sso": isInTheWay && isPair && `${both} signs in.`,
          "keys-instead-of-sign-in": isInstead && `${both} has half a sign-in.`,
        },
        facts,
      ),
      ...keysAsSuch(values, facts, `[${name}]`, !isInTheWay),
    ];
  });
}

function inConfig(inspection: OpenedInspection): readonly DoctorFinding[] {
  const { config, profiles } = inspection;
  const isKeys = usesKeys(inspection);
  return [...profiles.values()].flatMap(({ name, section, values }) => {
    const facts = { place: { file: config.file, line: section.line + 1 }, profile: name };
    const isBoth = isSsoProfile(values) && PAIR.some((key) => values.has(key));
    const message = isBoth && `The profile ${quoted(name)} has both a sign-in and access keys.`;
    const id = isBoth && isKeys(name) ? "keys-instead-of-sign-in" : "static-keys-in-sso-profile";
    return [...findings({ [id]: message }, facts), ...keysAsSuch(values, facts, section.text, !isBoth)];
  });
}

/** Whether both clients use access keys for a profile. */
function usesKeys(files: NamedFiles): (name: string) => boolean {
  const credentials = credentialsIn(mendedFiles(files));
  return (name) => Object.values(credentials(name)).every(({ kind }) => kind === "keys");
}

function keysAsSuch(
  values: ReadonlyMap<string, string>,
  facts: FindingFacts,
  title: string,
  isAlone: boolean,
): readonly DoctorFinding[] {
  const present = PAIR.filter((key) => values.has(key));
  const isLongLived = present.length === 2 && isAlone && !values.has("aws_session_token");
  return findings(
    {
      "half-static-keys": present.length === 1 && `${quoted(title)} has ${present[0]} and not its other half.`,
      "long-lived-keys": isLongLived && `${quoted(title)} holds long-lived access keys.`,
    },
    facts,
  );
}

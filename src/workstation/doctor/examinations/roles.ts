import { didYouMean } from "../../../core/text/did-you-mean.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { credentialsIn } from "../../credentials/credentials-in.ts";
import { mendedFiles } from "../../credentials/mended-files.ts";
import { waysIn } from "../../credentials/ways.ts";
import type { OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";
import { type MergedProfile, mergedProfiles, sourceChain } from "./merged-profiles.ts";

const kinds = {
  "role-without-source": {
    severity: "error",
    effect:
      "The AWS CLI and boto3 refuse the profile; the AWS SDK for JavaScript (ampx) passes over the role and takes what else the profile has.",
    remedy: "Add source_profile = NAME, the profile that assumes the role, or remove role_arn.",
  },
  "role-with-two-sources": {
    severity: "error",
    effect:
      "The AWS CLI and boto3 refuse the profile; the AWS SDK for JavaScript (ampx) passes over the role and takes what else the profile has.",
    remedy: "Remove source_profile or credential_source.",
  },
  "source-profile-missing": {
    severity: "error",
    effect: "Every client refuses the profile: nobody assumes the role.",
    remedy: "Correct source_profile, or write the profile that it names.",
  },
  "source-profile-circle": {
    severity: "error",
    effect: "Every client refuses these profiles: each waits for the credentials of another one.",
    remedy: "Let one of them get credentials by itself.",
  },
  "credential-source-unknown": {
    severity: "error",
    effect: "Every client refuses the profile.",
    remedy: "Write Environment, EcsContainer or Ec2InstanceMetadata, spelled so.",
  },
  "source-without-credentials": {
    severity: "note",
    effect:
      "No client assumes the roles behind it by itself; a program such as aws-vault, which hands over credentials in variables, may.",
    remedy: "Nothing, if such a program is used. Otherwise give the profile a way to get credentials.",
  },
  "role-asks-for-code": {
    severity: "note",
    effect:
      "The AWS CLI asks for the code of the device; the AWS SDK for JavaScript (ampx) and Terraform can't, and stop.",
    remedy: "For ampx use a profile that signs in with IAM Identity Center.",
  },
} as const;

const findings = findingsOf(kinds);
const CREDENTIAL_SOURCES: readonly string[] = ["Environment", "EcsContainer", "Ec2InstanceMetadata"];

/** By these aws-vault finds a source that no other program sees. https://github.com/99designs/aws-vault/blob/master/USAGE.md */
const OF_AWS_VAULT: readonly string[] = ["include_profile", "parent_profile"];

/** Roles, and whether somebody can assume them. */
export const roles: Examination = {
  title: "roles and who assumes them",
  kinds,
  examine: (inspection) => {
    const profiles = mergedProfiles(inspection);
    const all = [...profiles.values()].filter(({ values }) => values.has("role_arn"));
    return [
      ...all.flatMap((profile) => ofRole(profile, profiles)),
      ...circles(all, profiles),
      ...emptySources(all, profiles, inspection),
    ];
  },
};

function ofRole(
  { name, values, placeOf }: MergedProfile,
  profiles: ReadonlyMap<string, MergedProfile>,
): readonly DoctorFinding[] {
  if (values.has("web_identity_token_file")) return [];
  const [source, origin] = [values.get("source_profile"), values.get("credential_source")];
  const who = `The profile ${quoted(name)}`;
  const isBare = source === undefined && origin === undefined && !OF_AWS_VAULT.some((key) => values.has(key));
  const isMissing = source !== undefined && !profiles.has(source);
  const isUnknown = origin !== undefined && !CREDENTIAL_SOURCES.includes(origin);
  const signsIn = ["sso_session", "sso_account_id", "sso_start_url"].some((key) => values.has(key));
  return [
    ...findings(
      { "role-without-source": isBare && `${who} has role_arn, and nothing says who assumes it.` },
      {
        profile: name,
        place: placeOf("role_arn"),
        ...(signsIn
          ? { remedy: "Move the sign-in to a profile of its own, and name that one as source_profile." }
          : {}),
      },
    ),
    ...findings(
      {
        "role-with-two-sources":
          source !== undefined && origin !== undefined && `${who} has both source_profile and credential_source.`,
        "credential-source-unknown":
          isUnknown && `${who} has credential_source ${quoted(origin)}.${didYouMean(origin, CREDENTIAL_SOURCES)}`,
      },
      { profile: name, place: placeOf("credential_source") },
    ),
    ...findings(
      {
        "source-profile-missing":
          isMissing &&
          `${who} has source_profile ${quoted(source)}, which is in neither file.${didYouMean(
            source,
            [...profiles.keys()].filter((one) => one !== name),
          )}`,
      },
      { profile: name, place: placeOf("source_profile") },
    ),
    ...findings(
      { "role-asks-for-code": values.has("mfa_serial") && `${who} has mfa_serial.` },
      { profile: name, place: placeOf("mfa_serial") },
    ),
  ];
}

/** Each circle once, at the first of its profiles. One with access keys of its own waits for nobody. */
function circles(
  all: readonly MergedProfile[],
  profiles: ReadonlyMap<string, MergedProfile>,
): readonly DoctorFinding[] {
  const told = new Set<string>();
  return all.flatMap(({ name, placeOf }) => {
    const circle = told.has(name) ? [] : circleFrom(name, profiles);
    for (const member of circle) told.add(member);
    if (circle.length === 0) return [];
    const way = [...circle, name].map((one) => quoted(one)).join(" to ");
    return findings(
      { "source-profile-circle": `source_profile leads in a circle: from ${way}.` },
      { profile: name, place: placeOf("source_profile") },
    );
  });
}

function circleFrom(start: string, profiles: ReadonlyMap<string, MergedProfile>): readonly string[] {
  const chain = sourceChain(profiles, start);
  const waits = chain.every((name) => {
    const values = profiles.get(name)?.values;
    return (
      values?.has("role_arn") === true && !values.has("web_identity_token_file") && !values.has("aws_access_key_id")
    );
  });
  const last = profiles.get(chain.at(-1) ?? "")?.values.get("source_profile");
  return waits && last === start ? chain : [];
}

function emptySources(
  all: readonly MergedProfile[],
  profiles: ReadonlyMap<string, MergedProfile>,
  inspection: OpenedInspection,
): readonly DoctorFinding[] {
  const credentials = credentialsIn(mendedFiles(inspection));
  const sources = new Set(all.flatMap(({ values }) => values.get("source_profile") ?? []));
  return [...sources].flatMap((name) => {
    const source = profiles.get(name);
    // A way that is there, and leads to nothing, has a finding of its own.
    if (source === undefined || waysIn(source.values.keys()).size > 0) return [];
    const { awsCli, jsSdk } = credentials(name);
    if (awsCli.kind !== "none" || jsSdk.kind !== "none") return [];
    const message = `The profile ${quoted(name)} is a source_profile, and nothing in it leads to credentials.`;
    return findings({ "source-without-credentials": message }, { profile: name, place: source.placeOf() });
  });
}

import { quoted } from "../../../core/text/visible-text.ts";
import { describeSource } from "../../credentials/credential-source.ts";
import { credentialsIn, type ProfileCredentials } from "../../credentials/credentials-in.ts";
import { mendedFiles } from "../../credentials/mended-files.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";
import { type MergedProfile, mergedProfiles } from "./merged-profiles.ts";

const kinds = {
  "login-beside-others": {
    severity: "error",
    effect:
      "The AWS CLI and boto3 take a console's sign-in (aws login) before a program and before access keys of the config file; the AWS SDK for JavaScript (ampx) takes it last.",
    remedy: "Remove login_session, or the other way to get credentials.",
  },
  "login-without-effect": {
    severity: "warning",
    effect: "Every client takes the other way that the profile has: aws login changes nothing for it.",
    remedy: "Remove login_session, or the other way; or sign in under another name: aws login --profile NAME.",
  },
} as const;

const findings = findingsOf(kinds);

/** Sign-ins of `aws login` beside other ways to get credentials. */
export const logins: Examination = {
  title: "console sign-ins (aws login)",
  kinds,
  examine: (inspection) => {
    const credentials = credentialsIn(mendedFiles(inspection));
    return [...mergedProfiles(inspection).values()].flatMap((profile) =>
      profile.values.get("login_session") ? ofLogin(profile, credentials(profile.name)) : [],
    );
  },
};

function ofLogin({ name, placeOf }: MergedProfile, { awsCli, jsSdk }: ProfileCredentials): readonly DoctorFinding[] {
  const users = [awsCli, jsSdk].filter(({ kind }) => kind === "login").length;
  if (users === 2 || awsCli.kind === "none" || jsSdk.kind === "none") return [];
  const of = `The profile ${quoted(name)} has login_session.`;
  return findings(
    {
      "login-beside-others":
        users === 1 && `${of} The AWS CLI uses ${describeSource(awsCli)}, the AWS SDK ${describeSource(jsSdk)}.`,
      "login-without-effect": users === 0 && `${of} Clients use ${describeSource(awsCli)}.`,
    },
    { profile: name, place: placeOf("login_session") },
  );
}

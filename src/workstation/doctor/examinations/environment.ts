import { quoted } from "../../../core/text/visible-text.ts";
import { hasUnreadFile, type OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

const kinds = {
  "env-access-keys": {
    severity: "warning",
    effect:
      "The AWS CLI, boto3 and Terraform use these keys instead of AWS_PROFILE; ampx checks the profile and may deploy with the keys.",
    remedy: "Unset them before you work with a profile.",
  },
  "env-keys-of-a-tool": {
    severity: "note",
    effect: "Every client uses these temporary keys, whatever AWS_PROFILE says to some of them.",
    remedy: "Nothing, if that is meant; leave that shell to work with profiles.",
  },
  "env-half-keys": {
    severity: "error",
    effect: "With AWS_ACCESS_KEY_ID alone the AWS CLI and boto3 stop; other clients pass over half a pair.",
    remedy: "Unset it, or set the other half too.",
  },
  "env-profiles-differ": {
    severity: "warning",
    effect:
      "The AWS CLI v2, Terraform and the AWS SDK for JavaScript (ampx) use AWS_PROFILE; boto3 and the AWS CLI v1 use AWS_DEFAULT_PROFILE.",
    remedy: "Unset AWS_DEFAULT_PROFILE.",
  },
  "env-default-profile": {
    severity: "warning",
    effect:
      "The AWS CLI, boto3 and ampx use the profile it names; Terraform and other programs with the AWS SDK for JavaScript ignore it.",
    remedy: "Set AWS_PROFILE instead, and unset AWS_DEFAULT_PROFILE.",
  },
  "env-profile-empty": {
    severity: "error",
    effect:
      "To the AWS CLI and boto3 it names a profile without a name, and they stop; the AWS SDK for JavaScript (ampx) takes it for unset.",
    remedy: "Unset it.",
  },
  "env-profile-missing": {
    severity: "error",
    effect: "Every client that is not told another profile stops.",
    remedy: "Correct AWS_PROFILE, or unset it.",
  },
  "env-region": {
    severity: "warning",
    effect:
      "It wins over a profile's region: AWS_REGION in the AWS CLI v2, Terraform and ampx, AWS_DEFAULT_REGION in boto3, the AWS CLI and ampx.",
    remedy: "Unset it, unless it is meant.",
  },
  "env-file-location": {
    severity: "error",
    effect:
      "Clients look for the file in different places: the AWS CLI expands more than the AWS SDK for JavaScript (ampx) does.",
    remedy: "Write the whole path.",
  },
  "env-endpoint-url": {
    severity: "warning",
    effect: "Every current client sends its AWS calls there instead of to AWS.",
    remedy: "Unset it, unless it is meant.",
  },
} as const;

const findings = findingsOf(kinds);

/** By these one sees that aws-vault, granted, saml2aws or aws-sso opened the shell with keys for one purpose. */
const MARKS_OF_TOOLS: readonly string[] = [
  "AWS_VAULT",
  "GRANTED_SESSION",
  "AWS_SSO_PROFILE",
  "AWS_OKTA_PROFILE",
  "SAML2AWS_PROFILE",
  "AWSUME_PROFILE",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_SESSION_EXPIRATION",
];

/** Variables of the shell that beat or confuse a profile. Their values are shown only where they are no secrets. */
export const environment: Examination = {
  title: "AWS variables of the shell",
  kinds,
  examine: (inspection) => [
    ...keys(inspection),
    ...profiles(inspection),
    ...regions(inspection),
    ...inspection.locationNotes.flatMap((message) => findings({ "env-file-location": message })),
    ...endpoints(inspection),
  ],
};

function keys({ env }: OpenedInspection): readonly DoctorFinding[] {
  const pair = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].filter((name) => env[name]);
  const token = env.AWS_SESSION_TOKEN ? ["AWS_SESSION_TOKEN"] : [];
  const set = [...pair, ...token];
  const isTemporary = pair.length === 2 && token.length === 1;
  const tool = isTemporary && !env.AWS_PROFILE ? MARKS_OF_TOOLS.find((name) => env[name]) : undefined;
  return [
    ...findings({ "env-half-keys": pair.length === 1 && `${pair[0]} is set, and its other half is not.` }),
    ...findings({
      "env-keys-of-a-tool": tool !== undefined && `${set.join(", ")} are set, and so is ${tool}.`,
    }),
    ...findings(
      { "env-access-keys": pair.length === 2 && tool === undefined && `${set.join(", ")} are set.` },
      { remedy: `Run: unset ${set.join(" ")}` },
    ),
  ];
}

function profiles(inspection: OpenedInspection): readonly DoctorFinding[] {
  const { env, profiles: known, credentialSections } = inspection;
  const { AWS_PROFILE: chosen, AWS_DEFAULT_PROFILE: fallback } = env;
  const named = chosen || fallback || "";
  const isKnown = named === "" || known.has(named) || credentialSections.has(named) || hasUnreadFile(inspection);
  const variable = chosen ? "AWS_PROFILE" : "AWS_DEFAULT_PROFILE";
  const empty = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].filter((name) => env[name] === "");
  return findings({
    "env-profiles-differ":
      Boolean(chosen && fallback && chosen !== fallback) &&
      `AWS_PROFILE is ${quoted(chosen ?? "")} and AWS_DEFAULT_PROFILE ${quoted(fallback ?? "")}.`,
    "env-default-profile":
      !chosen && Boolean(fallback) && `AWS_DEFAULT_PROFILE is ${quoted(named)}, and AWS_PROFILE is not set.`,
    "env-profile-empty": empty.length > 0 && `${empty.join(", ")} ${empty.length === 1 ? "is" : "are"} set, and empty.`,
    "env-profile-missing": !isKnown && `${variable} is ${quoted(named)}, and there is no such profile.`,
  });
}

function regions({ env, profiles: known }: OpenedInspection): readonly DoctorFinding[] {
  return ["AWS_REGION", "AWS_DEFAULT_REGION"].flatMap((variable) => {
    const region = env[variable];
    if (!region) return [];
    const others = [...known.values()].filter(({ values }) => values.has("region") && values.get("region") !== region);
    const [first] = others;
    if (first === undefined) return [];
    const whose = others.length === 1 ? quoted(first.name) : `${quoted(first.name)} and ${others.length - 1} more`;
    return findings({ "env-region": `${variable} is ${quoted(region)}, which is not the Region of ${whose}.` });
  });
}

function endpoints({ env }: OpenedInspection): readonly DoctorFinding[] {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === "true") return [];
  const set = Object.keys(env).filter((name) => /^AWS_ENDPOINT_URL(_[A-Z0-9_]+)?$/.test(name) && env[name]);
  return set
    .sort()
    .flatMap((name) => findings({ "env-endpoint-url": `${name} is ${quoted(withoutPassword(env[name]))}.` }));
}

function withoutPassword(url = ""): string {
  return url.replace(/\/\/[^/@]*@/, "//****@").replace(/[?#].*$/s, "");
}

import type { OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

const kinds = {
  "proxy-ignored-by-sdk": {
    severity: "warning",
    effect:
      "The AWS CLI, boto3 and Terraform go through the proxy; the AWS SDK for JavaScript goes straight to AWS, and ampx may not get out.",
    remedy: "Where only the proxy leads out, have Amplify's and AWS's addresses opened for direct connections.",
  },
  "ca-bundle-not-for-node": {
    severity: "warning",
    effect:
      "The AWS CLI and boto3 trust the extra certificates; Node.js, and so ampx, does not and refuses the connection.",
    remedy: "Set NODE_EXTRA_CA_CERTS to the same file.",
  },
  "ca-bundle-not-for-aws-cli": {
    severity: "warning",
    effect:
      "Node.js, and so ampx, trusts the extra certificates; the AWS CLI and boto3 do not and refuse the connection.",
    remedy: "Set AWS_CA_BUNDLE to a file that holds the same certificates and the usual ones.",
  },
  "tls-not-verified": {
    severity: "error",
    effect:
      "Node.js programs, ampx among them, accept any certificate: whoever sits in between reads your credentials.",
    remedy: "Run: unset NODE_TLS_REJECT_UNAUTHORIZED. For a certificate of your own use NODE_EXTRA_CA_CERTS.",
  },
} as const;

const finding = findingsOf(kinds);

/** Proxies and certificates that some clients heed and others do not. Values may hold passwords and are not shown. */
export const network: Examination = {
  title: "proxies and certificates",
  kinds,
  examine: ({ env, config, profiles }) => [
    ...proxies(env),
    ...certificates(env, profiles, config.file),
    ...(env.NODE_TLS_REJECT_UNAUTHORIZED === "0"
      ? [finding("tls-not-verified", { message: "NODE_TLS_REJECT_UNAUTHORIZED is 0." })]
      : []),
  ],
};

function proxies(env: OpenedInspection["env"]): readonly DoctorFinding[] {
  const set = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].filter(
    (name) => env[name],
  );
  if (set.length === 0) return [];
  return [finding("proxy-ignored-by-sdk", { message: `${set.join(", ")} ${set.length === 1 ? "is" : "are"} set.` })];
}

function certificates(
  env: OpenedInspection["env"],
  profiles: OpenedInspection["profiles"],
  file: string,
): readonly DoctorFinding[] {
  const forNode = Boolean(env.NODE_EXTRA_CA_CERTS);
  const variable = ["AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"].find((name) => env[name]);
  const inFile = [...profiles.values()].find(({ values }) => values.has("ca_bundle"));
  if (forNode && variable === undefined && inFile === undefined) {
    return [finding("ca-bundle-not-for-aws-cli", { message: "NODE_EXTRA_CA_CERTS is set, and AWS_CA_BUNDLE is not." })];
  }
  if (forNode) return [];
  if (variable !== undefined) {
    return [finding("ca-bundle-not-for-node", { message: `${variable} is set, and NODE_EXTRA_CA_CERTS is not.` })];
  }
  if (inFile === undefined) return [];
  const { name, section } = inFile;
  const message = "The profile has ca_bundle, and NODE_EXTRA_CA_CERTS is not set.";
  return [finding("ca-bundle-not-for-node", { place: { file, line: section.line + 1 }, profile: name, message })];
}

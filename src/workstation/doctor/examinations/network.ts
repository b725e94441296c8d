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

const findings = findingsOf(kinds);

/** Proxies and certificates that some clients heed and others do not. Values may hold passwords and are not shown. */
export const network: Examination = {
  title: "proxies and certificates",
  kinds,
  examine: (inspection) => [
    ...proxies(inspection),
    ...certificates(inspection),
    ...findings({
      "tls-not-verified": inspection.env.NODE_TLS_REJECT_UNAUTHORIZED === "0" && "NODE_TLS_REJECT_UNAUTHORIZED is 0.",
    }),
  ],
};

function proxies({ env }: OpenedInspection): readonly DoctorFinding[] {
  const set = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].filter(
    (name) => env[name],
  );
  const message = `${set.join(", ")} ${set.length === 1 ? "is" : "are"} set.`;
  return findings({ "proxy-ignored-by-sdk": set.length > 0 && message });
}

function certificates({ env, config: { file }, profiles }: OpenedInspection): readonly DoctorFinding[] {
  const forNode = Boolean(env.NODE_EXTRA_CA_CERTS);
  const variable = ["AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"].find((name) => env[name]);
  const inFile = [...profiles.values()].find(({ values }) => values.has("ca_bundle"));
  if (variable !== undefined || inFile === undefined) {
    return findings({
      "ca-bundle-not-for-aws-cli":
        forNode && variable === undefined && "NODE_EXTRA_CA_CERTS is set, and AWS_CA_BUNDLE is not.",
      "ca-bundle-not-for-node":
        !forNode && variable !== undefined && `${variable} is set, and NODE_EXTRA_CA_CERTS is not.`,
    });
  }
  const { name, section } = inFile;
  const message = "The profile has ca_bundle, and NODE_EXTRA_CA_CERTS is not set.";
  const place = { file, line: section.line + 1 };
  return findings({ "ca-bundle-not-for-node": !forNode && message }, { place, profile: name });
}

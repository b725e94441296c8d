import { PROXY_VARIABLES, proxiesOf } from "../../../aws/proxies.ts";
import type { WayTested } from "../../../aws/test-way.ts";
import { passProxy, reach, TRUST } from "../../../aws/way-remedies.ts";
import { OnboardError } from "../../../core/errors/onboard-error.ts";
import type { OpenedInspection } from "../../inspection/opened-inspection.ts";
import type { Examination } from "./examination.ts";
import { type DoctorFinding, findingsOf } from "./finding.ts";

/** ampx makes clients of the AWS SDK with the SDK's own agent, which heeds no variable; Node's own agent and fetch do with this one. */
const NODE_AGENT = "NODE_USE_ENV_PROXY=1";
const OPEN_DIRECTLY =
  "Where ampx still stops, have the hosts of AWS opened for direct connections: the agent of its AWS SDK heeds no variable.";

const kinds = {
  "proxy-not-for-ampx": {
    severity: "warning",
    effect:
      "onboard, the AWS CLI, boto3, Terraform and the CDK (else: cdk --proxy) go through the proxy; the AWS SDK in ampx goes straight to AWS, and may not get out.",
    remedy: `Set ${NODE_AGENT} (Node.js 22.21, or 24.5 and later), which brings what uses Node's own agent through the proxy. ${OPEN_DIRECTLY}`,
  },
  "proxy-unusable": {
    severity: "error",
    effect: "onboard stops before its first call to AWS; what other clients make of it differs.",
    remedy: "Write it as http://USER:PASSWORD@HOST:PORT.",
  },
  "ca-bundle-not-for-node": {
    severity: "warning",
    effect:
      "onboard, the AWS CLI, boto3 and the CDK (else: cdk --ca-bundle-path) trust the extra certificates; other Node.js programs, and so ampx, do not and refuse the connection.",
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
  "way-broken": {
    severity: "error",
    effect: "Calls to it fail there, whichever program makes them by this way.",
    remedy: `${reach("")}.`,
  },
  "way-open": {
    severity: "note",
    effect: "Calls of onboard get through to these, and they answer.",
    remedy: "Nothing is to be done.",
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
  const set = PROXY_VARIABLES.filter((name) => env[name]);
  const message = `${set.join(", ")} ${set.length === 1 ? "is" : "are"} set.`;
  const unusable = unusableProxy(env);
  if (unusable !== undefined) return unusable;
  const isForNode = env.NODE_USE_ENV_PROXY === "1";
  return findings({ "proxy-not-for-ampx": set.length > 0 && message }, isForNode ? { remedy: OPEN_DIRECTLY } : {});
}

function unusableProxy(env: OpenedInspection["env"]): readonly DoctorFinding[] | undefined {
  try {
    proxiesOf(env);
    return undefined;
  } catch (error) {
    if (!(error instanceof OnboardError)) throw error;
    return error.problems.flatMap(({ message, remedy }) => findings({ "proxy-unusable": message }, { remedy }));
  }
}

/** What is said of the ways that were gone: each that breaks, where and why, and in one note those that do not. */
export function findingsOfWays(ways: readonly WayTested[]): readonly DoctorFinding[] {
  const broken = ways.flatMap(({ endpoint, proxy, broken }) => {
    if (broken === undefined) return [];
    const through = proxy === undefined ? "" : `, through the proxy ${proxy}`;
    const message = `${endpoint.service}, ${endpoint.host}${through}: ${broken.step}: ${broken.why}.`;
    return findings({ "way-broken": message }, { remedy: remedyFor(broken) });
  });
  const open = ways.filter((way) => way.broken === undefined);
  const told = open.map(({ endpoint, proxy, issuer }) => {
    const facts = [
      ...(proxy === undefined ? [] : [`through the proxy ${proxy}`]),
      ...(issuer === undefined ? [] : [`certificate by ${issuer}`]),
    ];
    return `${endpoint.service} at ${endpoint.host}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`;
  });
  return [...broken, ...findings({ "way-open": told.length > 0 && `The way is open to: ${told.join("; ")}.` })];
}

function remedyFor({ step, why }: NonNullable<WayTested["broken"]>): string {
  if (step === "TLS") return TRUST;
  if (step === "answer")
    return "Sign in to the network in a browser, or have whoever runs the proxy open the way to that host.";
  return step === "proxy" && /\((407|403)\b/.test(why) ? passProxy(why) : `${reach(why)}.`;
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

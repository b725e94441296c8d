import { isDualStackHost } from "../core/aws/hosts.ts";

/** What helps where a certificate is not trusted. */
export const TRUST =
  "A company's proxy that looks into the traffic has a certificate of its own: get the file of its authority (PEM), and name it in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS, or as ca_bundle in the profile.";

/** What helps where nothing answers. */
const REACH = "Check the network and VPN, and HTTPS_PROXY and NO_PROXY if only a proxy leads out";

/**
 * What helps where nothing answers, without a full stop. `said` names the host that was looked for: those of FIPS and of IPv6 are not
 * everywhere. https://docs.aws.amazon.com/general/latest/gr/sso.html lists them.
 */
export function reach(said: string): string {
  const host = NO_SUCH_HOST.exec(said)?.[1] ?? "";
  const settings = [
    ...(host.includes("-fips.") ? ["AWS_USE_FIPS_ENDPOINT"] : []),
    ...(isDualStackHost(host) ? ["AWS_USE_DUALSTACK_ENDPOINT"] : []),
  ];
  if (settings.length === 0) return REACH;
  const kinds = settings.map((name) => (name.includes("FIPS") ? "FIPS" : "dual-stack")).join(" and ");
  return `${REACH}. AWS has no ${kinds} endpoint of every service in every Region, and this one may be none: leave out ${settings.join(" or ")} (or its like in the profile)`;
}

/** Node's words: `getaddrinfo ENOTFOUND sso-fips.eu-west-1.amazonaws.com`. */
const NO_SUCH_HOST = /\bENOTFOUND ([a-z0-9-]+(?:\.[a-z0-9-]+)*)/;

/** What helps where a proxy says no, by what it wants. */
export function passProxy(message: string): string {
  if (/ wants to be signed in to with /.test(message))
    return "Run a small proxy on this computer that signs in to it (px and cntlm are such), and name that one in the variable.";
  return message.includes("(407)")
    ? "Write user name and password into the variable: http://USER:PASSWORD@HOST:PORT, with signs such as / # @ as %2F %23 %40."
    : "Have whoever runs the proxy open the way to that host, or name it in NO_PROXY if it can be reached without.";
}

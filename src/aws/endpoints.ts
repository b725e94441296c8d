import { isWithoutAmplify } from "../core/aws/partitions.ts";
import { SERVICES, settingsIn } from "./services.ts";

/** A host that calls go to, and what for. */
export interface Endpoint {
  /** What is asked there: `sign-in`, `STS`. */
  readonly service: string;
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
}

const NAMES: Readonly<Record<keyof typeof SERVICES, string>> = {
  signIn: "sign-in",
  portal: "access portal",
  identityCenter: "IAM Identity Center",
  identityStore: "identity store",
  organizations: "Organizations",
  sts: "STS",
  ssm: "Systems Manager",
  amplify: "Amplify",
};

/** What is asked in the Region of the portal, and what in the Region that somebody works in. */
const ASKED = {
  "sign-in": ["signIn", "portal", "identityCenter", "identityStore", "organizations"],
  work: ["sts", "ssm", "amplify"],
} as const satisfies Record<string, readonly (keyof typeof SERVICES)[]>;

/** The endpoints of a Region for what is done there. Nothing is called; what has no place there is left out. */
export async function endpointsIn(region: string, purpose: keyof typeof ASKED): Promise<readonly Endpoint[]> {
  const settings = await settingsIn(region);
  const asked = ASKED[purpose].filter((service) => service !== "amplify" || !isWithoutAmplify(region));
  const found = await Promise.all(
    asked.map(async (service) => {
      const target = await SERVICES[service](settings).catch(() => undefined);
      if (target === undefined) return [];
      const { protocol, hostname, port = protocol === "https:" ? 443 : 80 } = target;
      return [{ service: NAMES[service], protocol, host: hostname.replace(/^\[|\]$/g, ""), port }];
    }),
  );
  return found.flat();
}

import { isAwsHost } from "../core/aws/hosts.ts";
import { SERVICES, settingsIn } from "./services.ts";

const ASKED = { admin: "identityCenter", "sign-in": "signIn" } as const;

/**
 * Whether calls to Identity Center go to something that stands in for AWS (the simulator, moto, another fake), by the settings
 * that the SDK would follow. Nothing is called. What cannot be read is told by the first call itself.
 */
export async function callsStandIn(service: "admin" | "sign-in"): Promise<boolean> {
  try {
    // The Region only chooses among AWS's own hosts.
    const target = await SERVICES[ASKED[service]](await settingsIn("us-east-1"));
    return target !== undefined && !isAwsHost(target.hostname);
  } catch {
    return false;
  }
}

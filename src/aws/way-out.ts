import { findCaBundle, secureContextWith } from "./certificates.ts";
import { proxiesOf } from "./proxies.ts";
import type { WayOut } from "./way-agent.ts";

/**
 * The way that calls of this process take: through the proxies that its environment names, with the certificates that it or
 * its profile names besides. Throws in words where such a setting cannot be used.
 */
export async function findWayOut(): Promise<WayOut> {
  const proxyOf = proxiesOf(process.env);
  const bundle = await findCaBundle();
  return { proxyOf, secureContext: bundle === undefined ? undefined : await secureContextWith(bundle) };
}

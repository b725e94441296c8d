import { mapConcurrently } from "../../../aws/concurrency.ts";
import { type Endpoint, endpointsIn } from "../../../aws/endpoints.ts";
import { testWay, type WayTested } from "../../../aws/test-way.ts";
import { timeLimits } from "../../../aws/time-limits.ts";
import { findWayOut } from "../../../aws/way-out.ts";
import type { OpenedInspection } from "../../inspection/opened-inspection.ts";

/** Regions of one kind that are looked at: a config file may have any number. */
const MOST_REGIONS = 5;
const AT_ONCE = 8;
/** As the SDK's own clients, where nothing says otherwise. */
const USUAL_REGION = "us-east-1";

/**
 * Goes the way to each endpoint of AWS that the profiles and sign-ins of this machine lead to. Throws in words where a proxy or
 * a file of certificates is set and cannot be used.
 */
export async function testWays(inspection: OpenedInspection): Promise<readonly WayTested[]> {
  const way = await findWayOut();
  const { portals, work } = regionsOf(inspection);
  const found = await Promise.all([
    ...portals.map((region) => endpointsIn(region, "sign-in")),
    ...work.map((region) => endpointsIn(region, "work")),
  ]);
  const { connection } = timeLimits();
  return mapConcurrently(eachHostOnce(found.flat()), AT_ONCE, (endpoint) => testWay(endpoint, way, connection));
}

function regionsOf({ env, profiles, ssoSessions }: OpenedInspection) {
  const sections = [...profiles.values(), ...ssoSessions.values()];
  const named = (key: string) => sections.flatMap(({ values }) => values.get(key) ?? []).filter(isRegion);
  const ambient = [env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? ""].filter(isRegion);
  return { portals: some([...named("sso_region"), ...ambient]), work: some([...ambient, ...named("region")]) };
}

/** It becomes part of a host's name. */
function isRegion(text: string): boolean {
  return /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text);
}

function some(regions: readonly string[]): readonly string[] {
  const distinct = [...new Set(regions)].slice(0, MOST_REGIONS);
  return distinct.length === 0 ? [USUAL_REGION] : distinct;
}

/** Several services behind one host, as at a simulator, are told as one. */
function eachHostOnce(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const known = new Map<string, Endpoint>();
  for (const endpoint of endpoints) {
    const key = `${endpoint.protocol}//${endpoint.host}:${endpoint.port}`;
    const earlier = known.get(key);
    const services = new Set([...(earlier?.service.split(", ") ?? []), endpoint.service]);
    known.set(key, { ...endpoint, service: [...services].join(", ") });
  }
  return [...known.values()];
}

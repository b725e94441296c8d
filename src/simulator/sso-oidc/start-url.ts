import type { Instance } from "../world/identity-center-records.ts";
import type { World } from "../world/world.ts";

/** The default address of an instance's access portal: `https://d-….awsapps.com/start`. */
export function startUrlOf({ identityStoreId }: Instance): string {
  return `https://${identityStoreId}.awsapps.com/start`;
}

/**
 * The instance whose access portal has this address, in any of the spellings that AWS knows; undefined when there is
 * none, or none in the Region that was asked. An empty Region stands for any.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/multi-region-workforce-access.html
 */
export function instanceAt(world: World, startUrl: string, region: string): Instance | undefined {
  const address = addressOf(startUrl);
  return [...world.instances.values()].find(
    (instance) => instance.status === "ACTIVE" && servesRegion(instance, region) && namesOf(instance).includes(address),
  );
}

/** Whether an instance answers in a Region: its primary one or an additional one. An empty Region stands for any. */
export function servesRegion({ primaryRegion, additionalRegions }: Instance, region: string): boolean {
  return region === "" || region === primaryRegion || additionalRegions.includes(region);
}

/** Host and path without what makes no difference: case, the slash at the end, the portal's own `#/`. */
function addressOf(startUrl: string): string {
  if (!URL.canParse(startUrl)) return "";
  const { protocol, host, pathname } = new URL(startUrl);
  return protocol === "https:" ? `${host}${pathname.replace(/\/$/, "")}` : "";
}

function namesOf({ arn, identityStoreId, subdomain, primaryRegion, additionalRegions }: Instance): readonly string[] {
  const id = arn.slice(arn.lastIndexOf("/") + 1);
  return [
    `${identityStoreId}.awsapps.com/start`,
    ...(subdomain === undefined ? [] : [`${subdomain}.awsapps.com/start`]),
    `start.us-gov-home.awsapps.com/directory/${identityStoreId}`,
    `identitycenter.amazonaws.com/${id}`,
    ...[primaryRegion, ...additionalRegions].flatMap((region) => [
      `${id}.portal.${region}.app.aws`,
      `${id}.${region}.portal.amazonaws.com`,
    ]),
  ];
}

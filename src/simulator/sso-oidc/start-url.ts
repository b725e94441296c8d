import type { Instance } from "../world/identity-center-records.ts";
import type { World } from "../world/world.ts";

/** The default address of an instance's access portal: `https://d-….awsapps.com/start`, and elsewhere in other partitions. */
export function startUrlOf({ arn, identityStoreId }: Instance): string {
  if (arn.startsWith("arn:aws-cn:")) return `https://${chinaHost}/directory/${identityStoreId}`;
  if (arn.startsWith("arn:aws-us-gov:")) return `https://${govCloudHost}/directory/${identityStoreId}`;
  return `https://${identityStoreId}.awsapps.com/start`;
}

/** https://docs.amazonaws.cn/en_us/singlesignon/latest/userguide/using-the-portal.html */
const chinaHost = "start.home.awsapps.cn";
/** https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-sso.html */
const govCloudHost = "start.us-gov-home.awsapps.com";

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
    `${govCloudHost}/directory/${identityStoreId}`,
    `${chinaHost}/directory/${identityStoreId}`,
    `identitycenter.amazonaws.com/${id}`,
    ...[primaryRegion, ...additionalRegions].flatMap((region) => [
      `${id}.portal.${region}.app.aws`,
      `${id}.${region}.portal.amazonaws.com`,
    ]),
  ];
}

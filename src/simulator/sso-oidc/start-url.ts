import type { Instance } from "../world/identity-center-records.ts";
import type { World } from "../world/world.ts";

/**
 * The default address of an instance's access portal: `https://d-….awsapps.com/start`, and elsewhere in other partitions; that of the
 * isolated ones is told nowhere.
 */
export function startUrlOf(instance: Instance): string | undefined {
  const [usual] = namesOf(instance, instance.primaryRegion);
  return usual === undefined ? undefined : `https://${usual}`;
}

/**
 * The instance whose access portal has this address, in any of the spellings that AWS knows; undefined when there is
 * none, or none in the Region that was asked. An empty Region stands for any.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/multi-region-workforce-access.html
 */
export function instanceAt(world: World, startUrl: string, region: string): Instance | undefined {
  const address = addressOf(startUrl);
  return [...world.instances.values()].find((instance) => {
    if (instance.status !== "ACTIVE" || !servesRegion(instance, region)) return false;
    const regions = region === "" ? [instance.primaryRegion, ...instance.additionalRegions] : [region];
    return regions.some((one) => namesOf(instance, one).includes(address));
  });
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

/**
 * All addresses of an instance that are served in one of its Regions, the usual one first.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/createshortcutlink.html
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/iam-identity-center.html
 */
function namesOf({ arn, identityStoreId, subdomain }: Instance, region: string): readonly string[] {
  const [, partition] = arn.split(":");
  const id = arn.slice(arn.lastIndexOf("/") + 1);
  const directories = [identityStoreId, ...(subdomain === undefined ? [] : [subdomain])];
  const inDirectories = (host: string) => directories.map((directory) => `${host}/directory/${directory}`);
  switch (partition) {
    case "aws-cn":
      return [
        ...inDirectories("start.home.awsapps.cn"),
        ...inDirectories(`start.${region}.home.awsapps.cn`),
        `${id}.portal.${region}.app.amazonwebservices.com.cn`,
        `${id}.${region}.portal.amazonaws.com.cn`,
        `identitycenter.amazonaws.com.cn/${id}`,
      ];
    case "aws-us-gov":
      return [
        ...(region === "us-gov-west-1" ? inDirectories("start.us-gov-home.awsapps.com") : []),
        ...inDirectories(`start.${region}.us-gov-home.awsapps.com`),
        `${id}.portal.${region}.app.aws`,
        `${id}.${region}.portal.amazonaws.com`,
        `identitycenter.us-gov.amazonaws.com/${id}`,
      ];
    case "aws-eusc":
      return [
        `${id}.${region}.portal.amazonaws.eu`,
        `${id}.portal.${region}.api.amazonwebservices.eu`,
        `identitycenter.amazonaws.eu/${id}`,
      ];
    case "aws":
      return [
        ...directories.map((directory) => `${directory}.awsapps.com/start`),
        `identitycenter.amazonaws.com/${id}`,
        `${id}.portal.${region}.app.aws`,
        `${id}.${region}.portal.amazonaws.com`,
      ];
    default:
      return [];
  }
}

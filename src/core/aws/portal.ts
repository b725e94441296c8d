import { DIRECTORY_ID, INSTANCE_ID } from "./ids.ts";
import { partitionNamed } from "./partitions.ts";

/** What an access portal's usual address is made of. */
interface PortalOwner {
  readonly identityStoreId: string;
  readonly instanceArn: string;
  /** The instance's primary Region. */
  readonly region: string;
}

/**
 * The default access portal URL, where it follows from the ids. Custom subdomains are returned by no API, and what older stores with a
 * bare UUID have is told nowhere: then it is `undefined` and the admin passes `--start-url`.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-the-portal.html, and docs.amazonaws.cn for China
 */
export function defaultStartUrl(owner: PortalOwner, partition: string): string | undefined {
  const { usualPortal = {} } = partitionNamed(partition) ?? {};
  const known: Readonly<Record<string, string | undefined>> = {
    directory: DIRECTORY_ID.exec(owner.identityStoreId)?.[0],
    instance: INSTANCE_ID.exec(owner.instanceArn)?.[0],
    region: owner.region,
  };
  const address = usualPortal[owner.region] ?? usualPortal["*"];
  const filled = address?.replace(/\{(\w+)\}/g, (unknown, part: string) => known[part] ?? unknown);
  return filled === undefined || filled.includes("{") ? undefined : `https://${filled}`;
}

/** Whether that address is told by AWS's tools alone, and by no page of AWS. */
export function isPortalByToolsOnly({ region }: PortalOwner, partition: string): boolean {
  const { portalsByToolsOnly = [] } = partitionNamed(partition) ?? {};
  return portalsByToolsOnly.some((one) => one === region || one === "*");
}

/** What stands for the pages of a console whose address AWS tells nowhere: how people without a password are let in. */
const INSTEAD_OF_CONSOLE = "https://docs.aws.amazon.com/singlesignon/latest/userguide/userswithoutpwd.html";

/** Where the Identity Center console of a Region opens; `page` is what follows `#!` (undocumented, so only a shortcut). */
export function consoleUrl(region: string, partition: string, page = "/"): string {
  const host = partitionNamed(partition)?.console;
  if (host === undefined) return INSTEAD_OF_CONSOLE;
  return `https://${region}.${host}/singlesignon/home?region=${region}#!${page}`;
}

/** The console page of an instance: `settings`, `users`, or a user's own page. */
export function instancePage(instanceArn: string, page: string): string {
  const id = /(?:sso)?ins-([A-Za-z0-9.-]{16})$/.exec(instanceArn)?.[1];
  return id === undefined ? "/" : `/instances/${id}/${page}`;
}

/** The console page of one user of an instance, where a password is reset and access is enabled. */
export function userPage(instanceArn: string, userId: string): string {
  return instancePage(instanceArn, `users/user-details/${userId}`);
}

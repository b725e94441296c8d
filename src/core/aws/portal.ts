import { DIRECTORY_ID } from "./ids.ts";

/**
 * The default access portal URL, where it follows from the identity store's id. Legacy stores with a bare UUID and
 * custom subdomains are returned by no API: then it is `undefined` and the admin passes `--start-url`.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-the-portal.html, and the page of the same name at
 * docs.amazonaws.cn for China
 */
export function defaultStartUrl(identityStoreId: string, partition: string): string | undefined {
  if (!DIRECTORY_ID.test(identityStoreId)) return undefined;
  switch (partition) {
    case "aws":
      return `https://${identityStoreId}.awsapps.com/start`;
    case "aws-us-gov":
      return `https://start.us-gov-home.awsapps.com/directory/${identityStoreId}`;
    case "aws-cn":
      return `https://start.home.awsapps.cn/directory/${identityStoreId}`;
    default:
      return undefined;
  }
}

const CONSOLE_DOMAIN: Readonly<Record<string, string>> = {
  "aws-us-gov": "console.amazonaws-us-gov.com",
  "aws-cn": "console.amazonaws.cn",
};

/** Where the Identity Center console of a Region opens; `page` is what follows `#!` (undocumented, so only a shortcut). */
export function consoleUrl(region: string, partition: string, page = "/"): string {
  const domain = CONSOLE_DOMAIN[partition] ?? "console.aws.amazon.com";
  return `https://${region}.${domain}/singlesignon/home?region=${region}#!${page}`;
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

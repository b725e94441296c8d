import { partitionsOfStartUrl } from "./start-url.ts";

/**
 * From which addresses AWS mails codes and links to people of an access portal, as a part of a sentence; those of other partitions are
 * told nowhere. https://docs.aws.amazon.com/singlesignon/latest/userguide/addusers.html
 */
export function mailSenders(startUrl: string | undefined): string {
  const isUsual = startUrl === undefined || partitionsOfStartUrl(startUrl).includes("aws");
  return isUsual ? "no-reply@signin.aws or no-reply@login.awsapps.com" : "AWS";
}

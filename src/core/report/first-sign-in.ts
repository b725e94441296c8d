import { consoleUrl, instancePage, userPage } from "../aws/portal.ts";
import type { Instance } from "../state/observation.ts";
import type { RunReport } from "./report.ts";

/** What an admin must do so that new users can sign in at all. AWS has no API for any of it. */
export type FirstSignIn = RunReport["firstSignIn"];

/**
 * Users made by the API have no password, and AWS sends them nothing.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/userswithoutpwd.html
 */
export function firstSignIn(
  { instanceArn, region, partition }: Pick<Instance, "instanceArn" | "region" | "partition">,
  created: readonly { readonly userName: string; readonly userId: string }[],
): FirstSignIn {
  const page = (name: string) => consoleUrl(region, partition, instancePage(instanceArn, name));
  return {
    settingsPage: page("settings"),
    usersPage: page("users"),
    users: created.map(({ userName, userId }) => ({
      userName,
      page: consoleUrl(region, partition, userPage(instanceArn, userId)),
    })),
  };
}

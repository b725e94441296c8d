import { ListPermissionSetsCommand } from "@aws-sdk/client-sso-admin";
import { mapConcurrently } from "../../../aws/concurrency.ts";
import { readPages } from "../../../aws/pages.ts";
import type { PermissionSet } from "../../../core/state/resource.ts";
import { byCodeUnits } from "../../../core/text/by-code-units.ts";
import type { Session } from "../../session/session.ts";
import { describePermissionSet, readPermissionSet } from "./observe-permission-sets.ts";

/** A permission set to choose. `content` is absent where there are too many to read what is in each. */
interface ListedSet {
  readonly name: string;
  readonly description?: string;
  readonly content?: PermissionSet;
}

/** What is in a set takes five calls: of more than these only names and descriptions are read. */
const MOST_READ = 25;
const AT_ONCE = 10;

/**
 * All permission sets, by name. AWS lists ARNs only, so each is described.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSets.html
 */
export async function listPermissionSets(session: Session): Promise<readonly ListedSet[]> {
  const { ssoAdmin } = session.aws;
  const InstanceArn = session.instance.instanceArn;
  const { items: arns } = await readPages("sso:ListPermissionSets", async (NextToken) => {
    const page = await ssoAdmin.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 100, NextToken }));
    return { items: page.PermissionSets ?? [], next: page.NextToken };
  });
  const found = await mapConcurrently(arns, AT_ONCE, async (arn): Promise<readonly ListedSet[]> => {
    const described = await describePermissionSet(session, arn);
    if (described?.Name === undefined) return [];
    const set = { name: described.Name, ...(described.Description ? { description: described.Description } : {}) };
    if (arns.length > MOST_READ) return [set];
    return [{ ...set, content: (await readPermissionSet(session, described)).permissionSet }];
  });
  return found.flat().sort((a, b) => byCodeUnits(a.name, b.name));
}

import {
  type PermissionSet as AwsPermissionSet,
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ListTagsForResourceCommand,
  type ProvisioningStatus,
} from "@aws-sdk/client-sso-admin";
import { classify } from "../../../aws/aws-error.ts";
import { readPages } from "../../../aws/pages.ts";
import { inlineParts } from "../../../core/state/ended-sessions.ts";
import { permissionSetKey } from "../../../core/state/kinds/permission-set.ts";
import type { ProvisionedAccounts } from "../../../core/state/observation.ts";
import type { CustomerManagedPolicy, PermissionSet, PermissionsBoundary } from "../../../core/state/resource.ts";
import { accountsOfPermissionSet } from "../../session/assignments.ts";
import { identifierOf, type Session } from "../../session/session.ts";

export interface ObservedPermissionSet {
  readonly permissionSet: PermissionSet;
  readonly provisioned: ProvisionedAccounts;
  /** Whether the endpoint tells tags. AWS does; what stands in for it may not, and then the set is shown without any. */
  readonly tellsTags: boolean;
}

/** How many sets are described at once while looking for a name: there is no look-up by name. */
const BATCH = 20;

/** Reads the named permission sets with everything in them, and where they are provisioned; `onName` hears of all met on the way. */
export async function observePermissionSets(
  session: Session,
  names: readonly string[],
  onName?: (name: string) => void,
): Promise<readonly ObservedPermissionSet[]> {
  const found = await findPermissionSets(session, names, onName);
  for (const [name, { PermissionSetArn }] of found) {
    if (PermissionSetArn !== undefined) session.ids.set(permissionSetKey(name), PermissionSetArn);
  }
  return Promise.all(
    [...found.values()].map(async (described) => {
      const [{ permissionSet, tellsTags }, latest, behind] = await Promise.all([
        readPermissionSet(session, described),
        provisionedAccounts(session, described, "LATEST_PERMISSION_SET_PROVISIONED"),
        provisionedAccounts(session, described, "LATEST_PERMISSION_SET_NOT_PROVISIONED"),
      ]);
      // An account in both lists comes from an endpoint that ignores the filter: nothing says that it is outdated.
      const known = new Set(latest);
      const outdated = behind.filter((account) => !known.has(account));
      return { permissionSet, provisioned: { accountIds: [...latest, ...outdated], outdated }, tellsTags };
    }),
  );
}

/** The permission set with this ARN, with everything in it; `undefined` where it is gone. */
export async function readPermissionSetByArn(session: Session, arn: string): Promise<PermissionSet | undefined> {
  const described = await describePermissionSet(session, arn);
  return described === undefined ? undefined : (await readPermissionSet(session, described)).permissionSet;
}

/**
 * The named sets, by name. Those whose ARNs the session has are described; for the others, since AWS lists ARNs only, each must be
 * described until all names are found.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSets.html
 */
async function findPermissionSets(
  session: Session,
  names: readonly string[],
  onName?: (name: string) => void,
): Promise<ReadonlyMap<string, AwsPermissionSet>> {
  const InstanceArn = session.instance.instanceArn;
  const { ssoAdmin } = session.aws;
  const found = new Map<string, AwsPermissionSet>();
  if (names.length === 0) return found;
  const isEnough = () => found.size === names.length;
  const describeAll = async (arns: readonly string[]) => {
    const described = await Promise.all(arns.map((arn) => describePermissionSet(session, arn)));
    for (const set of described) {
      if (set?.Name === undefined) continue;
      onName?.(set.Name);
      if (names.includes(set.Name)) found.set(set.Name, set);
    }
  };
  await describeAll(names.flatMap((name) => session.ids.get(permissionSetKey(name)) ?? []));
  if (isEnough()) return found;
  const seen = new Set([...found.values()].map(({ PermissionSetArn }) => PermissionSetArn));
  const listAndDescribe = async (NextToken: string | undefined) => {
    const page = await ssoAdmin.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 100, NextToken }));
    const items = page.PermissionSets ?? [];
    const others = items.filter((arn) => !seen.has(arn));
    for (let start = 0; start < others.length && !isEnough(); start += BATCH) {
      await describeAll(others.slice(start, start + BATCH));
    }
    return { items, next: page.NextToken };
  };
  await readPages("sso:ListPermissionSets", listAndDescribe, { isEnough });
  return found;
}

/** Whether the policy is attached now; asked after an attach whose answer was lost or that conflicted. */
export async function hasManagedPolicy(session: Session, name: string, arn: string): Promise<boolean> {
  return (await listManagedPolicies(session, identifierOf(session, permissionSetKey(name)))).includes(arn);
}

/** Likewise for a customer managed policy. */
export async function hasCustomerManagedPolicy(session: Session, name: string, wanted: CustomerManagedPolicy) {
  const attached = await listCustomerManagedPolicies(session, identifierOf(session, permissionSetKey(name)));
  return attached.some((policy) => policy.name === wanted.name && policy.path === wanted.path);
}

/** A set that was deleted between listing and describing is simply not there. */
export async function describePermissionSet(
  session: Session,
  PermissionSetArn: string,
): Promise<AwsPermissionSet | undefined> {
  const command = new DescribePermissionSetCommand({ InstanceArn: session.instance.instanceArn, PermissionSetArn });
  return orWhenMissing(
    session.aws.ssoAdmin.send(command).then(({ PermissionSet }) => PermissionSet),
    undefined,
  );
}

/** Everything in a set that was described. */
export async function readPermissionSet(
  session: Session,
  described: AwsPermissionSet,
): Promise<Omit<ObservedPermissionSet, "provisioned">> {
  const arn = described.PermissionSetArn ?? "";
  const [managedPolicies, customerManagedPolicies, inline, permissionsBoundary, tags] = await Promise.all([
    listManagedPolicies(session, arn),
    listCustomerManagedPolicies(session, arn),
    readInlinePolicy(session, arn),
    readBoundary(session, arn),
    readTags(session, arn),
  ]);
  const permissionSet: PermissionSet = {
    kind: "PermissionSet",
    name: described.Name ?? "",
    sessionDuration: described.SessionDuration ?? "PT1H",
    ...(described.Description ? { description: described.Description } : {}),
    ...(described.RelayState ? { relayState: described.RelayState } : {}),
    managedPolicies,
    customerManagedPolicies,
    ...inline,
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    tags: tags ?? {},
  };
  return { permissionSet, tellsTags: tags !== undefined };
}

async function listManagedPolicies(session: Session, PermissionSetArn: string): Promise<readonly string[]> {
  const { items } = await readPages("sso:ListManagedPoliciesInPermissionSet", async (NextToken) => {
    const page = await session.aws.ssoAdmin.send(
      new ListManagedPoliciesInPermissionSetCommand({ ...of(session, PermissionSetArn), MaxResults: 100, NextToken }),
    );
    return { items: page.AttachedManagedPolicies ?? [], next: page.NextToken };
  });
  return items.flatMap(({ Arn }) => (Arn === undefined ? [] : [Arn])).sort();
}

async function listCustomerManagedPolicies(
  session: Session,
  PermissionSetArn: string,
): Promise<readonly CustomerManagedPolicy[]> {
  const { items } = await readPages("sso:ListCustomerManagedPolicyReferencesInPermissionSet", async (NextToken) => {
    const page = await session.aws.ssoAdmin.send(
      new ListCustomerManagedPolicyReferencesInPermissionSetCommand({
        ...of(session, PermissionSetArn),
        MaxResults: 100,
        NextToken,
      }),
    );
    return { items: page.CustomerManagedPolicyReferences ?? [], next: page.NextToken };
  });
  return items.map(({ Name, Path }) => ({ name: Name ?? "", path: Path ?? "/" }));
}

/** No inline policy is answered as an empty string. Documents are compared by meaning, so they are put in one form. */
export async function readInlinePolicy(
  session: Session,
  PermissionSetArn: string,
): Promise<Pick<PermissionSet, "inlinePolicy" | "endedSessions">> {
  const command = new GetInlinePolicyForPermissionSetCommand(of(session, PermissionSetArn));
  const { InlinePolicy } = await session.aws.ssoAdmin.send(command);
  return InlinePolicy ? inlineParts(InlinePolicy) : {};
}

async function readBoundary(session: Session, PermissionSetArn: string): Promise<PermissionsBoundary | undefined> {
  const command = new GetPermissionsBoundaryForPermissionSetCommand(of(session, PermissionSetArn));
  const answer = await orWhenMissing(session.aws.ssoAdmin.send(command), undefined);
  const boundary = answer?.PermissionsBoundary;
  if (boundary?.ManagedPolicyArn !== undefined) return { managedPolicyArn: boundary.ManagedPolicyArn };
  const reference = boundary?.CustomerManagedPolicyReference;
  if (reference === undefined) return undefined;
  return { customerManagedPolicy: { name: reference.Name ?? "", path: reference.Path ?? "/" } };
}

/** A resource's tags; `undefined` where the endpoint knows of none. */
async function readTags(session: Session, ResourceArn: string): Promise<PermissionSet["tags"] | undefined> {
  const InstanceArn = session.instance.instanceArn;
  const reading = readPages("sso:ListTagsForResource", async (NextToken) => {
    const page = await session.aws.ssoAdmin.send(
      new ListTagsForResourceCommand({ InstanceArn, ResourceArn, NextToken }),
    );
    return { items: page.Tags ?? [], next: page.NextToken };
  });
  try {
    return Object.fromEntries((await reading).items.map(({ Key, Value }) => [Key ?? "", Value ?? ""]));
  } catch (error) {
    const why = classify(error);
    if (why === "unsupported") return undefined;
    if (why === "not-found") return {};
    throw error;
  }
}

function provisionedAccounts(
  session: Session,
  { PermissionSetArn }: AwsPermissionSet,
  status: ProvisioningStatus,
): Promise<readonly string[]> {
  return orWhenMissing(accountsOfPermissionSet(session, PermissionSetArn, status), []);
}

/** What is not there, or what an endpoint does not know, reads as the given value. */
async function orWhenMissing<Value>(reading: Promise<Value>, missing: Value): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (["not-found", "unsupported"].includes(classify(error))) return missing;
    throw error;
  }
}

function of(session: Session, PermissionSetArn: string | undefined) {
  return { InstanceArn: session.instance.instanceArn, PermissionSetArn };
}

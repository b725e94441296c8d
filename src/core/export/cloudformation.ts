import { SIMULATION } from "../text/simulation.ts";
import { visibleText } from "../text/visible-text.ts";
import type { ExportedFile, Inventory, InventoryPermissionSet } from "./inventory.ts";
import { pascalLabels } from "./labels.ts";
import { renderYaml, type Yaml } from "./yaml.ts";

/**
 * What one change set imports, and the bytes of a template that is sent with the call: more would have to lie in S3.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
 */
const MOST_IMPORTS = 200;
const MOST_BYTES = 51_200;

/** Bytes that a template has beside its resources: its head names so many things that are left out, each so long. */
const BESIDE = 8_000;
const MOST_NAMED = 20;
const MOST_LETTERS = 200;

/** An inline policy that is longer stays the text that it is: AWS's longest (32,768) would not fit with a line a word. */
const LONG_POLICY = 8_000;

/** What a permission set of CloudFormation may hold of each kind of policy, by its schema; AWS's API takes 25 together. */
const MOST_POLICIES = 20;

interface TemplateResource {
  readonly label: string;
  readonly type: string;
  readonly properties: { readonly [name: string]: Yaml | undefined };
  /** What finds the thing that is there, when it is imported. */
  readonly identifier: Readonly<Record<string, string>>;
}

/**
 * The inventory as CloudFormation templates, each for one call, and beside each the list that an import change set takes
 * (`--change-set-type IMPORT --resources-to-import file://…`). Everything is retained when a stack goes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources.html
 */
export function cloudFormationFiles(inventory: Inventory): readonly ExportedFile[] {
  const resources = [
    ...groups(inventory),
    ...memberships(inventory),
    ...permissionSets(inventory),
    ...assignments(inventory),
  ];
  const parts = partsOf(resources);
  return parts.flatMap((part, at) => {
    const name = parts.length === 1 ? "identity-center" : `identity-center-${at + 1}`;
    const body = {
      AWSTemplateFormatVersion: "2010-09-09",
      Description: `IAM Identity Center ${inventory.instance.identityStoreId}${parts.length === 1 ? "" : `, part ${at + 1} of ${parts.length}`}`,
      Resources: Object.fromEntries(part.map(({ label, type, properties }) => [label, templateOf(type, properties)])),
    };
    const imports = part.map(({ label, type, identifier }) => ({
      ResourceType: type,
      LogicalResourceId: label,
      ResourceIdentifier: identifier,
    }));
    return [
      { name: `${name}.yaml`, text: `${head(inventory, name)}\n${renderYaml(body)}` },
      { name: `${name}-import.json`, text: `${JSON.stringify(imports, null, 2)}\n` },
    ];
  });
}

function templateOf(type: string, properties: { readonly [name: string]: Yaml | undefined }): Yaml {
  return { Type: type, DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain", Properties: properties };
}

function head(inventory: Inventory, name: string): string {
  const missing = [...inexpressible(inventory), ...inventory.leftOut];
  return [
    ...(inventory.simulated ? [`# ${SIMULATION}: there is nothing to import.`] : []),
    "# Written by onboard export cloudformation. To take over what is there:",
    `# ${importCommand(name)}`,
    ...(missing.length === 0 ? [] : ["#", "# Not in here:", ...named(missing)]),
  ].join("\n");
}

function named(missing: readonly string[]): readonly string[] {
  const more = missing.length - MOST_NAMED;
  const shown = missing
    .slice(0, MOST_NAMED)
    .map((one) => `# - ${[...visibleText(one)].slice(0, MOST_LETTERS).join("")}`);
  return more > 0 ? [...shown, `# and ${more} more, which the command has told`] : shown;
}

/** Makes the change set that imports a template's resources; it is reviewed and executed as any other. */
export function importCommand(name: string): string {
  const files = `--template-body file://${name}.yaml --resources-to-import file://${name}-import.json`;
  return `aws cloudformation create-change-set --stack-name ${name} --change-set-name import --change-set-type IMPORT ${files}`;
}

/** What CloudFormation has no type or no room for, or others own. */
function inexpressible({ users, groups: all, permissionSets: sets }: Inventory): readonly string[] {
  const unread = sets.filter(({ content }) => content === undefined);
  const crowded = sets.filter((set) => set.content !== undefined && !isExpressible(set));
  return [
    ...(users.length === 0 ? [] : ["Users: CloudFormation has no type for them. They are named by their ids."]),
    ...all.filter(({ external }) => external).map(({ name }) => `Group ${name} comes from an external directory.`),
    ...unread.map(({ name }) => `Permission set ${name} could not be read.`),
    ...crowded.map(
      ({ name }) =>
        `Permission set ${name} has more than ${MOST_POLICIES} policies of a kind, which the schema refuses.`,
    ),
  ];
}

/** As many as a call takes together, in their order. */
function partsOf(resources: readonly TemplateResource[]): readonly (readonly TemplateResource[])[] {
  const parts: TemplateResource[][] = [[]];
  let room = MOST_BYTES - BESIDE;
  for (const resource of resources) {
    const size = sizeOf(resource);
    const part = parts.at(-1) ?? [];
    if (part.length > 0 && (part.length === MOST_IMPORTS || size > room)) {
      parts.push([resource]);
      room = MOST_BYTES - BESIDE - size;
    } else {
      part.push(resource);
      room -= size;
    }
  }
  return parts;
}

/** Bytes of it in a template, where each line stands two blanks further in. */
function sizeOf({ label, type, properties }: TemplateResource): number {
  const text = renderYaml({ [label]: templateOf(type, properties) });
  return new TextEncoder().encode(text).length + 2 * text.split("\n").length;
}

function groups({ instance, groups: all }: Inventory): readonly TemplateResource[] {
  const own = all.filter(({ external }) => !external);
  const labels = pascalLabels(own);
  return own.map(({ id, name, description }) => ({
    label: `Group${labels.get(id)}`,
    type: "AWS::IdentityStore::Group",
    properties: { IdentityStoreId: instance.identityStoreId, DisplayName: name, Description: description },
    identifier: { GroupId: id, IdentityStoreId: instance.identityStoreId },
  }));
}

/** By ids, since the group may stand in another template. */
function memberships({ instance, memberships: all, groups: groupsOf, users }: Inventory): readonly TemplateResource[] {
  const groupNames = new Map(groupsOf.map(({ id, name }) => [id, name]));
  const userNames = new Map(users.map(({ id, userName }) => [id, userName]));
  const named = all.map(({ id, groupId, userId }) => ({
    id,
    name: `${groupNames.get(groupId) ?? groupId} ${userNames.get(userId) ?? userId}`,
  }));
  const labels = pascalLabels(named);
  return all.map(({ id, groupId, userId }) => ({
    label: `Membership${labels.get(id)}`,
    type: "AWS::IdentityStore::GroupMembership",
    properties: { IdentityStoreId: instance.identityStoreId, GroupId: groupId, MemberId: { UserId: userId } },
    identifier: { MembershipId: id, IdentityStoreId: instance.identityStoreId },
  }));
}

function permissionSets({ instance, permissionSets: all }: Inventory): readonly TemplateResource[] {
  const own = all.filter(isExpressible);
  const labels = pascalLabels(own.map(({ arn, name }) => ({ id: arn, name })));
  return own.map(({ arn, name, content }) => ({
    label: `PermissionSet${labels.get(arn)}`,
    type: "AWS::SSO::PermissionSet",
    properties: {
      InstanceArn: instance.instanceArn,
      Name: name,
      Description: content?.description,
      SessionDuration: content?.sessionDuration,
      RelayStateType: content?.relayState,
      ManagedPolicies: unlessEmpty(content?.managedPolicies),
      CustomerManagedPolicyReferences: unlessEmpty(
        content?.customerManagedPolicies.map(({ name: policy, path }) => ({ Name: policy, Path: path })),
      ),
      InlinePolicy: content?.inlinePolicy === undefined ? undefined : policyOf(content.inlinePolicy),
      PermissionsBoundary: boundaryOf(content),
      Tags: unlessEmpty(Object.entries(content?.tags ?? {}).map(([Key, Value]) => ({ Key, Value }))),
    },
    identifier: { InstanceArn: instance.instanceArn, PermissionSetArn: arn },
  }));
}

function policyOf(text: string): Yaml {
  const policy = JSON.parse(text) as Yaml;
  return text.length > LONG_POLICY ? JSON.stringify(policy) : policy;
}

/** Whether CloudFormation's schema takes the permission set; what it does not take is left out, and told. */
function isExpressible({ content }: InventoryPermissionSet): boolean {
  if (content === undefined) return false;
  return content.managedPolicies.length <= MOST_POLICIES && content.customerManagedPolicies.length <= MOST_POLICIES;
}

function boundaryOf(content: InventoryPermissionSet["content"]): Yaml | undefined {
  const boundary = content?.permissionsBoundary;
  if (boundary === undefined) return undefined;
  if ("managedPolicyArn" in boundary) return { ManagedPolicyArn: boundary.managedPolicyArn };
  const { name, path } = boundary.customerManagedPolicy;
  return { CustomerManagedPolicyReference: { Name: name, Path: path } };
}

function unlessEmpty(list: readonly Yaml[] | undefined): readonly Yaml[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

function assignments(inventory: Inventory): readonly TemplateResource[] {
  const { instance, assignments: all } = inventory;
  const names = new Map<string, string>([
    ...inventory.accounts.map(({ id, name }) => [id, name] as const),
    ...inventory.users.map(({ id, userName }) => [id, userName.split("@")[0] ?? userName] as const),
    ...inventory.groups.map(({ id, name }) => [id, name] as const),
    ...inventory.permissionSets.map(({ arn, name }) => [arn, name] as const),
  ]);
  const nameOf = (id: string) => names.get(id) ?? id;
  const named = all.map((one, at) => ({
    id: String(at),
    name: `${nameOf(one.principalId)} ${nameOf(one.accountId)} ${nameOf(one.permissionSetArn)}`,
  }));
  const labels = pascalLabels(named);
  return all.map(({ accountId, permissionSetArn, principalType, principalId }, at) => {
    const identifier = {
      InstanceArn: instance.instanceArn,
      TargetId: accountId,
      TargetType: "AWS_ACCOUNT",
      PermissionSetArn: permissionSetArn,
      PrincipalType: principalType,
      PrincipalId: principalId,
    };
    return {
      label: `Assignment${labels.get(String(at))}`,
      type: "AWS::SSO::Assignment",
      properties: identifier,
      identifier,
    };
  });
}

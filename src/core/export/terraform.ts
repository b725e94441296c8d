import { pathAndName, policyName } from "../aws/policy-name.ts";
import { SIMULATION } from "../text/simulation.ts";
import { visibleText } from "../text/visible-text.ts";
import { type Block, heredoc, listOf, mapOf, reference, renderHcl } from "./hcl.ts";
import type {
  ExportedFile,
  Inventory,
  InventoryAssignment,
  InventoryGroup,
  InventoryMembership,
  InventoryPermissionSet,
  InventoryUser,
} from "./inventory.ts";
import { type Labels, snakeLabels } from "./labels.ts";

/** Names of everything, by AWS's ids. */
interface Names {
  readonly accounts: Labels;
  readonly users: Labels;
  readonly groups: Labels;
  readonly permissionSets: Labels;
  /** Ids of users and groups that another directory owns. */
  readonly external: ReadonlySet<string>;
  /** ARNs of permission sets that could not be read, and are named by their ARN. */
  readonly unread: ReadonlySet<string>;
}

const INSTANCE = reference("local.instance_arn");
const STORE = reference("local.identity_store_id");

/**
 * The inventory as Terraform (or OpenTofu) code: one resource a thing, each with the block that imports it, so that a first
 * plan says "import" and nothing else. What another directory owns is looked up, not managed.
 * https://developer.hashicorp.com/terraform/language/import (Terraform from 1.5, OpenTofu from 1.6)
 */
export function terraformFiles(inventory: Inventory): readonly ExportedFile[] {
  const names: Names = {
    accounts: snakeLabels(inventory.accounts),
    users: snakeLabels(inventory.users.map(({ id, userName }) => ({ id, name: localPart(userName) }))),
    groups: snakeLabels(inventory.groups),
    permissionSets: snakeLabels(inventory.permissionSets.map(({ arn, name }) => ({ id: arn, name }))),
    external: new Set([...inventory.users, ...inventory.groups].filter(({ external }) => external).map(({ id }) => id)),
    unread: new Set(inventory.permissionSets.filter(({ content }) => content === undefined).map(({ arn }) => arn)),
  };
  const assignments = labelledAssignments(inventory, names);
  const files = {
    "main.tf": [head(inventory), renderHcl(mainBlocks(inventory, names))].join("\n"),
    "users.tf": renderHcl(inventory.users.flatMap((user) => userBlocks(user, inventory, names))),
    "groups.tf": renderHcl([
      ...inventory.groups.flatMap((group) => groupBlocks(group, inventory, names)),
      ...membershipBlocks(inventory, names),
    ]),
    "permission-sets.tf": renderHcl(
      inventory.permissionSets.flatMap((set) => setBlocks(set, inventory, names, assignments)),
    ),
    "assignments.tf": renderHcl(assignments.flatMap((one) => assignmentBlocks(one, inventory, names))),
  };
  return Object.entries(files)
    .filter(([, text]) => text.trim() !== "")
    .map(([name, text]) => ({ name, text }));
}

function head({ leftOut, simulated }: Inventory): string {
  return [
    ...(simulated ? [`# ${SIMULATION}: there is nothing to import.`] : []),
    "# Written by onboard export terraform. terraform init, then terraform plan: it should say imports, and nothing to change.",
    "# The import blocks have done their work after the first apply and may be deleted.",
    "# Every plan asks AWS for each assignment anew, and a changed permission set is provisioned to all its accounts.",
    ...(leftOut.length === 0 ? [] : ["#", "# Not in here:", ...leftOut.map((one) => `# - ${visibleText(one)}`)]),
    "",
  ].join("\n");
}

function mainBlocks({ instance, accounts }: Inventory, names: Names): readonly Block[] {
  const ids = accounts.map(({ id }): [string, string] => [`account_${labelOf(names.accounts, id)}`, id]);
  return [
    {
      type: "terraform",
      arguments: { required_version: ">= 1.5" },
      blocks: [
        {
          type: "required_providers",
          arguments: { aws: { hcl: '{\n      source  = "hashicorp/aws"\n      version = ">= 6.0"\n    }' } },
        },
      ],
    },
    { type: "provider", labels: ["aws"], arguments: { region: instance.region } },
    {
      type: "locals",
      arguments: {
        instance_arn: instance.instanceArn,
        identity_store_id: instance.identityStoreId,
        ...Object.fromEntries(ids),
      },
    },
  ];
}

/** The resource, and the block that imports it. */
function imported(type: string, label: string, id: string, resource: Omit<Block, "type" | "labels">): readonly Block[] {
  return [
    { type: "resource", labels: [type, label], ...resource },
    { type: "import", arguments: { to: reference(`${type}.${label}`), id } },
  ];
}

function userBlocks(user: InventoryUser, { instance }: Inventory, { users }: Names): readonly Block[] {
  const label = labelOf(users, user.id);
  if (user.external) return [lookedUp("aws_identitystore_user", label, "UserName", user.userName)];
  const [email] = user.emails;
  return imported("aws_identitystore_user", label, `${instance.identityStoreId}/${user.id}`, {
    arguments: {
      identity_store_id: STORE,
      user_name: user.userName,
      display_name: user.displayName,
      nickname: user.nickname,
      title: user.title,
      user_type: user.userType,
      locale: user.locale,
      preferred_language: user.preferredLanguage,
      profile_url: user.profileUrl,
      timezone: user.timezone,
    },
    blocks: [
      {
        type: "name",
        arguments: {
          given_name: user.givenName,
          family_name: user.familyName,
          formatted: user.formattedName,
          middle_name: user.middleName,
          honorific_prefix: user.honorificPrefix,
          honorific_suffix: user.honorificSuffix,
        },
      },
      ...(email === undefined
        ? []
        : [{ type: "emails", arguments: { value: email.value, type: email.type, primary: email.primary } }]),
    ],
  });
}

/** What another directory owns is found by its name, and left to it. */
function lookedUp(type: string, label: string, attribute: string, value: string): Block {
  return {
    type: "data",
    labels: [type, label],
    arguments: { identity_store_id: STORE },
    blocks: [
      {
        type: "alternate_identifier",
        blocks: [{ type: "unique_attribute", arguments: { attribute_path: attribute, attribute_value: value } }],
      },
    ],
  };
}

function groupBlocks(group: InventoryGroup, { instance }: Inventory, { groups }: Names): readonly Block[] {
  const label = labelOf(groups, group.id);
  if (group.external) return [lookedUp("aws_identitystore_group", label, "DisplayName", group.name)];
  return imported("aws_identitystore_group", label, `${instance.identityStoreId}/${group.id}`, {
    arguments: { identity_store_id: STORE, display_name: group.name, description: group.description },
  });
}

function membershipBlocks({ instance, memberships }: Inventory, names: Names): readonly Block[] {
  const labelled = (one: InventoryMembership) =>
    `${labelOf(names.groups, one.groupId)}_${labelOf(names.users, one.userId)}`;
  const labels = snakeLabels(memberships.map((one) => ({ id: one.id, name: labelled(one) })));
  return memberships.flatMap((one) =>
    imported("aws_identitystore_group_membership", labelOf(labels, one.id), `${instance.identityStoreId}/${one.id}`, {
      arguments: {
        identity_store_id: STORE,
        group_id: groupReference(names, one.groupId),
        member_id: userReference(names, one.userId),
      },
    }),
  );
}

/** The permission set with everything attached to it. What is attached goes after the assignments do: `depends_on`. */
function setBlocks(
  { arn, name, content }: InventoryPermissionSet,
  { instance }: Inventory,
  { permissionSets }: Names,
  assignments: readonly LabelledAssignment[],
): readonly Block[] {
  if (content === undefined) return [];
  const label = labelOf(permissionSets, arn);
  const own = assignments.filter(({ permissionSetArn }) => permissionSetArn === arn);
  const depends_on =
    own.length === 0 ? undefined : listOf(own.map((one) => reference(`aws_ssoadmin_account_assignment.${one.label}`)));
  const setArn = reference(`aws_ssoadmin_permission_set.${label}.arn`);
  const target = { instance_arn: INSTANCE, permission_set_arn: setArn };
  const place = `${arn},${instance.instanceArn}`;
  const managed = snakeLabels(content.managedPolicies.map((policy) => ({ id: policy, name: policyName(policy) })));
  const customer = content.customerManagedPolicies.map((policy) => ({ ...policy, id: pathAndName(policy) }));
  const customerLabels = snakeLabels(customer);
  const attached = (suffix: string) => `${label}_${suffix}`;
  return [
    ...imported("aws_ssoadmin_permission_set", label, place, {
      arguments: {
        instance_arn: INSTANCE,
        name,
        description: content.description,
        relay_state: content.relayState,
        session_duration: content.sessionDuration,
        tags: Object.keys(content.tags).length === 0 ? undefined : mapOf(content.tags),
      },
    }),
    ...content.managedPolicies.flatMap((policy) =>
      imported("aws_ssoadmin_managed_policy_attachment", attached(labelOf(managed, policy)), `${policy},${place}`, {
        arguments: { ...target, managed_policy_arn: policy, depends_on },
      }),
    ),
    ...customer.flatMap(({ id, name: policy, path }) =>
      imported(
        "aws_ssoadmin_customer_managed_policy_attachment",
        attached(labelOf(customerLabels, id)),
        `${policy},${path},${place}`,
        {
          arguments: { ...target, depends_on },
          blocks: [{ type: "customer_managed_policy_reference", arguments: { name: policy, path } }],
        },
      ),
    ),
    ...(content.inlinePolicy === undefined
      ? []
      : imported("aws_ssoadmin_permission_set_inline_policy", label, place, {
          arguments: { ...target, inline_policy: heredoc(prettyJson(content.inlinePolicy)), depends_on },
        })),
    ...(content.permissionsBoundary === undefined
      ? []
      : imported("aws_ssoadmin_permissions_boundary_attachment", label, place, {
          arguments: { ...target, depends_on },
          blocks: [boundaryBlock(content.permissionsBoundary)],
        })),
  ];
}

function boundaryBlock(
  boundary: NonNullable<NonNullable<InventoryPermissionSet["content"]>["permissionsBoundary"]>,
): Block {
  if ("managedPolicyArn" in boundary) {
    return { type: "permissions_boundary", arguments: { managed_policy_arn: boundary.managedPolicyArn } };
  }
  const { name, path } = boundary.customerManagedPolicy;
  return {
    type: "permissions_boundary",
    blocks: [{ type: "customer_managed_policy_reference", arguments: { name, path } }],
  };
}

type LabelledAssignment = InventoryAssignment & { readonly label: string };

function labelledAssignments({ assignments }: Inventory, names: Names): readonly LabelledAssignment[] {
  const named = assignments.map((one, at) => {
    const principal = labelOf(one.principalType === "USER" ? names.users : names.groups, one.principalId);
    const words = [
      principal,
      labelOf(names.accounts, one.accountId),
      labelOf(names.permissionSets, one.permissionSetArn),
    ];
    return { id: String(at), name: words.join("_") };
  });
  const labels = snakeLabels(named);
  return assignments.map((one, at) => ({ ...one, label: labelOf(labels, String(at)) }));
}

function assignmentBlocks(one: LabelledAssignment, inventory: Inventory, names: Names): readonly Block[] {
  const { accountId, permissionSetArn, principalType, principalId, label } = one;
  const id = [principalId, principalType, accountId, "AWS_ACCOUNT", permissionSetArn, inventory.instance.instanceArn];
  const principal = principalType === "USER" ? userReference : groupReference;
  return imported("aws_ssoadmin_account_assignment", label, id.join(","), {
    arguments: {
      instance_arn: INSTANCE,
      permission_set_arn: setReference(names, permissionSetArn),
      principal_type: principalType,
      principal_id: principal(names, principalId),
      target_type: "AWS_ACCOUNT",
      target_id: names.accounts.has(accountId)
        ? reference(`local.account_${labelOf(names.accounts, accountId)}`)
        : accountId,
    },
  });
}

/** What is exported is referred to; of anything else the id stands. */
function userReference({ users, external }: Names, id: string) {
  return referenceTo("aws_identitystore_user", users.get(id), "user_id", external.has(id)) ?? id;
}

function groupReference({ groups, external }: Names, id: string) {
  return referenceTo("aws_identitystore_group", groups.get(id), "group_id", external.has(id)) ?? id;
}

function setReference({ permissionSets, unread }: Names, arn: string) {
  return unread.has(arn) ? arn : (referenceTo("aws_ssoadmin_permission_set", permissionSets.get(arn), "arn") ?? arn);
}

function referenceTo(type: string, label: string | undefined, attribute: string, isLookedUp = false) {
  return label === undefined ? undefined : reference(`${isLookedUp ? "data." : ""}${type}.${label}.${attribute}`);
}

function labelOf(labels: Labels, id: string): string {
  return labels.get(id) ?? snakeLabels([{ id, name: id }]).get(id) ?? "one";
}

function localPart(userName: string): string {
  return userName.split("@")[0] || userName;
}

function prettyJson(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}

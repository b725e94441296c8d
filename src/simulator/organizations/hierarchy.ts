import { AwsError, type Context, type Operation } from "../operation.ts";
import type { PageRequest } from "../paginate.ts";
import type { Organization, OrganizationalUnit } from "../world/organization-records.ts";
import { accountOf, organizationArn, organizationFor } from "./access.ts";
import { paginateWithGaps } from "./page.ts";

interface MoveInput {
  readonly AccountId: string;
  readonly SourceParentId: string;
  readonly DestinationParentId: string;
}

/** The root, the organizational units below it, and where accounts stand among them. */
export const hierarchyOperations = {
  ListRoots: (input: PageRequest, context) => {
    const organization = organizationFor(context, "administrators");
    const { rootId } = organization;
    const root = {
      Id: rootId,
      Arn: organizationArn(context, organization, "root", rootId),
      Name: "Root",
      PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
    };
    const { items, nextToken } = paginateWithGaps([root], ({ Id }) => Id, input);
    return { Roots: items, NextToken: nextToken };
  },

  ListOrganizationalUnitsForParent: (input: PageRequest & { readonly ParentId: string }, context) => {
    const organization = organizationFor(context, "administrators");
    requireParent(context, input.ParentId, "ParentNotFoundException");
    const units = [...context.world.organizationalUnits.values()].filter(({ parentId }) => parentId === input.ParentId);
    const { items, nextToken } = paginateWithGaps(units, ({ id }) => id, input);
    return {
      OrganizationalUnits: items.map((unit) => describeUnit(context, organization, unit)),
      NextToken: nextToken,
    };
  },

  DescribeOrganizationalUnit: ({ OrganizationalUnitId }: { readonly OrganizationalUnitId: string }, context) => {
    const organization = organizationFor(context, "administrators");
    return { OrganizationalUnit: describeUnit(context, organization, unitOf(context, OrganizationalUnitId)) };
  },

  ListParents: (input: PageRequest & { readonly ChildId: string }, context) => {
    organizationFor(context, "administrators");
    const { accounts, organizationalUnits } = context.world;
    const child = accounts.get(input.ChildId) ?? organizationalUnits.get(input.ChildId);
    if (child === undefined) {
      throw new AwsError("ChildNotFoundException", "You specified a child that doesn't exist.");
    }
    const Type = organizationalUnits.has(child.parentId) ? "ORGANIZATIONAL_UNIT" : "ROOT";
    const { items, nextToken } = paginateWithGaps([{ Id: child.parentId, Type }], ({ Id }) => Id, input);
    return { Parents: items, NextToken: nextToken };
  },

  ListChildren: (
    input: PageRequest & { readonly ParentId: string; readonly ChildType: "ACCOUNT" | "ORGANIZATIONAL_UNIT" },
    context,
  ) => {
    organizationFor(context, "administrators");
    requireParent(context, input.ParentId, "ParentNotFoundException");
    const { accounts, organizationalUnits } = context.world;
    const table = input.ChildType === "ACCOUNT" ? accounts : organizationalUnits;
    const children = [...table.values()].filter(({ parentId }) => parentId === input.ParentId);
    const { items, nextToken } = paginateWithGaps(
      children.map(({ id }) => ({ Id: id, Type: input.ChildType })),
      ({ Id }) => Id,
      input,
    );
    return { Children: items, NextToken: nextToken };
  },

  MoveAccount: ({ AccountId, SourceParentId, DestinationParentId }: MoveInput, context) => {
    organizationFor(context, "management");
    const account = accountOf(context, AccountId);
    requireParent(context, SourceParentId, "SourceParentNotFoundException");
    requireParent(context, DestinationParentId, "DestinationParentNotFoundException");
    if (account.parentId === DestinationParentId) {
      throw new AwsError("DuplicateAccountException", "That account is already present in the specified destination.");
    }
    if (account.parentId !== SourceParentId) {
      const message = "You specified a source parent that the account is not in.";
      throw new AwsError("SourceParentNotFoundException", message);
    }
    context.world.accounts.set(account.id, { ...account, parentId: DestinationParentId });
    return {};
  },
} satisfies Record<string, Operation>;

/** Throws the given error unless the id is the root's or an organizational unit's. */
export function requireParent({ world }: Context, parentId: string, code: string): void {
  if (world.organization?.rootId === parentId || world.organizationalUnits.has(parentId)) return;
  throw new AwsError(code, "You specified a root or organizational unit that doesn't exist.");
}

/** An organizational unit. Throws OrganizationalUnitNotFoundException. */
export function unitOf({ world }: Context, id: string): OrganizationalUnit {
  const unit = world.organizationalUnits.get(id);
  if (unit !== undefined) return unit;
  throw new AwsError("OrganizationalUnitNotFoundException", "You specified an organizational unit that doesn't exist.");
}

/** A unit in AWS's members. */
export function describeUnit(context: Context, organization: Organization, { id, name }: OrganizationalUnit) {
  return { Id: id, Arn: organizationArn(context, organization, "ou", id), Name: name };
}

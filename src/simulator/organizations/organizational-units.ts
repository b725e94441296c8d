import { AwsError, type Context, type Operation } from "../operation.ts";
import { newHex } from "../world/ids.ts";
import type { OrganizationalUnit } from "../world/organization-records.ts";
import { organizationFor } from "./access.ts";
import { describeUnit, requireParent, unitOf } from "./hierarchy.ts";
import { type Tag, tagsToAttach } from "./tags.ts";

/** Units below the root may stand in one another, five deep. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const maximumDepth = 5;

interface CreateInput {
  readonly ParentId: string;
  readonly Name: string;
  readonly Tags?: readonly Tag[];
}

/** Making, renaming and removing organizational units, which only the management account does. */
export const organizationalUnitOperations = {
  CreateOrganizationalUnit: ({ ParentId, Name, Tags = [] }: CreateInput, context) => {
    const { world } = context;
    const organization = organizationFor(context, "management");
    requireParent(context, ParentId, "ParentNotFoundException");
    const tags = tagsToAttach(Tags);
    checkName(context, ParentId, Name);
    if (depthOf(context, ParentId) >= maximumDepth) {
      throw new AwsError(
        "ConstraintViolationException",
        "You have exceeded the allowed depth of organizational units.",
        {
          Reason: "OU_DEPTH_LIMIT_EXCEEDED",
        },
      );
    }
    const id = `ou-${organization.rootId.slice(2)}-${newHex(world, 8)}`;
    const unit: OrganizationalUnit = { id, name: Name, parentId: ParentId, tags };
    world.organizationalUnits.set(id, unit);
    return { OrganizationalUnit: describeUnit(context, organization, unit) };
  },

  UpdateOrganizationalUnit: (
    { OrganizationalUnitId, Name }: { readonly OrganizationalUnitId: string; readonly Name?: string },
    context,
  ) => {
    const organization = organizationFor(context, "management");
    const unit = unitOf(context, OrganizationalUnitId);
    if (Name !== undefined && Name !== unit.name) checkName(context, unit.parentId, Name);
    const renamed = { ...unit, name: Name ?? unit.name };
    context.world.organizationalUnits.set(unit.id, renamed);
    return { OrganizationalUnit: describeUnit(context, organization, renamed) };
  },

  DeleteOrganizationalUnit: ({ OrganizationalUnitId }: { readonly OrganizationalUnitId: string }, context) => {
    organizationFor(context, "management");
    const { id } = unitOf(context, OrganizationalUnitId);
    const { accounts, organizationalUnits } = context.world;
    if ([...accounts.values(), ...organizationalUnits.values()].some(({ parentId }) => parentId === id)) {
      throw new AwsError(
        "OrganizationalUnitNotEmptyException",
        "The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.",
      );
    }
    organizationalUnits.delete(id);
    return {};
  },
} satisfies Record<string, Operation>;

function checkName({ world }: Context, parentId: string, name: string): void {
  const siblings = [...world.organizationalUnits.values()].filter((unit) => unit.parentId === parentId);
  if (!siblings.some((unit) => unit.name === name)) return;
  throw new AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.");
}

/** How many units lead from the root to this place, its own included: none for the root. */
function depthOf({ world }: Context, parentId: string): number {
  let depth = 0;
  for (let unit = world.organizationalUnits.get(parentId); unit; unit = world.organizationalUnits.get(unit.parentId)) {
    depth += 1;
  }
  return depth;
}

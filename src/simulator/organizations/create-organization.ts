import { AwsError, type Operation } from "../operation.ts";
import { newHex } from "../world/ids.ts";
import type { Organization } from "../world/organization-records.ts";
import { describeOrganization } from "./accounts.ts";

/** How many accounts a new organization may have. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const accountLimit = 10;

/** Makes an account that stands alone the management account of an organization. IAM Identity Center is not among what it gets. */
export const organizationCreation = {
  CreateOrganization: (input: { readonly FeatureSet?: "ALL" | "CONSOLIDATED_BILLING" }, context) => {
    const { world, caller } = context;
    const account = world.accounts.get(caller.accountId);
    if (world.organization !== undefined || account === undefined) {
      const message = "The provided account is already a member of an organization.";
      throw new AwsError("AlreadyInOrganizationException", message);
    }
    const organization: Organization = {
      id: `o-${newHex(world, 10)}`,
      managementAccountId: account.id,
      rootId: `r-${newHex(world, 4)}`,
      accountLimit,
      ...(input.FeatureSet === "CONSOLIDATED_BILLING" && { featureSet: input.FeatureSet }),
    };
    world.organization = organization;
    world.accounts.set(account.id, { ...account, parentId: organization.rootId });
    return { Organization: describeOrganization(context, organization) };
  },
} satisfies Record<string, Operation>;

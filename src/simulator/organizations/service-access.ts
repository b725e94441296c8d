import { AwsError, type Context, type Operation, timestamp } from "../operation.ts";
import type { PageRequest } from "../paginate.ts";
import type { Organization } from "../world/organization-records.ts";
import { trustedServices } from "../world/trusted-services.ts";
import { organizationFor } from "./access.ts";
import { paginateWithGaps } from "./page.ts";

interface ServiceInput {
  readonly ServicePrincipal: string;
}

/** The services that may act in the whole organization. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html */
export const serviceAccessOperations = {
  EnableAWSServiceAccess: ({ ServicePrincipal }: ServiceInput, context) => {
    const { world, now } = context;
    requireAllFeatures(organizationFor(context, "management"));
    requireService(ServicePrincipal);
    const { enabledAt = now } = world.serviceAccess.get(ServicePrincipal) ?? {};
    world.serviceAccess.set(ServicePrincipal, { servicePrincipal: ServicePrincipal, enabledAt });
    return {};
  },

  DisableAWSServiceAccess: ({ ServicePrincipal }: ServiceInput, context) => {
    organizationFor(context, "management");
    requireService(ServicePrincipal);
    context.world.serviceAccess.delete(ServicePrincipal);
    return {};
  },

  ListAWSServiceAccessForOrganization: (input: PageRequest, context) => {
    organizationFor(context, "administrators");
    const enabled = [...context.world.serviceAccess.values()];
    const { items, nextToken } = paginateWithGaps(enabled, ({ servicePrincipal }) => servicePrincipal, input);
    const principals = items.map(({ servicePrincipal, enabledAt }) => ({
      ServicePrincipal: servicePrincipal,
      DateEnabled: timestamp(enabledAt),
    }));
    return { EnabledServicePrincipals: principals, NextToken: nextToken };
  },
} satisfies Record<string, Operation>;

/** Throws InvalidInputException for a principal that is no service's which organizations can trust. */
export function requireService(servicePrincipal: string): void {
  if (trustedServices.some((known) => known === servicePrincipal)) return;
  throw new AwsError("InvalidInputException", "You specified an unrecognized service principal.", {
    Reason: "UNRECOGNIZED_SERVICE_PRINCIPAL",
  });
}

/** Throws ConstraintViolationException when the organization does not let this service act. */
export function requireServiceAccess({ world }: Context, servicePrincipal: string): void {
  if (world.serviceAccess.has(servicePrincipal)) return;
  const message =
    "You attempted to register a delegated administrator before you enabled service access. Call the EnableAWSServiceAccess API first.";
  throw new AwsError("ConstraintViolationException", message, { Reason: "SERVICE_ACCESS_NOT_ENABLED" });
}

function requireAllFeatures({ featureSet }: Organization): void {
  if (featureSet === undefined) return;
  const message =
    "You attempted to perform an operation that requires the organization to be configured to support all features.";
  throw new AwsError("ConstraintViolationException", message, { Reason: "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE" });
}

import type { Service } from "../operation.ts";
import { accountOperations } from "./accounts.ts";
import { accountClosing, settleClosures } from "./close-account.ts";
import { accountCreationOperations, settleAccountCreations } from "./create-account.ts";
import { organizationCreation } from "./create-organization.ts";
import { delegationOperations } from "./delegation.ts";
import { hierarchyOperations } from "./hierarchy.ts";
import { organizationalUnitOperations } from "./organizational-units.ts";
import { serviceAccessOperations } from "./service-access.ts";
import { tagOperations } from "./tags.ts";

/** AWS Organizations, a global service. https://docs.aws.amazon.com/organizations/latest/APIReference/ */
export const organizations: Service = {
  id: "organizations",
  signingName: "organizations",
  protocol: "json",
  targetPrefix: "AWSOrganizationsV20161128",
  apiVersion: "2016-11-28",
  errorNamespace: "com.amazonaws.organizations.v20161128",
  scope: "global",
  operations: {
    ...organizationCreation,
    ...accountOperations,
    ...hierarchyOperations,
    ...organizationalUnitOperations,
    ...accountCreationOperations,
    ...accountClosing,
    ...serviceAccessOperations,
    ...delegationOperations,
    ...tagOperations,
  },
  settle: (world, now) => {
    settleAccountCreations(world, now);
    settleClosures(world, now);
  },
};

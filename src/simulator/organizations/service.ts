import type { Service } from "../operation.ts";
import { accountOperations } from "./accounts.ts";
import { accountCreationOperations, settleAccountCreations } from "./create-account.ts";
import { delegationOperations } from "./delegation.ts";
import { hierarchyOperations } from "./hierarchy.ts";
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
    ...accountOperations,
    ...hierarchyOperations,
    ...accountCreationOperations,
    ...delegationOperations,
    ...tagOperations,
  },
  settle: settleAccountCreations,
};

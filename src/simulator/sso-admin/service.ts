import type { Service } from "../operation.ts";
import { accessControlAttributeOperations } from "./access-control-attributes.ts";
import { accountAssignmentOperations } from "./account-assignments.ts";
import { assignmentStatusOperations } from "./assignment-status.ts";
import { customerManagedPolicyOperations } from "./customer-managed-policies.ts";
import { inlinePolicyOperations } from "./inline-policy.ts";
import { instanceOperations } from "./instances.ts";
import { managedPolicyOperations } from "./managed-policies.ts";
import { permissionSetOperations } from "./permission-sets.ts";
import { permissionsBoundaryOperations } from "./permissions-boundary.ts";
import { provisioningOperations } from "./provisioning.ts";
import { settleRequests } from "./settle.ts";
import { tagOperations } from "./tags.ts";

/** IAM Identity Center's administration API. https://docs.aws.amazon.com/singlesignon/latest/APIReference/ */
export const ssoAdmin: Service = {
  id: "sso-admin",
  signingName: "sso",
  protocol: "json",
  targetPrefix: "SWBExternalService",
  apiVersion: "2020-07-20",
  errorNamespace: "com.amazon.switchboard.portal",
  scope: "regional",
  operations: {
    ...instanceOperations,
    ...accessControlAttributeOperations,
    ...permissionSetOperations,
    ...managedPolicyOperations,
    ...customerManagedPolicyOperations,
    ...inlinePolicyOperations,
    ...permissionsBoundaryOperations,
    ...tagOperations,
    ...provisioningOperations,
    ...accountAssignmentOperations,
    ...assignmentStatusOperations,
  },
  settle: settleRequests,
};

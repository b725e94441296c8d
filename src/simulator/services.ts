import { amplify } from "./amplify.ts";
import { cloudformation } from "./cloudformation/service.ts";
import { iam } from "./iam/service.ts";
import { identityStore } from "./identity-store/service.ts";
import type { Service } from "./operation.ts";
import { organizations } from "./organizations/service.ts";
import { portal } from "./portal/service.ts";
import { ssm } from "./ssm.ts";
import { ssoAdmin } from "./sso-admin/service.ts";
import { ssoOidc } from "./sso-oidc/service.ts";
import { sts } from "./sts.ts";

/** The AWS services that the simulator puts on the wire. */
export const services: readonly Service[] = [
  ssoAdmin,
  identityStore,
  organizations,
  sts,
  ssoOidc,
  portal,
  ssm,
  amplify,
  cloudformation,
  iam,
];

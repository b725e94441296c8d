import type { Operation, Service } from "../operation.ts";
import { endSession } from "../sso-oidc/sessions.ts";
import { type TokenInput, visitorOf } from "./access.ts";
import { listOperations } from "./lists.ts";
import { getRoleCredentials } from "./role-credentials.ts";

const logout: Operation = (input: TokenInput, context) => {
  endSession(context.world, visitorOf(context, input).session.id);
  return {};
};

/** The access portal: https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html */
export const portal: Service = {
  id: "sso",
  signingName: "awsssoportal",
  protocol: "rest-json",
  unsigned: true,
  apiVersion: "2019-06-10",
  errorNamespace: "com.amazonaws.switchboard.portal",
  scope: "regional",
  operations: { ...listOperations, GetRoleCredentials: getRoleCredentials, Logout: logout },
};

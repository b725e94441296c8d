import type { Service } from "../operation.ts";
import { registerClient } from "./clients.ts";
import { startDeviceAuthorization } from "./device-authorization.ts";
import { createToken } from "./tokens.ts";

/** Sign-in for programs: https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html */
export const ssoOidc: Service = {
  id: "sso-oidc",
  signingName: "sso-oauth",
  protocol: "rest-json",
  unsigned: true,
  apiVersion: "2019-06-10",
  errorNamespace: "com.amazonaws.ssooidc",
  scope: "regional",
  operations: {
    RegisterClient: registerClient,
    StartDeviceAuthorization: startDeviceAuthorization,
    CreateToken: createToken,
  },
};

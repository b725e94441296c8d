import type { Service } from "../operation.ts";
import { getAccessKeyLastUsed, listAccessKeys, updateAccessKey } from "./access-keys.ts";
import { getPolicy } from "./policies.ts";
import { listUsers } from "./users.ts";

/**
 * AWS IAM, as far as it shows who still has access keys, switches them off and on, and tells which policies there are.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html
 */
export const iam: Service = {
  id: "iam",
  signingName: "iam",
  protocol: "query",
  apiVersion: "2010-05-08",
  errorNamespace: "com.amazonaws.iam",
  scope: "global",
  operations: {
    ListUsers: listUsers,
    ListAccessKeys: listAccessKeys,
    GetAccessKeyLastUsed: getAccessKeyLastUsed,
    UpdateAccessKey: updateAccessKey,
    GetPolicy: getPolicy,
  },
};

/** What we use of it when it is loaded late: of a whole package that is, all operations would be in the bundle. */
export { ListInstancesCommand, SSOAdminClient } from "@aws-sdk/client-sso-admin";

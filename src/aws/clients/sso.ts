/** What we use of it when it is loaded late: of a whole package that is, all operations would be in the bundle. */
export {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  LogoutCommand,
  SSOClient,
} from "@aws-sdk/client-sso";

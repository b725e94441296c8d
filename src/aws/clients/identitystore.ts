/** What we use of it when it is loaded late: of a whole package that is, all operations would be in the bundle. */
export { IdentitystoreClient, ListUsersCommand } from "@aws-sdk/client-identitystore";

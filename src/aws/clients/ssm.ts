/** What we use of it when it is loaded late: of a whole package that is, all operations would be in the bundle. */
export { GetParameterCommand, GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";

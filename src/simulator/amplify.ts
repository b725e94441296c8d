import { AwsError, type Service } from "./operation.ts";
import { partitionOfWorld } from "./world/partitions.ts";

/**
 * AWS Amplify, as far as it shows whether a developer's role may use it: accounts have no apps.
 * https://docs.aws.amazon.com/amplify/latest/APIReference/API_ListApps.html
 */
export const amplify: Service = {
  id: "amplify",
  signingName: "amplify",
  protocol: "rest-json",
  apiVersion: "2017-07-25",
  errorNamespace: "com.amazonaws.amplify",
  scope: "regional",
  operations: {
    ListApps: (_: unknown, { world }) => {
      if (partitionOfWorld(world) === "aws") return { apps: [] };
      // AWS has no such host in other partitions, so that no name is resolved.
      throw new AwsError("UnknownOperationException", "There is no Amplify in this partition.");
    },
  },
};

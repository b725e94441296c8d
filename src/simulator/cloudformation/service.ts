import type { Service } from "../operation.ts";
import { deleteChangeSet, describeChangeSet, executeChangeSet } from "./change-sets.ts";
import { createChangeSet } from "./create-change-set.ts";
import {
  deleteStack,
  describeStackEvents,
  describeStacks,
  getTemplate,
  listStacks,
  updateTerminationProtection,
} from "./stacks.ts";
import { settleStacks } from "./toolkit.ts";

/**
 * AWS CloudFormation, as far as `cdk bootstrap` needs it: stacks that are made and changed by change sets. Of what a
 * template makes, only the bootstrap's version parameter is there afterwards.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html
 */
export const cloudformation: Service = {
  id: "cloudformation",
  signingName: "cloudformation",
  protocol: "query",
  apiVersion: "2010-05-15",
  errorNamespace: "com.amazonaws.cloudformation",
  scope: "regional",
  operations: {
    DescribeStacks: describeStacks,
    ListStacks: listStacks,
    DescribeStackEvents: describeStackEvents,
    GetTemplate: getTemplate,
    UpdateTerminationProtection: updateTerminationProtection,
    DeleteStack: deleteStack,
    CreateChangeSet: createChangeSet,
    DescribeChangeSet: describeChangeSet,
    ExecuteChangeSet: executeChangeSet,
    DeleteChangeSet: deleteChangeSet,
  },
  settle: settleStacks,
};

import { AwsError, type Context } from "../operation.ts";
import { mayCall } from "../role-permissions.ts";
import { type ChangeSet, type Stack, statusOf } from "../world/stacks.ts";
import { findStack, stacksHere, validationError } from "./find-stack.ts";
import { deploymentEvents, type Plan } from "./operation-events.ts";
import { busy, membersOf } from "./stacks.ts";

interface Named {
  readonly ChangeSetName: string;
  readonly StackName?: string;
}

interface Found {
  readonly stack: Stack;
  readonly changeSet: ChangeSet;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html */
export function describeChangeSet(input: Named, context: Context) {
  const { stack, changeSet } = find(input, context);
  return {
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: stack.id,
    StackName: stack.name,
    Description: changeSet.description,
    Parameters: membersOf(changeSet.source.parameters, "ParameterKey", "ParameterValue"),
    Tags: membersOf(changeSet.source.tags, "Key", "Value"),
    CreationTime: new Date(changeSet.createdAt).toISOString(),
    ...statusesOf(changeSet, context.now),
    Changes: changeSet.changes.map(({ action, logicalId, type }) => ({
      Type: "Resource",
      ResourceChange: { Action: action, LogicalResourceId: logicalId, ResourceType: type },
    })),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html */
export function executeChangeSet(input: Named & { readonly ClientRequestToken?: string }, context: Context) {
  const { world, now, latency } = context;
  const { stack, changeSet } = find(input, context);
  const token = input.ClientRequestToken;
  if (token !== undefined && changeSet.execution?.token === token) return {};
  const { Status, ExecutionStatus } = statusesOf(changeSet, now);
  if (ExecutionStatus !== "AVAILABLE") {
    const state = Status === "CREATE_COMPLETE" ? ExecutionStatus : Status;
    const message = `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${state}]`;
    throw new AwsError("InvalidChangeSetStatus", message);
  }
  const status = statusOf(stack, now)?.status ?? "";
  if (stack.pending !== undefined) throw busy(stack, status, "updated");
  const endsAt = now + latency.bootstrap;
  const failure = failureOf(changeSet, context);
  const events = deploymentEvents(world, stack, changeSet.kind, {
    changes: changeSet.changes,
    source: changeSet.source,
    startsAt: now,
    endsAt,
    ...(failure && { failure }),
  });
  const kept = failure === undefined ? changeSet.source : stack.source;
  world.stacks.set(stack.id, {
    ...stack,
    ...(changeSet.kind === "UPDATE" && { updatedAt: now }),
    // The others were made for a stack that is no more.
    changeSets: [{ ...changeSet, execution: token === undefined ? {} : { token } }],
    events: [...stack.events, ...events],
    pending: { endsAt, ...(kept && { source: kept }) },
  });
  return {};
}

/** One that is not there counts as deleted. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html */
export function deleteChangeSet({ ChangeSetName, StackName }: Named, context: Context) {
  const stack = StackName === undefined ? undefined : findStack(StackName, context);
  if (StackName !== undefined && stack === undefined) throw validationError(`Stack [${StackName}] does not exist`);
  const found = search({ ChangeSetName, ...(StackName !== undefined && { StackName }) }, context);
  if (found === undefined) return {};
  const changeSets = found.stack.changeSets.filter(({ id }) => id !== found.changeSet.id);
  context.world.stacks.set(found.stack.id, { ...found.stack, changeSets });
  return {};
}

function find(named: Named, context: Context): Found {
  const found = search(named, context);
  if (found !== undefined) return found;
  throw new AwsError("ChangeSetNotFound", `ChangeSet [${named.ChangeSetName}] does not exist`, {}, 404);
}

function search({ ChangeSetName: wanted, StackName }: Named, context: Context): Found | undefined {
  const named = StackName === undefined ? undefined : findStack(StackName, context);
  for (const stack of named === undefined ? stacksHere(context) : [named]) {
    const changeSet = stack.changeSets.find(({ id, name }) => id === wanted || name === wanted);
    if (changeSet !== undefined) return { stack, changeSet };
  }
  return undefined;
}

const noChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

function statusesOf({ changes, createdAt, readyAt, execution }: ChangeSet, now: number) {
  if (now < readyAt) {
    const isPending = now < (createdAt + readyAt) / 2;
    return { Status: isPending ? "CREATE_PENDING" : "CREATE_IN_PROGRESS", ExecutionStatus: "UNAVAILABLE" };
  }
  if (changes.length === 0) return { Status: "FAILED", StatusReason: noChanges, ExecutionStatus: "UNAVAILABLE" };
  return { Status: "CREATE_COMPLETE", ExecutionStatus: execution === undefined ? "AVAILABLE" : "EXECUTE_COMPLETE" };
}

/**
 * CloudFormation makes the resources with the caller's own rights. A `failed-assignment` fault strikes the bucket, where
 * an earlier stack can have left one of the same name.
 */
function failureOf({ changes }: ChangeSet, { world, caller, failsWith }: Context): Plan["failure"] {
  const bucket = changes.find(({ type }) => type === "AWS::S3::Bucket") ?? changes[0];
  if (failsWith !== undefined && bucket !== undefined) return { logicalId: bucket.logicalId, reason: failsWith };
  const role = changes.find(({ type, action }) => type === "AWS::IAM::Role" && action === "Add");
  if (role === undefined || mayCall(world, caller, { signingName: "iam" }, "CreateRole")) return undefined;
  const why = `User: ${caller.arn} is not authorized to perform: iam:CreateRole`;
  return {
    logicalId: role.logicalId,
    reason: `${why} because no identity-based policy allows the iam:CreateRole action`,
  };
}

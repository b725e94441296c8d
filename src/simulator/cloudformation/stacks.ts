import type { AwsError, Context } from "../operation.ts";
import { type Stack, type StackEvent, statusOf } from "../world/stacks.ts";
import { findStack, isDeleted, stackNamed, stacksHere, validationError } from "./find-stack.ts";
import { deletionEvents } from "./operation-events.ts";
import { readTemplate } from "./template.ts";
import { outputsOf } from "./toolkit.ts";

interface Named {
  readonly StackName: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
export function describeStacks({ StackName }: Partial<Named>, context: Context) {
  if (StackName !== undefined) return { Stacks: [describe(stackNamed(StackName, context), context)] };
  const stacks = stacksHere(context).filter((stack) => !isDeleted(stack, context.now));
  return { Stacks: stacks.map((stack) => describe(stack, context)) };
}

export function listStacks(input: { readonly StackStatusFilter?: readonly string[] }, context: Context) {
  const wanted = input.StackStatusFilter ?? [];
  const summaries = stacksHere(context).map((stack) => summarize(stack, context.now));
  return { StackSummaries: summaries.filter(({ StackStatus }) => wanted.length === 0 || wanted.includes(StackStatus)) };
}

/** Newest first. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html */
export function describeStackEvents({ StackName }: Named, context: Context) {
  const stack = findStack(StackName, context);
  if (stack === undefined) throw validationError(`Stack [${StackName}] does not exist`);
  const seen = stack.events.filter(({ at }) => at <= context.now).toReversed();
  return { StackEvents: seen.map((event) => describeEvent(stack, event)) };
}

export function getTemplate({ StackName }: Named, context: Context) {
  const { source, name } = stackNamed(StackName, context);
  if (source === undefined) throw validationError(`Stack with id ${name} does not exist`);
  return { TemplateBody: source.template, StagesAvailable: ["Original", "Processed"] };
}

export function updateTerminationProtection(
  { StackName, EnableTerminationProtection }: Named & { readonly EnableTerminationProtection: boolean },
  context: Context,
) {
  const stack = stackNamed(StackName, context);
  context.world.stacks.set(stack.id, { ...stack, terminationProtection: EnableTerminationProtection });
  return { StackId: stack.id };
}

/** A stack that is not there is deleted already. Retained buckets stay. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html */
export function deleteStack({ StackName }: Named, context: Context) {
  const { world, now, latency } = context;
  const stack = findStack(StackName, context);
  const status = stack && statusOf(stack, now)?.status;
  if (stack === undefined || status === undefined || status.startsWith("DELETE_")) return {};
  if (stack.terminationProtection) {
    throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  }
  if (stack.pending !== undefined) throw busy(stack, status, "deleted");
  const source = stack.source ?? { template: "{}", parameters: {}, tags: {} };
  const isMade = stack.source !== undefined;
  const resources = readTemplate(source.template)?.resources ?? [];
  const changes = resources.map(({ logicalId, type }) => ({ action: "Remove" as const, logicalId, type }));
  const endsAt = isMade ? now + latency.bootstrap : now;
  const events = deletionEvents(world, stack, { changes, source, startsAt: now, endsAt });
  world.stacks.set(stack.id, { ...stack, changeSets: [], events: [...stack.events, ...events], pending: { endsAt } });
  return {};
}

/** What CloudFormation answers while something else goes on, or after something that cannot be built on. */
export function busy({ id }: Stack, status: string, what: "updated" | "deleted"): AwsError {
  return validationError(`Stack:${id} is in ${status} state and can not be ${what}.`);
}

function summarize(stack: Stack, now: number) {
  const { status = "", reason, at = 0 } = statusOf(stack, now) ?? {};
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: new Date(stack.createdAt).toISOString(),
    LastUpdatedTime: stack.updatedAt === undefined ? undefined : new Date(stack.updatedAt).toISOString(),
    DeletionTime: status === "DELETE_COMPLETE" ? new Date(at).toISOString() : undefined,
    StackStatus: status,
    StackStatusReason: reason,
  };
}

function describe(stack: Stack, { now }: Context) {
  const { source } = stack;
  return {
    ...summarize(stack, now),
    Description: source && readTemplate(source.template)?.description,
    Parameters: membersOf(source?.parameters, "ParameterKey", "ParameterValue"),
    Outputs: outputsOf(stack),
    Tags: membersOf(source?.tags, "Key", "Value"),
    EnableTerminationProtection: stack.terminationProtection,
    DisableRollback: false,
  };
}

/** A map as CloudFormation writes it: a list of pairs. */
export function membersOf(map: Readonly<Record<string, string>> = {}, key: string, value: string) {
  return Object.entries(map).map(([name, text]) => ({ [key]: name, [value]: text }));
}

function describeEvent(stack: Stack, event: StackEvent) {
  return {
    StackId: stack.id,
    StackName: stack.name,
    EventId: event.id,
    OperationId: event.operationId,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    Timestamp: new Date(event.at).toISOString(),
  };
}

import { AwsError, type Context } from "../operation.ts";
import { newUuid } from "../world/ids.ts";
import { type ChangeSet, type ResourceChange, type Stack, type StackSource, statusOf } from "../world/stacks.ts";
import { findStack, validationError } from "./find-stack.ts";
import { stackEvent } from "./operation-events.ts";
import { busy } from "./stacks.ts";
import { readTemplate, type Template } from "./template.ts";

interface Parameter {
  readonly ParameterKey: string;
  readonly ParameterValue?: string;
  readonly UsePreviousValue?: boolean;
}

interface CreateInput {
  readonly StackName: string;
  readonly ChangeSetName: string;
  readonly ChangeSetType?: "CREATE" | "UPDATE" | "IMPORT";
  readonly TemplateBody?: string;
  readonly Parameters?: readonly Parameter[];
  readonly Capabilities?: readonly string[];
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly Description?: string;
  readonly ClientToken?: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const longestBody = 51_200;

/**
 * Prepares to make a stack, or to change one that is there. Creating changes nothing but that a new stack then waits
 * for review. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
 */
export function createChangeSet(input: CreateInput, context: Context) {
  const { world, now, latency, caller, region } = context;
  const { StackName: name, ChangeSetName, ChangeSetType: kind = "UPDATE", ClientToken, Description } = input;
  if (kind === "IMPORT") throw validationError("The simulator imports no resources.");
  const existing = findStack(name, context);
  const same = existing?.changeSets.find((one) => one.name === ChangeSetName);
  if (existing !== undefined && same !== undefined) {
    if (ClientToken !== undefined && same.clientToken === ClientToken) return { Id: same.id, StackId: existing.id };
    throw new AwsError("AlreadyExistsException", `ChangeSet ${ChangeSetName} already exists`);
  }
  checkStack(existing, kind, input, now);
  const { template, source } = readSource(input, existing);
  const [, partition = "aws"] = caller.arn.split(":");
  const arn = `arn:${partition}:cloudformation:${region}:${caller.accountId}`;
  const stack = existing ?? newStack(`${arn}:stack/${name}/${newUuid(world)}`, name, context);
  const changeSet: ChangeSet = {
    id: `${arn}:changeSet/${ChangeSetName}/${newUuid(world)}`,
    name: ChangeSetName,
    kind,
    ...(Description !== undefined && { description: Description }),
    ...(ClientToken !== undefined && { clientToken: ClientToken }),
    source,
    changes: changesBetween(kind === "CREATE" ? undefined : stack.source, source, template),
    createdAt: now,
    readyAt: now + latency.bootstrap / 40,
  };
  world.stacks.set(stack.id, { ...stack, changeSets: [...stack.changeSets, changeSet] });
  return { Id: changeSet.id, StackId: stack.id };
}

function checkStack(stack: Stack | undefined, kind: "CREATE" | "UPDATE", input: CreateInput, now: number): void {
  const status = stack && statusOf(stack, now)?.status;
  if (kind === "CREATE") {
    if (status === undefined || status === "REVIEW_IN_PROGRESS") return;
    throw validationError(
      `Stack [${input.StackName}] already exists and cannot be created again with the changeSet [${input.ChangeSetName}].`,
    );
  }
  if (stack === undefined || status === undefined) throw validationError(`Stack [${input.StackName}] does not exist`);
  const cannot =
    status.endsWith("_IN_PROGRESS") || status === "ROLLBACK_COMPLETE" || status.endsWith("ROLLBACK_FAILED");
  if (cannot) throw busy(stack, status, "updated");
}

function newStack(id: string, name: string, { world, now, caller, region }: Context): Stack {
  return {
    id,
    name,
    accountId: caller.accountId,
    region,
    createdAt: now,
    terminationProtection: false,
    changeSets: [],
    events: [stackEvent(world, { id, name }, "REVIEW_IN_PROGRESS", now)],
  };
}

function readSource(input: CreateInput, existing: Stack | undefined) {
  const body = input.TemplateBody ?? existing?.source?.template;
  if (body === undefined) throw validationError("Either Template URL or Template Body must be specified.");
  if (Buffer.byteLength(body) > longestBody) {
    const rule = `Member must have length less than or equal to ${longestBody}`;
    throw validationError(`1 validation error detected: Value at 'templateBody' failed to satisfy constraint: ${rule}`);
  }
  const template = readTemplate(body);
  if (template === undefined) throw validationError("Template format error: unsupported structure.");
  const hasRoles = template.resources.some(({ type }) => type.startsWith("AWS::IAM::"));
  if (hasRoles && !input.Capabilities?.includes("CAPABILITY_NAMED_IAM")) {
    throw new AwsError("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]");
  }
  const parameters = parametersFor(template, input.Parameters ?? [], existing?.source);
  const tags = Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  return { template, source: { template: body, parameters, tags } };
}

function parametersFor({ parameters }: Template, given: readonly Parameter[], previous: StackSource | undefined) {
  const unknown = given.filter(({ ParameterKey }) => !Object.hasOwn(parameters, ParameterKey));
  if (unknown.length > 0) {
    const names = unknown.map(({ ParameterKey }) => ParameterKey).join(", ");
    throw validationError(`Parameters: [${names}] do not exist in the template`);
  }
  const values = Object.entries(parameters).map(([name, { default: standard, pattern }]) => {
    const one = given.find(({ ParameterKey }) => ParameterKey === name);
    const kept = one?.UsePreviousValue ? previous?.parameters[name] : one?.ParameterValue;
    const value = kept ?? standard;
    if (value === undefined) throw validationError(`Parameters: [${name}] must have values`);
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)) {
      throw validationError(`Parameter ${name} failed to satisfy constraint: must match pattern ${pattern}`);
    }
    return [name, value] as const;
  });
  return Object.fromEntries(values);
}

/** Resources are compared by their text, and by the parameters that are named in it. */
function changesBetween(
  before: StackSource | undefined,
  after: StackSource,
  { resources }: Template,
): ResourceChange[] {
  const old = before === undefined ? [] : (readTemplate(before.template)?.resources ?? []);
  const moved = Object.keys(after.parameters).filter((name) => before?.parameters[name] !== after.parameters[name]);
  const changed = resources.flatMap(({ logicalId, type, text }): ResourceChange[] => {
    const known = old.find((one) => one.logicalId === logicalId);
    if (known === undefined) return [{ action: "Add", logicalId, type }];
    const isSame = known.text === text && !moved.some((name) => text.includes(name));
    return isSame ? [] : [{ action: "Modify", logicalId, type }];
  });
  const gone = old.filter((one) => !resources.some(({ logicalId }) => logicalId === one.logicalId));
  return [...changed, ...gone.map(({ logicalId, type }): ResourceChange => ({ action: "Remove", logicalId, type }))];
}

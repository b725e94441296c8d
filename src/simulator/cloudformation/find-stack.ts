import { AwsError, type Context } from "../operation.ts";
import { environmentOf, type Stack, statusOf } from "../world/stacks.ts";

/** The stacks of the caller's account in this Region, deleted ones too, in the order in which they were made. */
export function stacksHere({ world, caller, region }: Context): readonly Stack[] {
  return world.stacks.by("environment", environmentOf(caller.accountId, region));
}

/** The stack of this name that is there, or the one with this ARN, be it deleted. */
export function findStack(nameOrId: string, context: Context): Stack | undefined {
  return stacksHere(context).find(
    (stack) => stack.id === nameOrId || (stack.name === nameOrId && !isDeleted(stack, context.now)),
  );
}

/** As {@link findStack}; throws CloudFormation's ValidationError where there is none. */
export function stackNamed(nameOrId: string, context: Context): Stack {
  const stack = findStack(nameOrId, context);
  if (stack !== undefined) return stack;
  throw validationError(`Stack with id ${nameOrId} does not exist`);
}

export function isDeleted(stack: Stack, now: number): boolean {
  return statusOf(stack, now)?.status === "DELETE_COMPLETE";
}

/** What CloudFormation answers to nearly everything that it does not like. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message);
}

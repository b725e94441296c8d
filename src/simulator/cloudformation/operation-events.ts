import { newHex, newUuid } from "../world/ids.ts";
import type { ResourceChange, Stack, StackEvent, StackSource } from "../world/stacks.ts";
import type { World } from "../world/world.ts";
import { bucketOf } from "./toolkit.ts";

/** What an operation does to a stack, from one moment to another. */
export interface Plan {
  readonly changes: readonly ResourceChange[];
  readonly source: StackSource;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The resource that CloudFormation cannot make, and why: everything is rolled back. */
  readonly failure?: { readonly logicalId: string; readonly reason: string };
}

type Move = Pick<StackEvent, "logicalId" | "physicalId" | "type" | "status" | "reason">;

const verbs = { Add: "CREATE", Modify: "UPDATE", Remove: "DELETE" } as const;

/** The events of making (`CREATE`) or updating (`UPDATE`) a stack, spread evenly over the time it takes. */
export function deploymentEvents(world: World, stack: Stack, kind: "CREATE" | "UPDATE", plan: Plan): StackEvent[] {
  const own = (status: string, reason?: string) => moveOf(stack.name, stackType, stack.id, status, reason);
  const failing = plan.changes.findIndex(({ logicalId }) => logicalId === plan.failure?.logicalId);
  const tried = failing === -1 ? plan.changes : plan.changes.slice(0, failing + 1);
  const moved = tried.map((change) => ({ ...change, physicalId: physicalIdOf(world, stack, plan.source, change) }));
  const moves: Move[] = [own(`${kind}_IN_PROGRESS`, "User Initiated")];
  for (const { action, logicalId, type, physicalId } of moved) {
    const verb = verbs[action];
    const move = (status: string, reason?: string) => moveOf(logicalId, type, physicalId, status, reason);
    const fails = logicalId === plan.failure?.logicalId;
    moves.push(
      move(`${verb}_IN_PROGRESS`),
      fails ? move(`${verb}_FAILED`, plan.failure?.reason) : move(`${verb}_COMPLETE`),
    );
  }
  const prefix = kind === "CREATE" ? "" : "UPDATE_";
  if (plan.failure === undefined || failing === -1) {
    if (kind === "UPDATE") moves.push(own("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"));
    moves.push(own(`${kind}_COMPLETE`));
  } else {
    const words = kind === "CREATE" ? "failed to create" : "failed to update";
    const why = `The following resource(s) ${words}: [${plan.failure.logicalId}]. Rollback requested by user.`;
    moves.push(own(`${prefix}ROLLBACK_IN_PROGRESS`, why));
    for (const { logicalId, type, physicalId } of moved.toReversed()) {
      moves.push(moveOf(logicalId, type, physicalId, kind === "CREATE" ? "DELETE_COMPLETE" : "UPDATE_COMPLETE"));
    }
    moves.push(own(`${prefix}ROLLBACK_COMPLETE`));
  }
  return spread(world, moves, plan.startsAt, plan.endsAt);
}

/** The events of deleting a stack. What it must retain, it leaves. */
export function deletionEvents(world: World, stack: Stack, plan: Omit<Plan, "failure">): StackEvent[] {
  const own = (status: string, reason?: string) => moveOf(stack.name, stackType, stack.id, status, reason);
  const resources = plan.changes.map((change) => {
    const status = change.type === "AWS::S3::Bucket" ? "DELETE_SKIPPED" : "DELETE_COMPLETE";
    return moveOf(change.logicalId, change.type, physicalIdOf(world, stack, plan.source, change), status);
  });
  const moves = [own("DELETE_IN_PROGRESS", "User Initiated"), ...resources, own("DELETE_COMPLETE")];
  return spread(world, moves, plan.startsAt, plan.endsAt);
}

/** One event of the stack itself: that it waits for its first change set, or was there from the start. */
export function stackEvent(world: World, stack: Pick<Stack, "id" | "name">, status: string, at: number): StackEvent {
  const own = { logicalId: stack.name, physicalId: stack.id, type: stackType };
  return { id: newUuid(world), operationId: newUuid(world), at, ...own, status };
}

const stackType = "AWS::CloudFormation::Stack";

function moveOf(logicalId: string, type: string, physicalId: string, status: string, reason?: string): Move {
  return { logicalId, type, physicalId, status, ...(reason === undefined ? {} : { reason }) };
}

function spread(world: World, moves: readonly Move[], startsAt: number, endsAt: number): StackEvent[] {
  const operationId = newUuid(world);
  const step = (endsAt - startsAt) / Math.max(1, moves.length - 1);
  // The last event comes exactly when the operation ends, whatever floating point makes of the steps.
  const timeOf = (index: number) => (index === moves.length - 1 ? endsAt : startsAt + index * step);
  return moves.map((move, index) => ({ id: newUuid(world), operationId, at: timeOf(index), ...move }));
}

function physicalIdOf(world: World, stack: Stack, source: StackSource, { logicalId, type }: ResourceChange): string {
  if (type === "AWS::S3::Bucket") return bucketOf(stack, source);
  return `${stack.name}-${logicalId}-${newHex(world, 12).toUpperCase()}`;
}

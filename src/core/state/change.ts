import type { Resource, ResourceKey } from "./resource.ts";

/** Why a change cannot be made, and what a person must do about it first. */
export interface Blocker {
  readonly reason: string;
  readonly remedy: string;
  /** What to type for it, where it is one command: never broken when it is shown. */
  readonly command?: string;
}

/** A change of one kind of resource. */
export type ChangeOf<One extends Resource> =
  | {
      readonly action: "create";
      readonly key: ResourceKey;
      readonly before: null;
      readonly after: One;
      readonly blocked?: Blocker;
    }
  | {
      readonly action: "update";
      readonly key: ResourceKey;
      readonly before: One;
      readonly after: One;
      readonly blocked?: Blocker;
    }
  | {
      readonly action: "delete";
      readonly key: ResourceKey;
      readonly before: One;
      readonly after: null;
      readonly blocked?: Blocker;
    };

/**
 * One thing that AWS lacks, has differently, or has and should not. Plain JSON: a plan is saved, reviewed and compared.
 * A blocked change is part of the plan so that it is seen, reported and counted; it is never sent to AWS.
 */
export type Change = ChangeOf<Resource>;

/** What can be done to a resource. */
export type Action = Change["action"];

/** What a change is about: the resource as it will be, or as it was where it will be no more. */
export function resourceOf<One extends Resource>({ before, after }: ChangeOf<One>): One {
  return after ?? (before as One);
}

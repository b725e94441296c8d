import type { Resource, ResourceKey } from "./resource.ts";

/** Why a change cannot be made, and what a person must do about it first. */
export interface Blocker {
  readonly reason: string;
  readonly remedy: string;
}

/** One thing of a kind that AWS lacks or has differently. */
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
    };

/**
 * One thing that AWS lacks or has differently. Plain JSON: a plan is saved, reviewed and compared.
 * A blocked change is part of the plan so that it is seen, reported and counted; it is never sent to AWS.
 */
export type Change = ChangeOf<Resource>;

/** What can be done to a resource. */
export type Action = Change["action"];

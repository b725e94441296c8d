import { Table } from "./table.ts";

/** What CloudFormation tells of a stack or of one resource of it, at the time when it happens. */
export interface StackEvent {
  readonly id: string;
  readonly operationId: string;
  /** May lie ahead: what an operation will do is settled when it starts, and seen when its time has come. */
  readonly at: number;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** What a stack is made from. */
export interface StackSource {
  /** The body as it was sent, JSON or YAML. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ResourceChange {
  readonly action: "Add" | "Modify" | "Remove";
  readonly logicalId: string;
  readonly type: string;
}

/** Changes that wait to be executed: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly kind: "CREATE" | "UPDATE";
  readonly description?: string;
  readonly clientToken?: string;
  readonly source: StackSource;
  readonly changes: readonly ResourceChange[];
  readonly createdAt: number;
  /** When it can be executed or, having no changes, has FAILED. */
  readonly readyAt: number;
  /** Set when it was executed: with this token, if any. */
  readonly execution?: { readonly token?: string };
}

/** A CloudFormation stack. Its status is that of its last event. */
export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly terminationProtection: boolean;
  /** Absent until the stack has been made. */
  readonly source?: StackSource;
  readonly changeSets: readonly ChangeSet[];
  /** By time. */
  readonly events: readonly StackEvent[];
  /** What an operation that succeeds leaves when it ends; no source when it deletes. */
  readonly pending?: { readonly endsAt: number; readonly source?: StackSource };
}

export type StackTable = Table<Stack, "environment">;

/** Stacks by their ARN, deleted ones too; found by {@link environmentOf}. */
export function stackTable(): StackTable {
  return new Table({ environment: ({ accountId, region }) => [environmentOf(accountId, region)] });
}

/** An account and a Region, where a stack's name is the only one of its kind. */
export function environmentOf(accountId: string, region: string): string {
  return `${accountId} ${region}`;
}

/** The status of a stack that anybody has seen happen; every stack starts with an event. */
export function statusOf({ id, events }: Stack, now: number): StackEvent | undefined {
  return events.findLast(({ physicalId, at }) => physicalId === id && at <= now);
}

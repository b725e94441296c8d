import type { AccessDocument } from "../../core/access/access-schema.ts";

/** Counts the calls that go out, by operation. */
export interface CallCount {
  /** For the clients: told of each try. */
  readonly onCall: (operation: string) => void;
  readonly counted: () => Pick<AccessDocument["calls"], "total" | "operations">;
}

/** No calls yet. */
export function createCallCount(): CallCount {
  const operations = new Map<string, number>();
  return {
    onCall: (operation) => operations.set(operation, (operations.get(operation) ?? 0) + 1),
    counted: () => ({
      total: [...operations.values()].reduce((sum, count) => sum + count, 0),
      operations: Object.fromEntries([...operations].sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
  };
}

import { OnboardError } from "../../core/errors/onboard-error.ts";
import { type Change, resourceOf } from "../../core/state/change.ts";
import { describeChange } from "../../core/state/describe.ts";
import type { Done } from "../calls/done.ts";
import { type OpenKinds, openKindOf } from "./kinds.ts";
import type { Able, OnPart } from "./open-kind.ts";

/** Makes one change and returns when AWS has done it; `onPart` is told how far a long one is. */
export async function applyChange(kinds: OpenKinds, change: Change, onPart: OnPart): Promise<Done> {
  const kind = openKindOf(kinds, resourceOf(change));
  try {
    switch (change.action) {
      case "create":
        return await able(kind.create, change)(change.after, onPart);
      case "update":
        return await able(kind.update, change)(change.before, change.after, onPart);
      case "delete":
        return await able(kind.delete, change)(change.before);
      default:
        return change satisfies never;
    }
  } catch (error) {
    throw (error instanceof OnboardError ? undefined : kind.explain?.(error, change)) ?? error;
  }
}

function able<Doing>(doing: Able<Doing>, change: Change): Doing {
  if (doing === "never") throw new Error(`AWS has no ${describeChange(change)}`);
  return doing;
}

import type { Change } from "../state/change.ts";
import { describeChange } from "../state/describe.ts";
import { kindOf } from "../state/kinds.ts";
import type { Resource } from "../state/resource.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { quoted } from "../text/visible-text.ts";
import type { Plan } from "./plan.ts";

/** How a plan made now differs from one made before, in what would be done. Each in one sentence. */
export interface PlanDifference {
  /** Changes that there is nothing left of. */
  readonly gone: readonly string[];
  /** Changes that the earlier plan does not have. */
  readonly added: readonly string[];
  /** Changes of the same thing that start from, or lead to, something else. */
  readonly changed: readonly string[];
}

/** Compares what two plans for the same people would do. The order of changes, estimates and warnings count for nothing. */
export function planDifference(before: Plan, now: Plan): PlanDifference {
  const earlier = new Map(before.changes.map((change) => [change.key, change]));
  const later = new Map(now.changes.map((change) => [change.key, change]));
  return {
    gone: before.changes.filter(({ key }) => !later.has(key)).map(goneSentence),
    added: now.changes.filter(({ key }) => !earlier.has(key)).map(addedSentence),
    changed: now.changes.flatMap((change) => {
      const was = earlier.get(change.key);
      return was === undefined || canonicalJson(was) === canonicalJson(change) ? [] : [changedSentence(was, change)];
    }),
  };
}

function goneSentence({ action, after }: Change): string {
  const what = kindOf(after).subject(after);
  if (after.kind === "PermissionSetProvisioning") return `${what} is not needed any more.`;
  return action === "create"
    ? `${what} is there already; the plan would create it.`
    : `${what} is as wanted already; the plan would update it.`;
}

function addedSentence(change: Change): string {
  return `${capitalized(describeChange(change))} would be needed too; the plan does not have it.`;
}

function changedSentence(was: Change, is: Change): string {
  const what = kindOf(is.after).subject(is.after);
  if (was.blocked === undefined && is.blocked !== undefined) return `${what} cannot be done now: ${is.blocked.reason}`;
  if (was.blocked !== undefined && is.blocked === undefined)
    return `${what} can be done now; when planned it could not.`;
  if (was.action !== is.action) {
    return is.action === "update"
      ? `${what} is there now and would be updated; the plan would create it.`
      : `${what} is gone and would be created; the plan would update it.`;
  }
  const members = is.before === null ? [] : memberDifferences(was.before, is.before);
  const detail = members.length === 0 ? "" : `: ${members.join(", ")}`;
  return `${what} is not as it was when planned${detail}.`;
}

function memberDifferences(was: Resource | null, is: Resource): readonly string[] {
  const [earlier, later] = [{ ...was }, { ...is }] as Readonly<Record<string, unknown>>[];
  const names = [...new Set([...Object.keys(earlier ?? {}), ...Object.keys(later ?? {})])];
  return names
    .filter((name) => shown(earlier?.[name]) !== shown(later?.[name]))
    .map((name) => `${name} is ${cut(shown(later?.[name]))}, was ${cut(shown(earlier?.[name]))}`);
}

function shown(value: unknown): string {
  if (value === undefined) return "absent";
  return typeof value === "string" ? value : canonicalJson(value);
}

function cut(text: string): string {
  return quoted(text, 200);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

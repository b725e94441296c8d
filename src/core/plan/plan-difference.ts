import { type Action, type Change, resourceOf } from "../state/change.ts";
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

const ALREADY = { create: "there", update: "as wanted", delete: "gone" } as const satisfies Record<Action, string>;

function goneSentence(change: Change): string {
  const { action } = change;
  const { actions } = kindOf(resourceOf(change));
  // What is never made follows from something else, which has changed.
  if (!actions.includes("create")) return `${subjectOf(change)} is not needed any more.`;
  return `${subjectOf(change)} is ${ALREADY[action]} already; the plan would ${action} it.`;
}

function addedSentence(change: Change): string {
  return `${capitalized(describeChange(change))} would be needed too; the plan does not have it.`;
}

const INSTEAD = {
  create: "is gone and would be created",
  update: "is there now and would be updated",
  delete: "would be deleted",
} as const satisfies Record<Action, string>;

function changedSentence(was: Change, is: Change): string {
  const what = subjectOf(is);
  if (was.blocked === undefined && is.blocked !== undefined) return `${what} cannot be done now: ${is.blocked.reason}`;
  if (was.blocked !== undefined && is.blocked === undefined)
    return `${what} can be done now; when planned it could not.`;
  if (was.action !== is.action) return `${what} ${INSTEAD[is.action]}; the plan would ${was.action} it.`;
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

function subjectOf(change: Change): string {
  const resource = resourceOf(change);
  return kindOf(resource).subject(resource);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { canonicalJson } from "../text/canonical-json.ts";
import { isRecord, recordIn } from "../text/json-record.ts";
import type { RunClock } from "../text/run-clock.ts";
import type { PermissionSet } from "./resource.ts";

/** People whose sessions in a permission set are ended, and until when what ends them is needed. */
export type EndedSessions = NonNullable<PermissionSet["endedSessions"]>[number];

/** What an inline policy holds of others and of ours. */
type InlineParts = Pick<PermissionSet, "inlinePolicy" | "endedSessions">;

/** Marks a statement of ours; letters and digits only, as IAM wants a Sid. */
const SID = "OnboardEndsSessionsUntil";
const OURS = new RegExp(`^${SID}(\\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3])([0-5]\\d)([0-5]\\d)Z$`);
const CONDITION_KEY = "identitystore:UserId";

/**
 * The statement that makes credentials worthless which people have already, within minutes of being provisioned. The id stays
 * the person's whatever they are called.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/prereqs-revoking-user-permissions.html
 */
export function endingStatement({ until, userIds }: EndedSessions) {
  return {
    Sid: `${SID}${until.replace(/[-:]/g, "")}`,
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { StringEquals: { [CONDITION_KEY]: userIds } },
  } as const;
}

/**
 * An inline policy as AWS has it, with what ends sessions apart: what others wrote is compared, judged and recorded as if
 * nothing of ours stood in it. Text that is no policy document is theirs as it is.
 */
export function inlineParts(text: string): InlineParts {
  const document = recordIn(text);
  if (document === undefined) return { inlinePolicy: text };
  const statements: readonly unknown[] = [document.Statement ?? []].flat();
  const ended = statements.flatMap((one) => endingIn(one) ?? []);
  if (ended.length === 0) return { inlinePolicy: canonicalJson(document) };
  const others = statements.filter((one) => endingIn(one) === undefined);
  const endedSessions = together(ended);
  if (others.length === 0) return { endedSessions };
  // As inlineText puts it: before a statement that stood there by itself, after those of a list.
  const wasAlone = others.length === 1 && endingIn(statements[0]) !== undefined;
  return { inlinePolicy: canonicalJson({ ...document, Statement: wasAlone ? others[0] : others }), endedSessions };
}

/** The whole inline policy, with what ends sessions: what AWS gets. `undefined` where it is empty. */
export function inlineText({ inlinePolicy, endedSessions = [] }: InlineParts): string | undefined {
  if (endedSessions.length === 0) return inlinePolicy;
  const ours = endedSessions.map(endingStatement);
  if (inlinePolicy === undefined) return canonicalJson({ Version: "2012-10-17", Statement: ours });
  const document = recordIn(inlinePolicy);
  if (document === undefined) return inlinePolicy;
  const { Statement: theirs = [] } = document;
  return canonicalJson({ ...document, Statement: Array.isArray(theirs) ? [...theirs, ...ours] : [...ours, theirs] });
}

/** Whether something can be added to an inline policy: it is a policy document that is understood. */
export function canHoldMore({ inlinePolicy }: InlineParts): boolean {
  return inlinePolicy === undefined || recordIn(inlinePolicy)?.Statement !== undefined;
}

/** Whether a statement of a policy document has a Sid that marks ours. */
export function hasSidOfOurs(document: Readonly<Record<string, unknown>>): boolean {
  const statements: readonly unknown[] = [document.Statement ?? []].flat();
  return statements.some((one) => isRecord(one) && String(one.Sid).startsWith(SID));
}

/** What is ended, with these people's sessions as well. Whoever is in it for long enough stays where they are. */
export function withEnded(
  ended: readonly EndedSessions[],
  { until, userIds }: EndedSessions,
): readonly EndedSessions[] {
  const lasting = ended.filter((one) => one.until >= until).flatMap((one) => one.userIds);
  const added = userIds.filter((id) => !lasting.includes(id));
  return together([...withoutUsers(ended, added), { until, userIds: added }]);
}

/** What is ended, without these people. */
export function withoutUsers(ended: readonly EndedSessions[], userIds: readonly string[]): readonly EndedSessions[] {
  return together(ended.map((one) => ({ ...one, userIds: one.userIds.filter((id) => !userIds.includes(id)) })));
}

/** What is still needed at a time. */
export function stillNeeded(ended: readonly EndedSessions[], now: RunClock["now"]): readonly EndedSessions[] {
  return ended.filter(({ until }) => until > now);
}

/** `2 people until 2026-11-30 12:00 UTC`: until the last of them needs it. */
export function endedWords(ended: readonly EndedSessions[]): string {
  const people = new Set(ended.flatMap(({ userIds }) => userIds)).size;
  return `${people === 1 ? "1 person" : `${people} people`} until ${timeWords(lastUntil(ended))}`;
}

/** When the last of them is over. */
export function lastUntil(ended: readonly EndedSessions[]): string {
  return together(ended).at(-1)?.until ?? "";
}

/** `2026-11-30 12:00 UTC` */
export function timeWords(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}

/** By time, each time once; people in one order. */
function together(ended: readonly EndedSessions[]): readonly EndedSessions[] {
  const byTime = new Map<string, readonly string[]>();
  for (const { until, userIds } of ended) byTime.set(until, [...(byTime.get(until) ?? []), ...userIds]);
  return [...byTime]
    .map(([until, userIds]) => ({ until, userIds: [...new Set(userIds)].sort() }))
    .filter(({ userIds }) => userIds.length > 0)
    .sort((a, b) => (a.until < b.until ? -1 : 1));
}

/** What a statement ends, where it is one of ours in everything: whatever else has our Sid is somebody's own. */
function endingIn(statement: unknown): EndedSessions | undefined {
  if (!isRecord(statement) || typeof statement.Sid !== "string") return undefined;
  const time = OURS.exec(statement.Sid)?.slice(1);
  const { StringEquals } = isRecord(statement.Condition) ? statement.Condition : {};
  const value = isRecord(StringEquals) ? StringEquals[CONDITION_KEY] : undefined;
  const ids: readonly unknown[] = [value].flat();
  const userIds = ids.filter((id) => typeof id === "string");
  if (time === undefined || userIds.length === 0 || userIds.length < ids.length) return undefined;
  const [year, month, day, hour, minute, second] = time;
  const until = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const asWritten = endingStatement({ until, userIds });
  const condition = { StringEquals: { [CONDITION_KEY]: value } };
  return canonicalJson(statement) === canonicalJson({ ...asWritten, Condition: condition })
    ? { until, userIds }
    : undefined;
}

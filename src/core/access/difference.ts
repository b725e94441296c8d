import { canonicalJson } from "../text/canonical-json.ts";
import type { AccessFacts } from "./access.ts";
import type { AccessDocument } from "./access-schema.ts";
import { namesBy } from "./names-by.ts";
import { unreadAccount, unreadPermissionSet } from "./unread.ts";

/** What is otherwise than it was. */
export type AccessDifference = NonNullable<AccessDocument["difference"]>;
type Entry = AccessDifference["entries"][number];
type What = Omit<Entry, "change" | "detail">;

/** What changed from one document to a later one of the same Identity Center and scope, in names. */
export function accessDifference(before: AccessDocument, after: AccessDocument): AccessDifference {
  const [had, has] = [factsByKey(before), factsByKey(after)];
  const entries: Entry[] = [];
  for (const [key, { what }] of had) if (!has.has(key)) entries.push({ change: "removed", ...what });
  for (const [key, { what, state }] of has) {
    const was = had.get(key);
    if (was === undefined) entries.push({ change: "added", ...what });
    else if (was.state !== state) entries.push({ change: "changed", ...what, detail: detailOf(was.state, state) });
  }
  return { since: before.ended, digest: before.digest, entries: entries.sort(byKind) };
}

/** A fact, and what of it can change: compared as text. */
interface Fact {
  readonly what: What;
  readonly state: string;
}

/** Ids tell facts apart: who is called otherwise by now is the same person. */
function factsByKey(facts: AccessFacts): ReadonlyMap<string, Fact> {
  const sets = new Map(facts.permissionSets.map((one) => [one.arn, one]));
  const accounts = new Map(facts.accounts.map((one) => [one.id, one]));
  const userName = namesBy(facts.users.map(({ id, userName }) => [id, userName]));
  const groupName = namesBy(facts.groups.map(({ id, name }) => [id, name]));
  const found = new Map<string, Fact>();
  for (const { id, userName, status } of facts.users) {
    found.set(`person ${id}`, { what: { what: "person", person: userName }, state: status });
  }
  for (const { arn, name, policies, administrator, sessionDuration, content } of facts.permissionSets) {
    const state = canonicalJson({ policies, administrator, sessionDuration, inlinePolicy: content?.inlinePolicy });
    found.set(`set ${arn}`, { what: { what: "permission-set", permissionSet: name }, state });
  }
  for (const { id, name, members } of facts.groups) {
    for (const member of members) {
      const what = { what: "membership", person: userName(member), group: name } as const;
      found.set(`membership ${id} ${member}`, { what, state: "" });
    }
  }
  for (const { accountId, permissionSetArn, principalType, principalId, orphan } of facts.assignments) {
    const place = {
      what: "assignment",
      account: (accounts.get(accountId) ?? unreadAccount(accountId)).name,
      accountId,
      permissionSet: (sets.get(permissionSetArn) ?? unreadPermissionSet(permissionSetArn)).name,
    } as const;
    const who = principalType === "USER" ? { person: userName(principalId) } : { group: groupName(principalId) };
    const key = ["assignment", accountId, permissionSetArn, principalType, principalId].join(" ");
    found.set(key, { what: { ...place, ...who }, state: orphan ? "orphan" : "assigned" });
  }
  return found;
}

/** `enabled → disabled`; of what is too long to tell, that it is another. */
function detailOf(before: string, after: string): string {
  return before.startsWith("{") ? "what it gives is otherwise" : `${before} → ${after}`;
}

const KINDS: readonly Entry["what"][] = ["person", "assignment", "membership", "permission-set"];

function byKind(a: Entry, b: Entry): number {
  return KINDS.indexOf(a.what) - KINDS.indexOf(b.what);
}

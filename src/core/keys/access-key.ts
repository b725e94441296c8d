/** When a long-lived access key last signed a request, as far as AWS tells. Times are milliseconds since 1970. */
export type LastUse =
  | { readonly kind: "used"; readonly at: number; readonly service: string; readonly region: string }
  | { readonly kind: "never" }
  | { readonly kind: "unknown"; readonly reason: string };

/** A long-lived access key of an IAM user. The id is for calls only: what is shown of it is {@link endOfKey}. */
export interface AccessKey {
  readonly id: string;
  /** `Active`, `Inactive`, or whatever AWS says one day. */
  readonly status: string;
  readonly createdAt: number | undefined;
  readonly lastUse: LastUse;
  /** It signs the calls of this very run. */
  readonly isOwn: boolean;
}

/** A user that IAM keeps in an account, with all access keys. */
export interface IamUser {
  readonly userName: string;
  readonly keys: readonly AccessKey[];
}

/** What was found in one account, or why nothing can be said of it. */
export type AccountKeys = {
  readonly account: { readonly id: string; readonly name: string };
} & (
  | { readonly state: "looked"; readonly users: readonly IamUser[] }
  | { readonly state: "unknown"; readonly reason: string }
);

/** So long a key must have been idle before it is switched off without further words, in days. */
export const IDLE_DAYS = 7;
const DAY = 86_400_000;

/** The same accounts after these keys, by their ids, were switched off. */
export function withInactive(accounts: readonly AccountKeys[], ids: ReadonlySet<string>): readonly AccountKeys[] {
  const off = (key: AccessKey) => (ids.has(key.id) ? { ...key, status: "Inactive" } : key);
  return accounts.map((one) =>
    one.state === "unknown" ? one : { ...one, users: one.users.map((user) => ({ ...user, keys: user.keys.map(off) })) },
  );
}

/** Whole days from a time to another. */
export function daysBetween(earlier: number, later: number): number {
  return Math.max(0, Math.floor((later - earlier) / DAY));
}

/** The last four characters of a key's id, by which people tell keys apart without the key. */
export function endOfKey(id: string): string {
  return id.slice(-4);
}

/** The text with every access key id in it cut to its end: AWS repeats them in its refusals, people in their mistakes. */
export function withoutKeyIds(text: string): string {
  return text.replace(/\bA[KS]IA[A-Z0-9]{4,}(?=[A-Z0-9]{4}\b)/gi, "…");
}

/** Whether AWS still takes requests that the key signs. What is neither Active nor Inactive counts as if it did. */
export function isActive({ status }: Pick<AccessKey, "status">): boolean {
  return status !== "Inactive";
}

/** How somebody names one key of one user: `210987654321/ana.silva/7XYZ`. */
export function nameOfKey(accountId: string, userName: string, id: string): string {
  return `${accountId}/${userName}/${endOfKey(id)}`;
}

/** Whether switching the key off now may stop something that runs: it was used lately, or nobody can tell. */
export function isInUse({ lastUse }: AccessKey, now: number): boolean {
  if (lastUse.kind === "used") return daysBetween(lastUse.at, now) < IDLE_DAYS;
  return lastUse.kind === "unknown";
}

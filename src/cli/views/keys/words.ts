import { daysBetween } from "../../../core/keys/access-key.ts";
import type { KeysOfTeam } from "../../../core/keys/keys-schema.ts";
import type { Row } from "../section.ts";

/** An IAM user's key in an account that was looked into. */
export type TeamKey = Extract<KeysOfTeam["accounts"][number], { state: "looked" }>["users"][number]["keys"][number];

/** When a key was last used and for what: `172 d ago, s3 eu-west-1`. `now` is milliseconds since 1970. */
export function lastUseWords(use: TeamKey["lastUse"], now: number): string {
  if (use.kind === "never") return "never";
  if (use.kind === "unknown") return `unknown: ${use.reason}`;
  const days = daysBetween(Date.parse(use.at), now);
  return `${days === 0 ? "today" : `${days} d ago`}, ${use.service} ${use.region}`;
}

/** Steps that are taken one after the other. */
export function numbered(steps: readonly string[]): readonly Row[] {
  return steps.map((step, index) => ({ mark: { symbol: `${index + 1}.`, tone: "neutral" }, cells: [step] }));
}

import { daysBetween, type LastUse } from "../../../core/keys/access-key.ts";

/** When a key was last used and for what: `172 d ago, s3`. */
export function lastUseText(use: LastUse, now: number): string {
  if (use.kind === "never") return "never";
  if (use.kind === "unknown") return `unknown: ${use.reason}`;
  const days = daysBetween(use.at, now);
  return `${days === 0 ? "today" : `${days} d ago`}, ${use.service} ${use.region}`;
}

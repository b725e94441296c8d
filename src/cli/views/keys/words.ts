import { daysBetween, type LastUse } from "../../../core/keys/access-key.ts";
import { visibleText } from "../../../core/text/visible-text.ts";

/** When a key was last used and for what: `172 d ago, s3`. */
export function lastUseText(use: LastUse, now: number): string {
  if (use.kind === "never") return "never";
  if (use.kind === "unknown") return `unknown: ${use.reason}`;
  const days = daysBetween(use.at, now);
  return `${days === 0 ? "today" : `${days} d ago`}, ${use.service} ${use.region}`;
}

/** A word as a POSIX shell takes it whole, whatever is in it. */
export function shellWord(text: string): string {
  const visible = visibleText(text);
  return /^[\w./@:+=,-]+$/.test(visible) ? visible : `'${visible.replaceAll("'", `'\\''`)}'`;
}

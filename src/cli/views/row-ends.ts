import type { RowEnd } from "../../core/plan/row-ends.ts";
import { counted } from "../terminal/layout.ts";
import type { Row, Section } from "./section.ts";

/** More rows than these are counted on a screen. */
const MOST_ENDS = 10;

/**
 * Whose access ends soon, and whose has ended and is there still. Rows that have ended and give nothing any more are
 * counted: nobody has to do anything about them.
 */
export function rowEndsSection(ends: readonly RowEnd[] = []): Section {
  const open = ends.filter(({ when, hasAccess }) => when === "soon" || hasAccess === true);
  const done = ends.length - open.length;
  const words = `${counted(done, "row has", "rows have")} ended, and ${done === 1 ? "its" : "their"} access is removed.`;
  return {
    title: open.length === 0 ? "Ended, by the column until" : "Ended, or ends within 14 days, by the column until",
    tone: "warning",
    columns: [{ title: "Person", as: "name" }, { title: "What ends" }],
    bullet: { symbol: "!", tone: "warning" },
    fold: MOST_ENDS,
    rows: open.length === 0 && done > 0 ? [{ cells: [words] }] : open.map(endRow),
    notes: open.length > 0 && done > 0 ? [words] : [],
  };
}

function endRow({ when, email, accountName, permissionSet, group, until }: RowEnd): Row {
  const how = group === undefined ? permissionSet : `${permissionSet} through ${group}`;
  const what = `${accountName} (${how})`;
  return when === "over"
    ? { cells: [email, `${what} ended ${until}, and is there still`], tone: "danger" }
    : { cells: [email, `${what} ends ${until}`] };
}

import { visibleText } from "../text/visible-text.ts";
import { COLUMNS, ORIGIN, REASON } from "./team-columns.ts";
import type { TeamRow } from "./team-file.ts";

/** A row to write, and why it is written: the reason goes into a last column, which is not read back. */
export interface RowToRender extends Pick<TeamRow, "cells" | "origin"> {
  readonly reason?: string;
}

/**
 * Team file text for these rows, with the columns that any of them uses. Read back it gives the same rows. It is safe to
 * open in a spreadsheet: what would be run as a formula is written as `="…"`, and letters outside ASCII bring a byte
 * order mark, without which Excel misreads them.
 */
export function renderTeamRows(rows: readonly RowToRender[]): string {
  const used = COLUMNS.filter((column) => column === "email" || rows.some((row) => row.cells[column] !== ""));
  const hasReasons = rows.some((row) => row.reason !== undefined);
  const hasOrigins = rows.some((row) => row.origin !== undefined);
  const header = [...used, ...(hasOrigins ? [ORIGIN] : []), ...(hasReasons ? [REASON] : [])].join(",");
  const lines = rows.map(({ cells, origin = "", reason = "" }) => {
    const texts = [
      ...used.map((column) => cells[column]),
      ...(hasOrigins ? [visibleText(origin)] : []),
      ...(hasReasons ? [visibleText(reason)] : []),
    ];
    return texts.map(csvCell).join(",");
  });
  const text = `${[header, ...lines].join("\n")}\n`;
  return /^\p{ASCII}*$/u.test(text) ? text : `\uFEFF${text}`;
}

/** A cell as every reader of CSV takes it; a formula as text. */
export function csvCell(text: string): string {
  const safe = /^[=+@-]/.test(text) ? `="${text.replaceAll('"', '""')}"` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

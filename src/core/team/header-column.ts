import type { ColumnMeaning, ColumnUse } from "./column-words.ts";
import type { CsvCell, CsvRecord } from "./csv-records.ts";
import type { StandingUse } from "./left-out.ts";
import { COLUMNS, type TeamColumn } from "./team-columns.ts";

/** What became of a column of the file: taken as something, or why not. */
export type ColumnFate =
  | { readonly kind: "used"; readonly as: TeamColumn | "family_prefix" | "sorted_name" | StandingUse }
  /** The run's own notes. */
  | { readonly kind: "note" }
  | { readonly kind: "secret" }
  /** It would be taken in a file that is made for AWS. */
  | { readonly kind: "not-taken"; readonly as: TeamColumn }
  | { readonly kind: "unknown" };

/** A column of the file, and what its name means. */
export interface NamedColumn {
  readonly cell: CsvCell;
  readonly index: number;
  /** As it is written, without blanks around it. */
  readonly name: string;
  readonly meaning: ColumnMeaning | undefined;
}

export interface HeaderColumn extends NamedColumn {
  readonly fate: ColumnFate;
}

/** What a column is used as, if it is. */
export function useOf({ fate }: HeaderColumn): ColumnUse | undefined {
  return fate.kind === "used" ? fate.as : undefined;
}

/** The column of a team file that it is read as, if it is one. */
export function teamColumnOf(as: ColumnUse | undefined): TeamColumn | undefined {
  if (as === "sorted_name") return "display_name";
  return (COLUMNS as readonly (ColumnUse | undefined)[]).includes(as) ? (as as TeamColumn) : undefined;
}

/** Of several of one kind the best first, then as they stand in the file. */
export function bestFirst(one: NamedColumn, other: NamedColumn): number {
  return rankOf(one) - rankOf(other) || one.index - other.index;
}

export function rankOf({ meaning }: NamedColumn): number {
  return meaning?.rank ?? 9;
}

/** Whether each cell of a column that has something has an address, and one has. */
export function holdAddresses(rows: readonly CsvRecord[], index: number): boolean {
  const texts = rows.map(({ cells }) => (cells[index]?.text ?? "").trim()).filter((text) => text !== "");
  return texts.length > 0 && texts.filter((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)).length > texts.length / 2;
}

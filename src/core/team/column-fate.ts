import type { CsvRecord } from "./csv-records.ts";
import { takesUserNames } from "./file-origin.ts";
import {
  bestFirst,
  type ColumnFate,
  type HeaderColumn,
  holdAddresses,
  type NamedColumn,
  teamColumnOf,
  useOf,
} from "./header-column.ts";
import { isStandingUse, type StandingUse, standingOf } from "./left-out.ts";
import { isPersonal, ORIGIN, REASON } from "./team-columns.ts";

/** Each column with what becomes of it. */
export function withFates(
  columns: readonly NamedColumn[],
  isForeign: boolean,
  rows: readonly CsvRecord[],
): readonly HeaderColumn[] {
  const takesLogin = takesUserNames(columns, isForeign);
  return columns.map((one) => ({ ...one, fate: fateOf(one, isForeign, takesLogin, rows) }));
}

/** What becomes of a column, but for addresses that stand under another name. */
function fateOf(
  { meaning, index }: NamedColumn,
  isForeign: boolean,
  takesLogin: boolean,
  rows: readonly CsvRecord[],
): ColumnFate {
  if (meaning === undefined) return { kind: "unknown" };
  const { use, isOurs } = meaning;
  if (use === REASON || use === ORIGIN) return { kind: "note" };
  if (use === "password") return { kind: "secret" };
  if (use === "username") return takesLogin || isOurs ? { kind: "used", as: use } : { kind: "not-taken", as: use };
  if (isStandingUse(use)) return isTelling(use, index, rows) ? { kind: "used", as: use } : { kind: "unknown" };
  if (use === "family_prefix" || use === "sorted_name") return { kind: "used", as: use };
  const column = teamColumnOf(use);
  // What a file from elsewhere says of accounts and the like, it says for reasons of its own.
  if (isForeign && column !== undefined && !isPersonal(column)) return { kind: "not-taken", as: column };
  return column === undefined ? { kind: "unknown" } : { kind: "used", as: column };
}

/** `state` may be a county and `type` a colour: a column tells of standing if one of its words is known. */
function isTelling(use: StandingUse, index: number, rows: readonly CsvRecord[]): boolean {
  if (use !== "status" && use !== "kind") return true;
  const texts = new Set(rows.map(({ cells }) => (cells[index]?.text ?? "").trim()));
  texts.delete("");
  const known = [...texts].map((text) => standingOf(use, text));
  return use === "kind" ? known.includes("out") : known.some((standing) => standing !== "unknown");
}

/** The cells that hold a person's address, best first: those of mail, then of names that people sign in with. */
export function addressColumns(columns: readonly HeaderColumn[], rows: readonly CsvRecord[]): readonly number[] {
  const holding = columns.filter(({ index }) => holdAddresses(rows, index));
  const mail = columns.filter(({ meaning }) => meaning?.use === "email").sort(bestFirst);
  const signIn = holding.filter(({ meaning }) => meaning?.use === "upn");
  if (mail.length + signIn.length > 0) return [...mail, ...signIn].map(({ index }) => index);
  const login = holding.find(
    (one) => (one.meaning?.use === "username" || one.meaning?.use === "login") && useOf(one) !== "username",
  );
  return login === undefined ? [] : [login.index];
}

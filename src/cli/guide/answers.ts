import { accountCells, nameCell, type WrittenAccount } from "../../core/adopt/cells.ts";
import { DEFAULT_PERMISSION_SET } from "../../core/settings/settings.ts";
import type { RowToRender } from "../../core/team/render-team-rows.ts";
import { COLUMNS, type TeamColumn } from "../../core/team/team-columns.ts";
import type { TeamRow } from "../../core/team/team-file.ts";
import { definedOnly } from "../../core/text/defined-only.ts";
import type { Answered } from "../init/starter-files.ts";

/** What was answered about people, accounts and rights. What is absent is said by the team file or the settings already. */
export interface Answers {
  readonly people: People;
  readonly accounts?: readonly WrittenAccount[];
  readonly permissionSet?: ChosenSet;
  readonly region?: string;
  readonly bootstrap: boolean;
  /** The profile that was chosen because the environment's did not do. */
  readonly profile?: string;
  /** Where Identity Center was found, and in which partition. */
  readonly ssoRegion: string;
  readonly partition: string;
}

/** Who is given access, as it was read. */
export interface People {
  /** The file that they stand in; absent where they were typed or pasted. */
  readonly file?: string;
  readonly rows: readonly TeamRow[];
}

export interface ChosenSet {
  readonly name: string;
  /** It is in AWS, and nobody has described it here: nothing of it is changed. */
  readonly isForeign: boolean;
}

/** The files that hold answers for next time, by their paths; absent where one is not written. */
export interface KeptFiles {
  readonly team?: string;
  readonly settings?: string;
}

export const NOTHING_KEPT: KeptFiles = {};

/** The command line that says the same, with what the files do not hold in flags. */
export function commandLineOf(answers: Answers, kept: KeptFiles): readonly string[] {
  const { people, accounts = [], permissionSet, region, bootstrap, profile } = answers;
  const isKept = kept.team !== undefined || kept.settings !== undefined;
  const isUsual = permissionSet === undefined || permissionSet.name === DEFAULT_PERMISSION_SET;
  return [
    "--emails",
    kept.team ?? people.file ?? addressList(people.rows),
    ...(isKept ? [] : accounts.flatMap(({ entry }) => ["--account", entry])),
    ...(isKept || isUsual ? [] : ["--permission-set", permissionSet.name]),
    ...(isKept || region === undefined ? [] : ["--region", region]),
    ...(bootstrap ? ["--bootstrap"] : []),
    ...(profile === undefined ? [] : ["--profile", profile]),
  ];
}

/** The people as `--emails` takes them beside a file: each with their name where it was given. */
function addressList(rows: readonly TeamRow[]): string {
  return rows.map(addressOf).join(", ");
}

function addressOf({
  cells: { email, given_name: given, family_name: family, display_name: display },
}: TeamRow): string {
  const name = given !== "" && family !== "" ? `${family}, ${given}` : display || given || family;
  return name === "" ? email : `"${name.replace(/["\\]/g, "\\$&")}" <${email}>`;
}

const IN_A_LIST: ReadonlySet<string> = new Set(["email", "given_name", "family_name", "display_name"]);

/** Whether people who were pasted are described by more than an address and a name: only a file holds that. */
export function needsFile({ file, rows }: People): boolean {
  if (file !== undefined) return false;
  return rows.some(({ cells }) => COLUMNS.some((column) => cells[column] !== "" && !IN_A_LIST.has(column)));
}

/** The answers as the first files of a team hold them. Rows say all of it where the settings are there already. */
export function answeredFor(answers: Answers, kept: KeptFiles): Answered {
  const { people, accounts = [], permissionSet, region, ssoRegion, partition } = answers;
  const name = permissionSet?.name ?? DEFAULT_PERMISSION_SET;
  const own =
    kept.settings === undefined
      ? definedOnly({ permission_set: permissionSet && (nameCell("permission_set", name) ?? name), region })
      : {};
  return {
    rows: people.rows.flatMap(({ cells }) => inAccounts(withEmptyFilled(cells, own), accounts)),
    accounts: accounts.map(({ entry }) => entry),
    permissionSet: name,
    isForeign: permissionSet?.isForeign === true,
    instance: { region: ssoRegion },
    partition,
    ...definedOnly({ region }),
  };
}

type Cells = TeamRow["cells"];

function withEmptyFilled(cells: Cells, own: Partial<Cells>): Cells {
  const missing = Object.entries(own).filter(([column]) => cells[column as TeamColumn] === "");
  return { ...cells, ...Object.fromEntries(missing) };
}

/** A row that names no account, with those that were chosen: as many rows as their names need cells. */
function inAccounts(cells: Cells, accounts: readonly WrittenAccount[]): readonly RowToRender[] {
  if (cells.account !== "" || accounts.length === 0) return [{ cells }];
  return accountCells(accounts).map((account) => ({ cells: { ...cells, account } }));
}

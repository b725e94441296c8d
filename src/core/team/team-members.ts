import { lengthFault } from "../aws/name-rules.ts";
import { problemAt } from "../errors/fault.ts";
import { isElsewhere, lineWords, type Problem, type Source } from "../errors/problem.ts";
import { quoted } from "../text/visible-text.ts";
import { joinedNames, namesFromAddress, namesFromDisplayName } from "./person-names.ts";
import type { TeamCell, TeamGrant, TeamMember } from "./team.ts";
import type { TeamColumn } from "./team-columns.ts";
import type { CheckedRow } from "./team-rows.ts";

/** The people that the rows are about, and where rows contradict or repeat one another. */
export interface Members {
  readonly members: readonly TeamMember[];
  readonly problems: readonly Problem[];
}

const personal = ["username", "given_name", "family_name", "display_name"] as const satisfies readonly TeamColumn[];

/** A person's rows, of which there is at least one, with what the rows say of the person taken together. */
interface PersonRows {
  readonly email: TeamCell;
  readonly said: Partial<Record<(typeof personal)[number], TeamCell>>;
  readonly rows: CheckedRow[];
}

/** Merges rows of the same address into one person with several grants. Addresses are one without regard to case. */
export function mergeRows(rows: readonly CheckedRow[], source: Source): Members {
  const people = new Map<string, PersonRows>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const email = row.cells.email;
    if (email === undefined) continue;
    const key = email.text.toLowerCase();
    const person = people.get(key) ?? { email, said: {}, rows: [] };
    people.set(key, person);
    problems.push(...contradictions(person, row, email, source));
    person.rows.push(row);
    for (const column of personal) {
      const cell = row.cells[column];
      if (cell !== undefined) person.said[column] ??= cell;
    }
  }
  const everyone = [...people.values()];
  return {
    members: everyone.map(memberOf),
    problems: [
      ...problems,
      ...everyone.flatMap((person) => [...repeatedGrants(person, source), ...longUserName(person, source)]),
      ...sharedUserNames(everyone, source),
    ],
  };
}

function memberOf({ email, said, rows }: PersonRows): TeamMember {
  const derived =
    said.display_name === undefined ? namesFromAddress(email.text) : namesFromDisplayName(said.display_name.text);
  const givenName = said.given_name?.text ?? derived.givenName;
  const familyName = said.family_name?.text ?? derived.familyName;
  const isWritten = said.given_name !== undefined && said.family_name !== undefined;
  const isHalfWritten = said.given_name !== undefined || said.family_name !== undefined;
  const whole = isWritten ? said.display_name?.text : said.display_name && derived.displayName;
  return {
    email: email.text,
    username: (said.username ?? email).text,
    givenName,
    familyName,
    displayName: whole ?? (isHalfWritten ? joinedNames(givenName, familyName) : derived.displayName),
    namesDerived: !isWritten,
    ...rowPlace(rows[0] ?? email),
    grants: rows.map(grantOf),
  };
}

function rowPlace({ line, source }: Pick<CheckedRow, "line" | "source">) {
  return source === undefined ? { line } : { line, source };
}

function grantOf({ accounts, cells, ...row }: CheckedRow): TeamGrant {
  return {
    ...rowPlace(row),
    accounts,
    ...(cells.permission_set && { permissionSet: cells.permission_set }),
    ...(cells.group && { group: cells.group }),
    ...(cells.region && { region: cells.region }),
    ...(cells.profile && { profile: cells.profile }),
    ...(cells.until && { until: cells.until }),
  };
}

function contradictions(person: PersonRows, row: CheckedRow, email: TeamCell, source: Source): readonly Problem[] {
  const problems = personal.flatMap((column) => {
    const before = person.said[column];
    const now = row.cells[column];
    if (before === undefined || now === undefined || before.text === now.text) return [];
    const message = `The ${column} of this person is another one here than in ${lineWords(before, now)}.`;
    return [problemAt(source, now, { message, remedy: "Write the same in both rows, or leave one empty." })];
  });
  if (person.email.text === email.text) return problems;
  const message = `This address differs only by case from the one in ${lineWords(person.email, email)}.`;
  return [...problems, problemAt(source, email, { message, remedy: "Spell the address alike in all rows." })];
}

const OF_ACCESS = ["region", "profile", "until"] as const;

type CellsOfAccess = Readonly<Partial<Record<(typeof OF_ACCESS)[number], TeamCell>>>;

/** In what rows of two files differ that give somebody the same. */
export function contradictingCells(first: CellsOfAccess, row: CellsOfAccess): readonly (keyof CellsOfAccess)[] {
  return OF_ACCESS.filter((column) => first[column]?.text !== row[column]?.text);
}

/** The same access twice: in one file a mistake, in two files one and the same where they agree. Rows that differ in their group are different access. */
function repeatedGrants({ rows }: PersonRows, source: Source): readonly Problem[] {
  const seen = new Map<string, CheckedRow>();
  return rows.flatMap((row) => {
    const { cells, accounts, problems } = row;
    const anywhere = cells.email === undefined ? [] : [{ ...cells.email, text: "" }];
    const wanted = accounts.length > 0 || problems.length > 0 ? accounts : anywhere;
    return wanted.flatMap((account) => {
      const key = JSON.stringify([account.text, cells.permission_set?.text, cells.group?.text.toLowerCase()]);
      const first = seen.get(key);
      seen.set(key, first ?? row);
      if (first === undefined) return [];
      const what = account.text === "" ? "is" : `has account ${quoted(account.text)}`;
      const where = lineWords(first, row);
      const repeat = { message: `This person ${what} in ${where} already.`, remedy: "Remove one of the two." };
      if (!isElsewhere(first, row)) return [problemAt(source, account, repeat)];
      return contradictingCells(first.cells, row.cells).map((column) => {
        const message = `This person ${what} in ${where} already, and there is another ${column}.`;
        return problemAt(source, row.cells[column] ?? account, {
          message,
          remedy: "Write the same in both rows, or remove one.",
        });
      });
    });
  });
}

function longUserName({ email, said }: PersonRows, source: Source): readonly Problem[] {
  const fault = said.username === undefined ? lengthFault(email.text, 128, "a user name") : undefined;
  if (fault === undefined) return [];
  return [
    problemAt(source, email, { ...fault, remedy: "Give this person a shorter user name in the column username." }),
  ];
}

function sharedUserNames(people: readonly PersonRows[], source: Source): readonly Problem[] {
  const owners = new Map<string, PersonRows>();
  return people.flatMap((person) => {
    const cell = person.said.username ?? person.email;
    const owner = owners.get(cell.text.toLowerCase());
    if (owner === undefined) {
      owners.set(cell.text.toLowerCase(), person);
      return [];
    }
    const message = `This user name is also that of the person in ${lineWords(owner.said.username ?? owner.email, cell)}.`;
    return [problemAt(source, cell, { message, remedy: "Give each person a user name of their own." })];
  });
}

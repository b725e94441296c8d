import type { InputCheck } from "../../../core/documents/check-schema.ts";
import type { TeamRedactor } from "../../../core/redaction/redactor.ts";
import { quoted } from "../../../core/text/visible-text.ts";
import { counted } from "../../terminal/layout.ts";
import { warningAnnotations } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import { nextSection } from "../next.ts";
import type { Section } from "../section.ts";

/** More people are counted. */
const MOST_PEOPLE = 20;

/** How it is told what was looked at when AWS was not asked, and what only AWS can answer. It names nobody, unless it is to explain. */
export function checkView(next?: string): DocumentView<InputCheck> {
  return {
    schema: "check",
    heading: () => "onboard: nothing wrong",
    sections: (check) => [
      { tone: "good", rows: [{ cells: [checkWords(check)], tone: "good" }] },
      {
        tone: "neutral",
        attached: true,
        rows: (check.understood === undefined ? [] : [check.understood]).map((line) => ({ cells: [line] })),
      },
      columnsSection(check),
      peopleSection(check),
      {
        title: "Warnings",
        tone: "warning",
        columns: [{ title: "Warning" }],
        attached: true,
        bullet: { symbol: "!", tone: "warning" },
        rows: check.warnings.map((warning) => ({ cells: [warning] })),
      },
      { ...nextSection(next), only: "screen" },
    ],
    annotations: ({ warnings }) => warningAnnotations(warnings),
    redact: (check, redactor) => redacted(check, redactor),
  };
}

function columnsSection({ columns = [] }: InputCheck): Section {
  const hasFiles = columns.some(({ file }) => file !== undefined);
  return {
    title: "Columns",
    tone: "neutral",
    columns: [
      ...(hasFiles ? [{ title: "File", as: "name", once: true } as const] : []),
      { title: "Column", as: "name", most: 40 },
      { title: "Used as", overflow: "wrap" },
      { title: "Example", as: "name" },
    ],
    layout: "table",
    unordered: true,
    rows: columns.map(({ file = "", name, usedAs, example }) => ({
      cells: [...(hasFiles ? [file] : []), quoted(name, 40), usedAs, example],
    })),
  };
}

function peopleSection({ team = [] }: InputCheck): Section {
  const isDerived = team.some(({ namesDerived }) => namesDerived);
  return {
    title: "People",
    tone: "neutral",
    columns: [
      { title: "Person", as: "name" },
      { title: "Given name", as: "name" },
      { title: "Family name", as: "name" },
      { title: "Signs in as", as: "name" },
    ],
    layout: "table",
    unordered: true,
    rows: team.map(({ email, givenName, familyName, namesDerived, userName }) => {
      const star = namesDerived ? "*" : "";
      return {
        cells: [email, `${givenName}${star}`, `${familyName}${star}`, userName === email ? "the address" : userName],
      };
    }),
    fold: MOST_PEOPLE,
    notes: isDerived ? ["* taken from the address or a full name; given_name and family_name columns set it"] : [],
  };
}

function redacted(check: InputCheck, { screen, label }: TeamRedactor): InputCheck {
  const { columns, team } = check;
  return {
    ...check,
    ...(columns === undefined
      ? {}
      : { columns: columns.map(({ example: _, ...column }) => ({ ...column, example: "" })) }),
    ...(team === undefined
      ? {}
      : {
          team: team.map((person) => {
            const name = label(person.userName);
            return { ...person, email: name, userName: name, givenName: "", familyName: "", displayName: "" };
          }),
        }),
    warnings: check.warnings.map(screen),
  };
}

/** `team.csv: 12 people in 14 rows, nothing wrong. AWS was not asked.` */
function checkWords({ teamFile, people, rows }: InputCheck): string {
  return `${teamFile}: ${counted(people, "person", "people")} in ${counted(rows, "row")}, nothing wrong. AWS was not asked.`;
}

import type { DayDocument } from "../../../core/amplify/day-schema.ts";
import { FRONTENDS } from "../../../core/amplify/frontend.ts";
import { warningAnnotations } from "../annotation.ts";
import type { DocumentView } from "../document-view.ts";
import { nextSection } from "../next.ts";
import type { Note, Row, Section } from "../section.ts";

/** How a day is told: what to know first, then each part of it with its commands, none of them broken. */
export const dayView: DocumentView<DayDocument> = {
  schema: "day",
  heading: headline,
  sections: (document) => [
    { tone: "strong", only: "screen", rows: [{ cells: [headline(document)], tone: "strong" }] },
    { tone: "neutral", attached: true, rows: factRows(document) },
    {
      title: "First of all",
      tone: "warning",
      columns: [{ title: "What to know" }],
      bullet: { symbol: "!", tone: "warning" },
      rows: document.warnings.map((warning) => ({ cells: [warning] })),
    },
    ...document.groups.map(groupSection),
    { ...nextSection(document.groups[0]?.commands[0]?.lines[0]), only: "screen" },
  ],
  annotations: ({ warnings }) => warningAnnotations(warnings),
  redact: (document) => document,
  isProse: true,
};

const GENERATIONS = { gen1: "Amplify Gen 1", gen2: "Amplify Gen 2" } as const;

/** `Your day in shop: Amplify Gen 2, React` */
function headline({ project: { generation, frontend, packageName } }: DayDocument): string {
  const where = packageName === undefined ? "this project" : packageName;
  return `Your day in ${where}: ${GENERATIONS[generation]}, ${FRONTENDS[frontend].title}`;
}

function factRows({
  profile,
  gen1Profile,
  accountId,
  region,
  identifier,
  stack,
  environment,
}: DayDocument): readonly Row[] {
  const facts = [
    ["Profile", gen1Profile === undefined ? profile : `${profile}, and ${gen1Profile} for Amplify's CLI`],
    ["Account", [accountId, region].filter((one) => one !== undefined).join(", ")],
    ["Sandbox", [identifier, stack].filter((one) => one !== undefined).join(", stack ")],
    ["Environment", environment ?? ""],
  ] as const;
  return facts.filter(([, text]) => text !== "").map(([title, text]) => ({ cells: [title, text], unbroken: true }));
}

function groupSection({ title, commands }: DayDocument["groups"][number]): Section {
  return {
    title,
    tone: "neutral",
    columns: [{ title: "For what" }, { title: "What to type" }],
    spaced: false,
    rows: commands.map(
      ({ what, lines, note }): Row => ({
        cells: [what],
        notes: [
          ...lines.map((text): Note => ({ as: "command", text })),
          ...(note === undefined ? [] : [{ as: "prose", text: note, tone: "quiet" } as const]),
        ],
      }),
    ),
  };
}

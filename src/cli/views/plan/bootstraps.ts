import type { MissingBootstrap } from "../../../core/readiness/missing-bootstraps.ts";
import { commandForCaller } from "../../../core/text/command-line.ts";
import { shownList } from "../../../core/text/shown-list.ts";
import type { Mark, Note, Row, Section } from "../section.ts";
import { BOOTSTRAP_REMEDY, BOOTSTRAP_TITLE } from "./words.ts";

const WARNING: Mark = { symbol: "!", tone: "warning" };

/** Accounts named for one cause, and commands for it, before the rest is counted. */
const MOST_NAMED = 3;
const MOST_COMMANDS = 3;

/** Where the CDK is missing: on a screen each cause once with its accounts, on a page a row for each. */
export function bootstrapSections(missing: readonly MissingBootstrap[]): readonly Section[] {
  const told = { title: BOOTSTRAP_TITLE, tone: "warning", notes: [BOOTSTRAP_REMEDY] } as const;
  const all = `${commandForCaller("status", "--emails", "FILE")} has them`;
  return [
    { ...told, only: "screen", bullet: WARNING, rows: bootstrapRows(missing, MOST_COMMANDS, all) },
    {
      ...told,
      only: "page",
      page: "folded",
      unordered: true,
      columns: [{ title: "Where", as: "name" }, { title: "Why" }, { title: "Command" }],
      rows: missing.map(({ accountName, region, reason, command }) => ({
        cells: [`${accountName} in ${region}`, reason],
        ...(command === undefined ? {} : { notes: [{ as: "command", text: command }] }),
      })),
    },
  ];
}

type Lacking = Pick<MissingBootstrap, "accountName" | "region" | "reason" | "command">;

/** `Staging, Production in eu-west-1: not bootstrapped`, with what to type: a row for each cause and Region, in their first order. */
export function bootstrapRows(missing: readonly Lacking[], mostCommands: number, all: string): readonly Row[] {
  const causes = new Map<string, Lacking[]>();
  for (const one of missing) {
    const cause = `${one.region} ${one.reason}`;
    causes.set(cause, [...(causes.get(cause) ?? []), one]);
  }
  return [...causes.values()].map((alike): Row => {
    const [first] = alike;
    const names = shownList(
      alike.map(({ accountName }) => accountName),
      MOST_NAMED,
    );
    const commands = alike.flatMap(({ command }) => (command === undefined ? [] : [command]));
    const left = commands.length - mostCommands;
    return {
      cells: [`${names} in ${first?.region}`, first?.reason ?? ""],
      notes: [
        ...commands.slice(0, mostCommands).map((text): Note => ({ as: "command", text })),
        ...(left > 0 ? [{ as: "prose" as const, text: `… and ${left} more: ${all}` }] : []),
      ],
    };
  });
}

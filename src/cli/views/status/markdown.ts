import type { PersonStatus, Readiness, Status } from "../../../core/readiness/status.ts";
import { type MarkdownTable, renderMarkdownPage } from "../markdown-page.ts";
import { markdownName, markdownText } from "../markdown-text.ts";
import {
  type AccountWords,
  accountWords,
  COLUMNS,
  countWords,
  NO_ACCOUNT,
  personalTasks,
  SYMBOLS,
  toBootstrap,
  unknownWords,
  WHO_BOOTSTRAPS,
} from "./words.ts";

const WORDS: Readonly<Record<Readiness, string>> = { yes: "ready", no: "not yet", unknown: "unknown" };

/** A status as a page: people in the order of the team file, then what to do and what is unknown. */
export function renderMarkdownStatus(status: Status): string {
  const { region, managementAccountId, identityStoreId } = status.instance;
  const where = `Identity Center ${markdownName(identityStoreId)} in ${markdownName(region)}, organization of ${markdownName(managementAccountId)}.`;
  const commands = toBootstrap(status).length > 0 ? [markdownText(WHO_BOOTSTRAPS)] : [];
  return renderMarkdownPage(`onboard status: ${countWords(status)}`, [where, ...commands], tablesOf(status));
}

function tablesOf(status: Status): readonly MarkdownTable[] {
  const words = accountWords(status);
  const list = (title: string, shown: MarkdownTable["shown"], texts: readonly string[]): MarkdownTable => ({
    title,
    shown,
    columns: [title],
    rows: texts.map((text) => [markdownText(text)]),
  });
  return [
    list("To do", "open", personalTasks(status)),
    {
      title: "Not bootstrapped",
      shown: "open",
      columns: ["Account", "Why", "Command"],
      rows: toBootstrap(status).map(({ environment, reason, command }) => [
        markdownName(environment.accountName),
        markdownText(reason),
        markdownName(command),
      ]),
    },
    {
      title: `Who can start${words.common === "" ? "" : ` (${words.common})`}`,
      shown: "open",
      columns: ["Person", "Account", ...COLUMNS.map(([, title]) => title), "Ready"],
      rows: status.people.flatMap((person) => personRows(person, words)),
    },
    list("Unknown", "folded", unknownWords(status)),
    list("Warnings", "folded", status.warnings),
  ];
}

function personRows({ email, access, ready }: PersonStatus, words: AccountWords): readonly (readonly string[])[] {
  if (access.length === 0) return [[markdownName(email), NO_ACCOUNT, ...COLUMNS.map(() => ""), WORDS[ready]]];
  return access.map((one) => [
    markdownName(email),
    markdownName(words.access(one)),
    ...COLUMNS.map(([name]) => SYMBOLS[one.checks[name].state]),
    WORDS[one.ready],
  ]);
}

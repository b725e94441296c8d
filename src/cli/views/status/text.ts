import stringWidth from "string-width";
import type { Check } from "../../../core/readiness/checks.ts";
import type { AccessStatus, PersonStatus, Readiness, Status } from "../../../core/readiness/status.ts";
import { visibleText } from "../../../core/text/visible-text.ts";
import type { Colors } from "../../terminal/io.ts";
import { hanging, padded, shortened, wrap } from "../../terminal/layout.ts";
import type { RenderOptions } from "../../terminal/render-options.ts";
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

/** Between columns, and before them. */
const GAP = "  ";
const MARGIN = "    ";

interface Row {
  /** Empty in a person's further rows. */
  readonly person: string;
  readonly account: string;
  readonly ready: Readiness;
  readonly checks?: AccessStatus["checks"];
}

/** A status as text: a row for each person and account, then what to do, what is unknown, and the count. */
export function renderStatus(status: Status, options: RenderOptions): readonly string[] {
  const { colors, width } = options;
  const { region, managementAccountId, identityStoreId } = status.instance;
  const where = `Identity Center ${identityStoreId} in ${region}, organization of ${managementAccountId}`;
  return [
    ...wrap(visibleText(where), width).map((line) => colors.bold(line)),
    "",
    ...tableLines(status, options),
    "",
    ...section("To do", [...taskLines(status, options), ...bootstrapLines(status, options)]),
    ...section("Unknown", listed(colors.yellow("?"), unknownWords(status), width)),
    ...section("Warnings", listed(colors.yellow("!"), status.warnings, width)),
    ...wrap(countWords(status), width).map((line) => (status.ready === "yes" ? colors.green(line) : line)),
  ];

  function section(title: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0 ? [] : [colors.bold(title), ...lines, ""];
  }
}

/** People and accounts share what the checks leave: accounts go on below, and a person too long for it stands above. */
function tableLines(status: Status, { width, colors }: RenderOptions): readonly string[] {
  const words = accountWords(status);
  const rows = status.people.flatMap((person) => rowsOf(person, words));
  const checkTitles = COLUMNS.map(([, title]) => GAP + title).join("");
  const room = width - MARGIN.length - GAP.length - checkTitles.length;
  const longestPerson = longest(rows.map(({ person }) => person));
  const accountRoom = Math.max(room - longestPerson, Math.floor(room / 2));
  const accountWidth = Math.min(longest(rows.map(({ account }) => account)), accountRoom);
  const personWidth = Math.min(longestPerson, room - accountWidth);
  const cells = (person: string, account: string) => padded(person, personWidth) + GAP + padded(account, accountWidth);
  return [
    colors.bold(`Who can start${words.common === "" ? "" : visibleText(` (${words.common})`)}`),
    colors.dim(MARGIN + cells("Person", "Account") + checkTitles),
    ...rows.flatMap(({ person, account, ready, checks }) => {
      const [first = "", ...rest] = wrap(account, accountWidth).map((line) => shortened(line, accountWidth));
      const isLong = stringWidth(person) > personWidth;
      const row = `  ${symbol(ready, colors)} ${cells(isLong ? "" : person, first)}${checkCells(checks, colors)}`;
      return [
        ...(isLong ? [MARGIN + shortened(person, width - MARGIN.length)] : []),
        row.trimEnd(),
        ...rest.map((line) => (MARGIN + cells("", line)).trimEnd()),
      ];
    }),
  ];
}

/** At least as wide as the column's own title. */
function longest(texts: readonly string[]): number {
  return Math.max("Account".length, ...texts.map((text) => stringWidth(text)));
}

function rowsOf({ email, access, ready }: PersonStatus, words: AccountWords): readonly Row[] {
  const person = visibleText(email);
  if (access.length === 0) return [{ person, account: NO_ACCOUNT, ready }];
  return access.map((one, index) => ({
    person: index === 0 ? person : "",
    account: visibleText(words.access(one)),
    ready: one.ready,
    checks: one.checks,
  }));
}

function checkCells(checks: AccessStatus["checks"] | undefined, colors: Colors): string {
  if (checks === undefined) return "";
  return COLUMNS.map(([name, title]) => GAP + symbol(checks[name].state, colors) + " ".repeat(title.length - 1)).join(
    "",
  );
}

function symbol(state: Check["state"] | Readiness, colors: Colors): string {
  const paint = { yes: colors.green, no: colors.red, waits: colors.dim, unknown: colors.yellow };
  return paint[state](SYMBOLS[state]);
}

function taskLines(status: Status, { width, colors }: RenderOptions): readonly string[] {
  return listed(colors.red("✗"), personalTasks(status), width);
}

/** Commands stand on lines of their own, unbroken: they are to be copied. */
function bootstrapLines(status: Status, { width, colors }: RenderOptions): readonly string[] {
  const wanted = toBootstrap(status);
  return wanted.flatMap(({ environment, reason, command }, index) => [
    ...hanging(`${colors.red("✗")} `, `${environment.accountName}: ${reason}`, width),
    ...(index === 0 ? wrap(WHO_BOOTSTRAPS, width, "    ") : []),
    `      ${command}`,
  ]);
}

function listed(mark: string, texts: readonly string[], width: number): readonly string[] {
  return texts.flatMap((text) => hanging(`${mark} `, text, width));
}

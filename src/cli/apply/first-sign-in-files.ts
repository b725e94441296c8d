import type { FirstSignIn } from "../../core/report/first-sign-in.ts";
import type { Report, RunReport } from "../../core/report/report.ts";
import { csvCell } from "../../core/team/render-team-rows.ts";
import { PACKAGE_NAME } from "../../core/text/command-line.ts";
import { simulatedIf } from "../../core/text/simulated.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import { readTemplate } from "../../files/packaged.ts";
import { htmlPage } from "../views/formats/html-page.ts";
import { firstSignInSections } from "../views/report/first-sign-in.ts";
import type { Section } from "../views/section.ts";
import { markedSections } from "../views/simulation.ts";
import { putOwnFile } from "./own-file.ts";
import type { RecordedUser } from "./recorded-work.ts";

/** Whom an admin has to let in. */
export interface LetIn {
  /** What is told now. */
  readonly help: FirstSignIn;
  /** Everybody whom runs in this folder have made, the earliest first. */
  readonly all: readonly RecordedUser[];
}

/** Each user once, as told last. */
export function eachUserOnce<User extends Pick<RecordedUser, "userName">>(users: readonly User[]): readonly User[] {
  return [...new Map(users.map((user) => [user.userName.toLowerCase(), user])).values()];
}

const NAME = "first-sign-in";

/**
 * Writes the pages that let new users in as a page and as a table, which no spreadsheet takes for formulas. What earlier runs
 * here have made is in them, too. Ours are replaced; files of that name that are not, or are about AWS when this is a
 * simulation, are left alone.
 */
export async function writeFirstSignIn(
  cwd: string,
  { help, all }: LetIn,
  { instance, simulated: mark }: Pick<Report, "instance" | "simulated">,
): Promise<NonNullable<RunReport["files"]["firstSignIn"]>> {
  const simulated = mark === true;
  const generator = `${PACKAGE_NAME}${simulated ? " simulation" : ""}`;
  const header = `user_name,made,page${simulated ? ",simulated" : ""}`;
  const replaces = simulated ? [generator] : [generator, `${generator} simulation`];
  const texts = {
    html: htmlPage(
      { generator, style: await readTemplate("page.css") },
      "First sign-in",
      pageSections({ help, all }, instance.startUrl, simulated),
    ),
    csv: tableOf(header, all, simulated),
  };
  const isOurs = {
    html: (text: string) => replaces.some((name) => text.includes(`<meta name="generator" content="${name}">`)),
    csv: (text: string) => {
      const first = text.replace("\uFEFF", "").split("\n")[0] ?? "";
      return first === header || (!simulated && first === `${header},simulated`);
    },
  };
  return {
    html: await putOwnFile(cwd, `${NAME}.html`, texts.html, isOurs.html),
    csv: await putOwnFile(cwd, `${NAME}.csv`, texts.csv, isOurs.csv),
    count: all.length,
  };
}

function pageSections({ help, all }: LetIn, startUrl: string | undefined, isSimulated: boolean): readonly Section[] {
  const users = all.map(({ userName, page }) => ({ userName, page }));
  const sections = firstSignInSections({ ...help, users }, { startUrl });
  return markedSections(simulatedIf(isSimulated), sections);
}

function tableOf(header: string, users: readonly RecordedUser[], isSimulated: boolean): string {
  const rows = users.map(({ userName, time = "", page }) =>
    [visibleText(userName), time, page, ...(isSimulated ? ["yes"] : [])].map(csvCell).join(","),
  );
  const text = `${[header, ...rows].join("\n")}\n`;
  return /^\p{ASCII}*$/u.test(text) ? text : `\uFEFF${text}`;
}

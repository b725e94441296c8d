import { csvCell } from "../team/render-team-rows.ts";
import { htmlText } from "../text/html-text.ts";
import type { ProgramForReader } from "../text/program-for-others.ts";
import { SIMULATION } from "../text/simulation.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Handover, HandoverPerson } from "./handover.ts";
import { handoverLine } from "./handover-line.ts";

/** One person's message among those of a folder. */
export interface ListedMessage {
  readonly person: HandoverPerson;
  readonly displayName: string;
  /** Its files' name in the folder, without an ending. */
  readonly file: string;
  /** The page of the AWS console that resets the password of somebody who has none yet. */
  readonly resetPage?: string;
  /** This run wrote it; an earlier one did otherwise. */
  readonly isNew: boolean;
}

/** What the lists of a folder's messages are made of. */
export interface MessageList {
  readonly handover: Handover;
  readonly reader: ProgramForReader;
  readonly messages: readonly ListedMessage[];
}

const COLUMNS = ["email", "name", "user_name", "portal", "accounts", "before", "command", "page"];

/** The first line of the table; one of a simulation has a column more. */
export function mailMergeHeader(isSimulated: boolean): string {
  return [...COLUMNS, ...(isSimulated ? ["simulated"] : [])].join(",");
}

/** A row for each message of this run, for mail merges. No spreadsheet takes a cell for a formula. */
export function mailMergeTable({ handover, reader, messages }: MessageList): string {
  const isSimulated = handover.simulated === true;
  const rows = messages
    .filter(({ isNew }) => isNew)
    .map(({ person, displayName, file }) => {
      const accounts = person.access.map(({ accountName, permissionSet }) => `${accountName} (${permissionSet})`);
      const line = handoverLine(handover, person, reader);
      const { email, username } = person;
      const cells = [email, displayName, username, handover.startUrl, accounts.join("; "), reader.before ?? "", line];
      return [...cells, `${file}.html`, ...(isSimulated ? ["yes"] : [])].map((cell) => csvCell(visibleText(cell)));
    });
  const text = [mailMergeHeader(isSimulated), ...rows.map((cells) => cells.join(","))]
    .map((row) => `${row}\n`)
    .join("");
  return /^\p{ASCII}*$/u.test(text) ? text : `\uFEFF${text}`;
}

/** The admin's page: who has what, each one's messages and line, and what lets new people in. It loads nothing. */
export function messageIndex(template: string, generator: string, list: MessageList): string {
  const { handover, reader, messages } = list;
  const values: Readonly<Record<string, string>> = {
    generator: htmlText(generator),
    count: `${messages.length}`,
    people: messages.length === 1 ? "person" : "people",
    startUrl: htmlText(handover.startUrl),
    simulation: handover.simulated === true ? `<p class="note">${SIMULATION}: nobody can sign in with this.</p>\n` : "",
    howTo: [reader.toSend ?? reader.where, reader.before === undefined ? undefined : `First: ${reader.before}`]
      .filter((one) => one !== undefined)
      .map((one) => `<p>${htmlText(one)}</p>\n`)
      .join(""),
    rows: messages.map((one) => rowOf(one, handoverLine(handover, one.person, reader))).join("\n"),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

function rowOf({ person, displayName, file, resetPage, isNew }: ListedMessage, line: string): string {
  const accounts = person.access.map(({ accountName, permissionSet, region }) =>
    htmlText(`${accountName}: ${permissionSet}, ${region}`),
  );
  const link = (ending: string, words: string) => `<a href="./${encodeURIComponent(file + ending)}">${words}</a>`;
  const reset = resetPage === undefined ? [] : [`<a href="${htmlText(resetPage)}">Reset password</a>`];
  const links = [link(".html", "Page"), link(".eml", "Mail"), link(".md", "Text"), ...reset];
  const cells = [
    `<strong>${htmlText(displayName)}</strong><br><code>${htmlText(person.email)}</code>${isNew ? "" : "<br>earlier run"}`,
    accounts.join("<br>"),
    links.join("<br>"),
    `<code class="line">${htmlText(line)}</code>`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

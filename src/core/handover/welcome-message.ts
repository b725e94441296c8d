import { gen2Day } from "../amplify/gen2-day.ts";
import { mailSenders } from "../aws/mail-senders.ts";
import { lineForShell } from "../text/command-line.ts";
import { htmlText } from "../text/html-text.ts";
import { markdownCode, markdownEscaped } from "../text/markdown-escape.ts";
import { commandForReader, type ProgramForReader } from "../text/program-for-others.ts";
import { SIMULATION } from "../text/simulation.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Handover, HandoverAccess, HandoverPerson } from "./handover.ts";
import { handoverLine } from "./handover-line.ts";
import { sandboxIdentifier } from "./sandbox-identifier.ts";

/** What one person is welcomed with. */
export interface Welcome {
  readonly handover: Handover;
  readonly person: HandoverPerson;
  readonly displayName: string;
  /** What keeps the person from starting, account by account. */
  readonly notes: readonly string[];
  /** How they come by this program. */
  readonly reader: ProgramForReader;
}

/** Fills the Markdown template for one person. No value can add a line or markup of its own. */
export function welcomeMessage(template: string, welcome: Welcome): string {
  return inMarkdown(template, welcome, { words: markdownEscaped, code: markdownCode });
}

/** The same as text that is read as it stands, for the part of a mail that is no page. */
export function welcomeText(template: string, welcome: Welcome): string {
  const plain = template
    .replace(/^```.*\n/gm, "")
    .replace(/^#+ /gm, "")
    .replace(/`/g, "");
  return inMarkdown(plain, welcome, { words: visibleText, code: visibleText });
}

/** The same as a page that stands alone, with nothing in it that a browser would take for anything but text. */
export function welcomePage(template: string, welcome: Welcome): string {
  const { handover, person, notes, reader } = welcome;
  const commands = Object.entries(commandsOf(welcome)).map(([name, text]) => [name, htmlLines(text)]);
  const names = Object.entries(namesOf(welcome)).map(([name, text]) => [name, htmlText(text)]);
  return filled(template, {
    ...Object.fromEntries([...commands, ...names]),
    setUp: linesOfSetUp(welcome).map(htmlText).join("\n"),
    config: htmlLines(configBlocks(handover, person.access)),
    where: reader.where === undefined ? "" : `<p>${htmlText(reader.where)}</p>\n`,
    simulation: handover.simulated === true ? noteLine(SIMULATED) : "",
    accessRows: person.access.map(accessRow).join("\n"),
    notes: notes.map(noteLine).join(""),
  });
}

const SIMULATED = `${SIMULATION}: nobody can sign in with this.`;

/** How words and names are written so that they are nothing else. */
interface Writing {
  readonly words: (text: string) => string;
  readonly code: (text: string) => string;
}

function inMarkdown(template: string, welcome: Welcome, { words, code }: Writing): string {
  const { handover, person, notes, reader } = welcome;
  const { displayName, userName } = namesOf(welcome);
  const access = person.access.map((one) => {
    const { permissionSet, region, profile } = one;
    return `- ${words(permissionSet)} in ${words(accountIn(one))}, Region ${region}: profile ${code(profile)}`;
  });
  return filled(template, {
    ...commandsOf(welcome),
    displayName: words(displayName),
    userName: code(userName),
    startUrl: handover.startUrl,
    senders: mailSenders(handover.startUrl),
    session: handover.session,
    setUp: linesOfSetUp(welcome).join("\n"),
    config: configBlocks(handover, person.access),
    where: reader.where === undefined ? "" : `${reader.where}\n\n`,
    simulation: handover.simulated === true ? `> ${SIMULATED}\n\n` : "",
    access: access.join("\n"),
    notes: notes.length === 0 ? "" : `${notes.map((note) => `- ${noteText(note, { words, code })}\n`).join("")}\n`,
  });
}

function namesOf({ handover, person, displayName }: Welcome) {
  const { startUrl, session } = handover;
  return { displayName, userName: person.username, startUrl, session, senders: mailSenders(startUrl) };
}

/** The commands of the first profile, which is the one that people start with; those of a day in a project that nobody knows yet. */
function commandsOf({ handover, person, reader }: Welcome) {
  const [first] = person.access;
  const profile = first?.profile ?? "";
  const identifier = first && sandboxIdentifier(handover, person, first);
  const developer = {
    signIn: { profile },
    frontend: "web",
    ...(identifier === undefined ? {} : { identifier }),
  } as const;
  const day = gen2Day(developer).flatMap(({ commands }) => commands);
  const lines = (...ids: readonly string[]) =>
    day
      .filter(({ id }) => ids.includes(id))
      .flatMap((command) => command.lines)
      .map((line) => ("words" in line ? lineForShell("posix", line.words) : commandForReader(reader, ...line.onboard)))
      .join("\n");
  const sandbox = ["npx", "ampx", "sandbox", ...(identifier === undefined ? [] : ["--identifier", identifier])];
  return {
    profile,
    sandbox: lines("sandbox"),
    secret: lines("secret-set"),
    secrets: lines("secret-set", "secret-list", "secret-get", "secret-remove"),
    outputs: lines("outputs-branch"),
    delete: lines("delete"),
    run: commandForReader(reader, "run", "--profile", profile, "--", ...sandbox),
    day: commandForReader(reader, "day"),
  };
}

function linesOfSetUp({ handover, person, reader }: Welcome): readonly string[] {
  return [...(reader.before === undefined ? [] : [reader.before]), handoverLine(handover, person, reader)];
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

function accountIn({ accountName, accountId }: HandoverAccess): string {
  return accountName === accountId ? accountId : `${accountName} (${accountId})`;
}

function accessRow(access: HandoverAccess): string {
  const cells = [accountIn(access), access.permissionSet, access.region].map((text) => `<td>${htmlText(text)}</td>`);
  return `<tr>${cells.join("")}<td><code>${htmlText(access.profile)}</code></td></tr>`;
}

/** Commands stand between backticks. */
function noteText(note: string, { words, code }: Writing): string {
  const parts = note.split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? code(part) : words(part))).join("");
}

const AS_HTML: Writing = { words: htmlText, code: (text) => `<code>${htmlText(text)}</code>` };

function noteLine(note: string): string {
  return `<p class="note">${noteText(note, AS_HTML)}</p>\n`;
}

function htmlLines(text: string): string {
  return text.split("\n").map(htmlText).join("\n");
}

/** The blocks for `~/.aws/config`, in the spelling that every client reads the same way. */
function configBlocks({ session, startUrl, ssoRegion }: Handover, access: readonly HandoverAccess[]): string {
  const head = [
    `[sso-session ${session}]`,
    `sso_start_url = ${startUrl}`,
    `sso_region = ${ssoRegion}`,
    "sso_registration_scopes = sso:account:access",
  ];
  const profiles = access.map(({ profile, accountId, permissionSet, region }) =>
    [
      `[profile ${profile}]`,
      `sso_session = ${session}`,
      `sso_account_id = ${accountId}`,
      `sso_role_name = ${permissionSet}`,
      `region = ${region}`,
    ].join("\n"),
  );
  return [head.join("\n"), ...profiles].join("\n\n");
}

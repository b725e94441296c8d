import { commandForOthers } from "../text/command-line.ts";
import { htmlText } from "../text/html-text.ts";
import { SIMULATION } from "../text/simulation.ts";
import { visibleText } from "../text/visible-text.ts";
import type { Handover, HandoverAccess, HandoverPerson } from "./handover.ts";
import { sandboxIdentifier } from "./sandbox-identifier.ts";

/**
 * Fills the welcome template for one person. Every value is made visible first: none can add a line of its own. `notes` are
 * what keeps the person from starting, account by account.
 */
export function welcomeMessage(
  template: string,
  handover: Handover,
  person: HandoverPerson,
  displayName: string,
  notes: readonly string[] = [],
): string {
  return filled(template, {
    ...valuesOf(handover, person, displayName),
    simulation: handover.simulated === true ? `> ${SIMULATED}\n\n` : "",
    access: person.access.map(accessLine).join("\n"),
    notes: notes.length === 0 ? "" : `${notes.map((note) => `- ${note}\n`).join("")}\n`,
  });
}

/** The same as a page that stands alone, with nothing in it that a browser would take for anything but text. */
export function welcomePage(
  template: string,
  handover: Handover,
  person: HandoverPerson,
  displayName: string,
  notes: readonly string[] = [],
): string {
  const texts = Object.entries(valuesOf(handover, person, displayName));
  const values = Object.fromEntries(texts.map(([name, text]) => [name, htmlText(text)]));
  return filled(template, {
    ...values,
    simulation: handover.simulated === true ? noteLine(SIMULATED) : "",
    accessRows: person.access.map(accessRow).join("\n"),
    notes: notes.map(noteLine).join(""),
  });
}

const SIMULATED = `${SIMULATION}: nobody can sign in with this.`;

function valuesOf(handover: Handover, person: HandoverPerson, displayName: string): Readonly<Record<string, string>> {
  const [first] = person.access;
  const profile = first?.profile ?? "";
  const identifier = first && sandboxIdentifier(handover, person, first);
  const apart = identifier === undefined ? "" : `--identifier ${identifier} `;
  return {
    displayName: visibleText(displayName),
    userName: visibleText(person.username),
    startUrl: handover.startUrl,
    session: handover.session,
    profile,
    sandbox: `npx ampx sandbox ${apart}--profile ${profile}`,
    secret: `npx ampx sandbox ${apart}secret set NAME --profile ${profile}`,
    outputs: `npx ampx generate outputs --app-id APP_ID --branch main --profile ${profile}`,
    setUp: commandForOthers("local"),
    config: configBlocks(handover, person.access),
  };
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

function accountIn({ accountName, accountId }: HandoverAccess): string {
  return accountName === accountId ? accountId : `${visibleText(accountName)} (${accountId})`;
}

function accessLine(access: HandoverAccess): string {
  const { permissionSet, region, profile } = access;
  return `- ${permissionSet} in ${accountIn(access)}, Region ${region}: profile \`${profile}\``;
}

function accessRow(access: HandoverAccess): string {
  const cells = [accountIn(access), access.permissionSet, access.region].map((text) => `<td>${htmlText(text)}</td>`);
  return `<tr>${cells.join("")}<td><code>${htmlText(access.profile)}</code></td></tr>`;
}

function noteLine(note: string): string {
  return `<p class="note">${htmlText(note)}</p>\n`;
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

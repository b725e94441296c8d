import { visibleText } from "../text/visible-text.ts";
import type { Handover, HandoverAccess, HandoverPerson } from "./handover.ts";

/** Fills the welcome template for one person. Every value is made visible first: none can add a line of its own. */
export function welcomeMessage(
  template: string,
  handover: Omit<Handover, "people">,
  person: HandoverPerson,
  displayName: string,
): string {
  const values: Readonly<Record<string, string>> = {
    displayName: visibleText(displayName),
    userName: visibleText(person.username),
    startUrl: handover.startUrl,
    session: handover.session,
    profile: person.access[0]?.profile ?? "",
    access: person.access.map(accessLine).join("\n"),
    config: configBlocks(handover, person.access),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** A file name for a person's message: their user name, in characters that every file system takes. */
export function messageFileName({ username }: HandoverPerson, taken: ReadonlySet<string>): string {
  const base =
    username
      .toLowerCase()
      .replace(/[^a-z0-9@._+-]+/g, "-")
      .replace(/^\.+/, "") || "person";
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? "" : `-${number}`}.md`;
    if (!taken.has(name)) return name;
  }
}

function accessLine({ accountName, accountId, permissionSet, region, profile }: HandoverAccess): string {
  const account = accountName === accountId ? accountId : `${visibleText(accountName)} (${accountId})`;
  return `- ${permissionSet} in ${account}, Region ${region}: profile \`${profile}\``;
}

/** The blocks for `~/.aws/config`, in the spelling that every client reads the same way. */
function configBlocks(
  { session, startUrl, ssoRegion }: Omit<Handover, "people">,
  access: readonly HandoverAccess[],
): string {
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

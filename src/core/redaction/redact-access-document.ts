import type { AccessUser } from "../access/access.ts";
import type { AccessDocument } from "../access/access-schema.ts";
import { SOMEBODY } from "./redact-text.ts";
import { createRedactor, type TeamRedactor } from "./redactor.ts";

/**
 * The same document without the people in it: those of the team are called by their row, the others are numbered, so that
 * what one person has can still be seen. For showing only.
 */
export function redactAccessDocument(access: AccessDocument, redactor: TeamRedactor): AccessDocument {
  const labelOf = ({ userName, email = userName }: AccessUser, number: number) => {
    const known = [userName, email].map(redactor.label).find((label) => label !== SOMEBODY);
    return known ?? `person ${number + 1}`;
  };
  const people = access.users.map((user, number) => {
    const { userName, displayName = userName, email = userName } = user;
    return { userName, displayName, email, label: labelOf(user, number) };
  });
  const accounts = access.accounts.map(({ name }) => name);
  const { label, name, screen } = createRedactor(people, { accounts });
  const ofAddress = (email: string) => people.find((one) => one.email === email)?.label ?? redactor.screen(email);
  const { emails, notThere, ...scope } = access.scope;
  return {
    ...access,
    callerArn: access.callerArn.replace(/[^/]+$/, SOMEBODY),
    scope: {
      ...scope,
      ...(emails === undefined ? {} : { emails: emails.map(ofAddress) }),
      ...(notThere === undefined ? {} : { notThere: notThere.map(ofAddress) }),
    },
    unread: access.unread.map(({ kind, what, reason, remedy }) => ({
      kind,
      what: screen(what),
      reason: screen(reason),
      remedy: screen(remedy),
    })),
    accounts: access.accounts.map((account) => ({ ...account, name: name(account.name) })),
    permissionSets: access.permissionSets.map(({ content: _, ...set }) => ({ ...set, name: screen(set.name) })),
    users: access.users.map((user, number) => {
      const { id, status, external, teamFiles } = user;
      const files = teamFiles === undefined ? {} : { teamFiles };
      return { id, userName: people[number]?.label ?? SOMEBODY, status, external, ...files };
    }),
    groups: access.groups.map((group) => ({ ...group, name: screen(group.name) })),
    ...(access.difference === undefined
      ? {}
      : {
          difference: {
            ...access.difference,
            entries: access.difference.entries.map((entry) => ({
              ...entry,
              ...(entry.person === undefined ? {} : { person: label(entry.person) }),
              ...(entry.group === undefined ? {} : { group: screen(entry.group) }),
              ...(entry.account === undefined ? {} : { account: name(entry.account) }),
            })),
          },
        }),
  };
}

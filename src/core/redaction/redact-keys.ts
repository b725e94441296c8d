import type { KeysOfTeam } from "../keys/keys-schema.ts";
import { SOMEBODY } from "./redact-text.ts";
import type { TeamRedactor } from "./redactor.ts";

type AccountMember = KeysOfTeam["accounts"][number];
type DeactivationMember = NonNullable<KeysOfTeam["deactivations"]>[number];

/**
 * The same keys of a team without the people in them. An IAM user is called as whoever of the team it may belong to, and
 * `somebody` where that is nobody.
 */
export function redactKeys(document: KeysOfTeam, redactor: TeamRedactor): KeysOfTeam {
  const { accounts, warnings, deactivations } = document;
  const names = accounts.flatMap((account) => iamUsersOf(account, redactor));
  const knowing = redactor.knowing({ names, accounts: accounts.map(({ name }) => name) });
  const labels = new Map(names.map(({ text, label }) => [text, label]));
  const userLabel = (userName: string) => labels.get(userName) ?? SOMEBODY;
  return {
    ...document,
    accounts: accounts.map((one) => redactAccount(one, knowing, userLabel)),
    warnings: warnings.map(knowing.screen),
    ...(deactivations === undefined
      ? {}
      : { deactivations: deactivations.map((one) => redactDeactivation(one, knowing, userLabel)) }),
  };
}

function iamUsersOf(account: AccountMember, { screen }: TeamRedactor) {
  if (account.state === "unknown") return [];
  return account.users.map(({ userName, person }) => {
    const [email] = person.kind === "none" ? [] : person.emails;
    return { text: userName, label: email === undefined ? SOMEBODY : screen(email) };
  });
}

function redactDeactivation(
  one: DeactivationMember,
  { screen }: TeamRedactor,
  userLabel: (userName: string) => string,
): DeactivationMember {
  const userName = userLabel(one.userName);
  if (one.outcome === "failed") return { ...one, userName, aws: { ...one.aws, message: screen(one.aws.message) } };
  if (one.outcome === "not-touched") return { ...one, userName };
  return { ...one, userName, switchOnAgain: screen(one.switchOnAgain) };
}

function redactAccount(
  one: AccountMember,
  { name, screen }: TeamRedactor,
  userLabel: (userName: string) => string,
): AccountMember {
  if (one.state === "unknown") return { ...one, name: name(one.name), reason: screen(one.reason) };
  const users = one.users.map(({ userName, person, keys }) => ({
    userName: userLabel(userName),
    person: person.kind === "none" ? person : { ...person, emails: person.emails.map(screen) },
    keys,
  }));
  return { ...one, name: name(one.name), users };
}

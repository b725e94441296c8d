import type { KeysOfTeam } from "../keys/keys-schema.ts";
import type { TeamRedactor } from "./redactor.ts";

type AccountMember = KeysOfTeam["accounts"][number];

/** The same keys of a team without the people in them: also IAM users and accounts that are called like somebody. */
export function redactKeys(document: KeysOfTeam, redactor: TeamRedactor): KeysOfTeam {
  const { accounts, warnings, deactivations } = document;
  return {
    ...document,
    accounts: accounts.map((one) => redactAccount(one, redactor)),
    warnings: warnings.map(redactor.screen),
    ...(deactivations === undefined
      ? {}
      : { deactivations: deactivations.map((one) => redactDeactivation(one, redactor)) }),
  };
}

type DeactivationMember = NonNullable<KeysOfTeam["deactivations"]>[number];

function redactDeactivation(one: DeactivationMember, { screen }: TeamRedactor): DeactivationMember {
  const userName = screen(one.userName);
  if (one.outcome === "failed") return { ...one, userName, aws: { ...one.aws, message: screen(one.aws.message) } };
  if (one.outcome === "not-touched") return { ...one, userName };
  return { ...one, userName, switchOnAgain: screen(one.switchOnAgain) };
}

function redactAccount(one: AccountMember, redactor: TeamRedactor): AccountMember {
  const { screen } = redactor;
  const name = redactor.name(one.name);
  if (one.state === "unknown") return { ...one, name, reason: screen(one.reason) };
  const users = one.users.map(({ userName, person, keys }) => ({
    userName: screen(userName),
    person: person.kind === "none" ? person : { ...person, emails: person.emails.map(screen) },
    keys,
  }));
  return { ...one, name, users };
}

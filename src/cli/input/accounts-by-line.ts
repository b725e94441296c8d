import { newAccountText, ownAccountName } from "../../core/organization/new-account.ts";
import { withDefaults } from "../../core/settings/settings.ts";
import { referenceTo } from "../../core/state/account-reference.ts";
import type { Inputs } from "./inputs.ts";

/**
 * What accounts may be called in problems and messages, by the team file, its settings and the flag for rows that name
 * none: as they are written, and as new ones would be named.
 */
export function accountNamesOf({ reading, settings }: Inputs, flag: readonly string[] = []): readonly string[] {
  const { newAccountName } = withDefaults(settings, "aws").accounts;
  const { members } = reading.team;
  const written = members.flatMap(({ grants }) => grants.flatMap(({ accounts }) => accounts.map(({ text }) => text)));
  const texts = [...new Set([...written, ...settings.defaults.account, ...flag])];
  const asNew = texts.flatMap((text) => newAccountText(text) ?? []);
  // Without anything around it, it is a user name, and only where accounts are made the name of one.
  const isTelling = newAccountName !== "{username}" || asNew.length > 0;
  const own = isTelling ? members.map(({ username }) => ownAccountName(username)) : [];
  const names = [...own, ...asNew.flatMap(({ name }) => name ?? [])];
  return [
    ...texts.filter((text) => newAccountText(text) === undefined),
    ...names.flatMap((name) => [referenceTo(name), newAccountName.replaceAll("{username}", () => name)]),
  ];
}

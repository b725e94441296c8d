import type { Source } from "../errors/problem.ts";
import { ownAccountName } from "../organization/new-account.ts";
import { newAccountText } from "../organization/new-account-text.ts";
import { type Settings, withDefaults } from "../settings/settings.ts";
import { referenceTo } from "../state/account-reference.ts";
import type { TeamReading } from "../team/team-file.ts";
import { labelledByLine, lineLabel } from "./named-person.ts";
import { createRedactor, type TeamRedactor } from "./redactor.ts";

/** What a command was told of a team. */
export interface TeamInput {
  readonly reading: TeamReading;
  /** Each team file, or the addresses, as it is written; with what it is where there are several. */
  readonly texts: readonly { readonly text: string; readonly source?: Source }[];
  readonly settings: Settings;
  /** Those of the flag for rows that name none. */
  readonly accounts?: readonly string[];
}

/**
 * The redactor for everything in a team file by which somebody could be known: also what rows with problems hold, which
 * the problems quote, and the names of accounts that are or would be named after a person.
 */
export function redactorOfTeam(input: TeamInput): TeamRedactor {
  const { team, names } = input.reading;
  const people = team.members.map((member) => ({ ...member, userName: member.username }));
  const groups = team.members.flatMap(({ grants }) => grants.flatMap(({ group }) => group?.text ?? []));
  // Where not even the columns are known, an address is still one; `@developers` is a group, and nobody's.
  const addresses = input.texts.flatMap(addressesIn).filter(({ text }) => !groups.includes(text));
  return createRedactor(
    labelledByLine(people, (person) => person),
    {
      names: [...names, ...addresses].map(({ text, ...place }) => ({ text, label: lineLabel(place) })),
      accounts: accountNames(input),
    },
  );
}

function addressesIn({ text: written, source }: TeamInput["texts"][number]) {
  return written.split(/\r\n|\r|\n/).flatMap((row, index) =>
    (row.match(/[^\s",;<>()[\]]+@[^\s",;<>()[\]]*/g) ?? []).map((text) => ({
      text,
      line: index + 1,
      ...(source === undefined ? {} : { source }),
    })),
  );
}

/** What accounts and profiles may be called in problems and messages: as they are written, and as new ones would be named. */
function accountNames({ reading, settings, accounts = [] }: TeamInput): readonly string[] {
  const { newAccountName } = withDefaults(settings, "aws").accounts;
  const { members } = reading.team;
  const grants = members.flatMap((member) => member.grants);
  const written = grants.flatMap((grant) => grant.accounts.map(({ text }) => text));
  const { permissionSet: defaultSet = "", group: defaultGroup = "" } = settings.defaults;
  const others = grants.flatMap(({ profile, permissionSet, group }) =>
    [profile, permissionSet, group].flatMap((cell) => cell?.text ?? []),
  );
  const texts = [...new Set([...written, ...settings.defaults.account, ...accounts])];
  const asNew = texts.flatMap((text) => newAccountText(text) ?? []);
  // Without anything around it, it is a user name, and only where accounts are made the name of one.
  const isTelling = newAccountName !== "{username}" || asNew.length > 0;
  const own = isTelling ? members.map(({ username }) => ownAccountName(username)) : [];
  const names = [...own, ...asNew.flatMap(({ name }) => name ?? [])];
  return [
    ...texts.filter((text) => newAccountText(text) === undefined),
    ...names.flatMap((name) => [referenceTo(name), newAccountName.replaceAll("{username}", () => name)]),
    ...others,
    defaultSet,
    defaultGroup,
  ];
}

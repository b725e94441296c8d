import { accountEntry, type WrittenAccount } from "../../core/adopt/cells.ts";
import { unitPath } from "../../core/organization/organizational-unit.ts";
import { accountFault, accountText } from "../../core/team/team-cells.ts";
import { listEntries, listEntry } from "../../core/text/list-entries.ts";
import { visibleText } from "../../core/text/visible-text.ts";
import type { Choice } from "../terminal/ask.ts";
import { padded } from "../terminal/layout.ts";
import type { Asker } from "./asker.ts";
import type { Organization } from "./look-at-aws.ts";

/** The accounts and organizational units that people work in, as a team file names them. */
export async function askAccounts(asker: Asker, organization: Organization): Promise<readonly WrittenAccount[]> {
  if (!organization.directory.known) return askTyped(asker);
  asker.say(
    "Accounts: everybody gets the permission set in each that you choose. A unit stands for all accounts in it, those that come later too.",
  );
  return asker.many("In which accounts?", accountChoices(organization));
}

/** Accounts that take assignments first, then units; the management account last: nobody should work there. */
function accountChoices({ directory, units }: Organization): readonly Choice<WrittenAccount>[] {
  const active = directory.accounts.filter(({ state }) => state === "ACTIVE");
  const widest = Math.min(LONGEST_NAME, Math.max(0, ...active.map(({ name }) => name.length)));
  const ofAccount = ({ id, name, isManagement }: (typeof active)[number]) => ({
    title: visibleText(`${padded(name, widest)}  ${id}${isManagement ? "  management account" : ""}`),
    value: { id, entry: accountEntry({ id, name }, directory) },
  });
  const byName = [...active].sort((a, b) => a.name.localeCompare(b.name, "en"));
  return [
    ...byName.filter(({ isManagement }) => !isManagement).map(ofAccount),
    ...units.flatMap(unitChoice),
    ...byName.filter(({ isManagement }) => isManagement).map(ofAccount),
  ];
}

const LONGEST_NAME = 34;

/** A unit whose path a team file cannot hold is none that can be chosen. */
function unitChoice(path: string): readonly Choice<WrittenAccount>[] {
  const entry = listEntry(`ou:${path}`);
  if (unitPath(accountText(entry)) !== path) return [];
  return [{ title: visibleText(`ou:${path}  unit`), value: { id: entry, entry } }];
}

/** Whoever may not list accounts knows those they work with. */
async function askTyped(asker: Asker): Promise<readonly WrittenAccount[]> {
  asker.say(
    "Accounts: AWS does not list them for you. Type the 12 digits of each that everybody gets the permission set in, separated by blanks.",
  );
  const ids = (text: string) => listEntries(text.replace(/[\s,]+/g, ";")).map((entry) => accountText(entry.text));
  const typed = await asker.text("In which accounts?", (text) => {
    if (ids(text).length === 0) return "Type at least one.";
    const wrong = ids(text).flatMap((id) => accountFault(id) ?? (/^\d{12}$/.test(id) ? [] : [NOT_AN_ID]));
    return wrong[0] === undefined ? undefined : visibleText(`${wrong[0].message} ${wrong[0].remedy}`);
  });
  return ids(typed).map((id) => ({ id, entry: id }));
}

const NOT_AN_ID = { message: "Names cannot be looked up.", remedy: "Type 12 digits." };

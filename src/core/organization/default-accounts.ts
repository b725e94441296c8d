import { type Fault, problemAt } from "../errors/fault.ts";
import type { Place, Problem, Source } from "../errors/problem.ts";
import type { TeamGrant } from "../team/team.ts";
import { accountText } from "../team/team-cells.ts";
import { type Find, rowStart } from "./account-cells.ts";
import { type AccountDirectory, listedAccounts } from "./find-accounts.ts";
import { newAccountText } from "./new-account-text.ts";

/** The accounts of rows that name none, and where they were given: `--account` or the settings file. */
export interface DefaultAccounts {
  readonly accounts: readonly string[];
  readonly source: Place;
}

/** What applies to rows without an account. */
export interface Fallback {
  readonly texts: readonly string[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
  /** Why each row has to name its account. */
  readonly fault?: Fault;
}

/** What rows without an account mean: the defaults, or else the only ACTIVE account. */
export function fallbackOf(directory: AccountDirectory, defaults: DefaultAccounts, find: Find): Fallback {
  if (defaults.accounts.length > 0) {
    const texts = defaults.accounts.map(accountText);
    const shared = texts.filter((text) => newAccountText(text) === undefined);
    const found = shared.map((text) => find(text, ""));
    const told = (what: "fault" | "note") =>
      found.flatMap(({ [what]: one }) => (one === undefined ? [] : [{ place: defaults.source, ...one }]));
    return { texts, problems: told("fault"), notes: told("note") };
  }
  const active = directory.accounts.filter((account) => account.state === "ACTIVE");
  const members = active.filter((account) => !account.isManagement);
  const [only, ...others] = members.length > 0 ? members : active;
  if (!directory.known || only === undefined || others.length > 0) {
    return { texts: [], problems: [], notes: [], fault: whichAccount(directory) };
  }
  return { texts: [only.id], problems: [], notes: [] };
}

function whichAccount({ known, accounts }: AccountDirectory): Fault {
  const listed = listedAccounts(accounts);
  if (!known) {
    const message = "names no account, and the organization's accounts could not be listed.";
    return { message, remedy: "Give --account with a 12-digit id, or add an account column." };
  }
  if (listed === "") {
    const message = "names no account, and the organization has no ACTIVE one.";
    return { message, remedy: "Create an account first." };
  }
  const message = `names no account, and the organization has several: ${listed}.`;
  return { message, remedy: "Choose with --account, or add an account column." };
}

/** Told of once, at the first row, however many there are. */
export function withoutAccount(grants: readonly TeamGrant[], { fault }: Fallback, source: Source): readonly Problem[] {
  const [first, ...others] = grants.filter((grant) => grant.accounts.length === 0);
  if (first === undefined || fault === undefined) return [];
  const like = others.length === 0 ? "" : `, like ${others.length} ${others.length === 1 ? "other" : "others"},`;
  return [problemAt(source, rowStart(first), { ...fault, message: `This row${like} ${fault.message}` })];
}

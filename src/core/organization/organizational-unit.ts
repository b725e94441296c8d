import type { Fault } from "../errors/fault.ts";
import type { Team } from "../team/team.ts";
import { accountText } from "../team/team-cells.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { shownList } from "../text/shown-list.ts";
import { quoted } from "../text/visible-text.ts";
import type { OrganizationAccount } from "./organization-account.ts";

/** What was found at the path of an organizational unit. */
export type UnitFinding =
  /** Ids of the accounts in it and in the units below it. */
  | { readonly accountIds: readonly string[] }
  /** The first part of the path that is not there, and what is there in its place. */
  | { readonly missing: string; readonly siblings: readonly string[] }
  /** The organization's units could not be listed. */
  | "unknown";

/** Where a unit is, or why nobody knows. */
export type UnitPlace = { readonly id: string } | Exclude<UnitFinding, { readonly accountIds: readonly string[] }>;

/** What the units that a team names hold, by their paths. */
export type Units = ReadonlyMap<string, UnitFinding>;

/** The path of `ou:Path/Name`: parts from the root down, without blanks around them. `undefined` for what names an account. */
export function unitPath(text: string): string | undefined {
  if (!/^ou:/i.test(text)) return undefined;
  return text
    .slice(3)
    .split("/")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("/");
}

/** The paths of all units that a team or its defaults name, each once. */
export function unitPathsIn({ members }: Team, defaults: readonly string[]): readonly string[] {
  const cells = members.flatMap(({ grants }) => grants.flatMap(({ accounts }) => accounts.map(({ text }) => text)));
  return [...new Set([...cells, ...defaults].flatMap((text) => unitPath(accountText(text)) ?? []))];
}

/**
 * The ACTIVE accounts of a unit. The management account is never among them: whoever means it, names it. Accounts that are
 * made or moved there later are found by the next run.
 */
export function accountsOfUnit(
  path: string,
  accounts: readonly OrganizationAccount[],
  finding: UnitFinding = "unknown",
): { readonly accounts: readonly OrganizationAccount[]; readonly fault?: Fault } {
  if (finding === "unknown" || "missing" in finding) return { accounts: [], fault: noUnit(path, finding) };
  const ids = new Set(finding.accountIds);
  const found = accounts.filter(({ id, state, isManagement }) => ids.has(id) && state === "ACTIVE" && !isManagement);
  if (found.length > 0) return { accounts: found };
  const message = `The organizational unit ${quoted(`ou:${path}`)} has no ACTIVE account that could be used.`;
  return { accounts: [], fault: { message, remedy: "Name another unit, or an account." } };
}

/** Why nothing can be put into the unit; `undefined` where it is there. */
export function unitFault(path: string, place: UnitPlace): Fault | undefined {
  return place !== "unknown" && "id" in place ? undefined : noUnit(path, place);
}

/** More units than these are counted. */
const MOST_SIBLINGS = 10;

function noUnit(path: string, finding: Exclude<UnitPlace, { readonly id: string }>): Fault {
  const shown = quoted(`ou:${path}`);
  if (finding === "unknown") {
    const message = `${shown} can't be looked up: the organization's units could not be listed.`;
    return { message, remedy: "Name the accounts, or allow what docs/permissions.md lists." };
  }
  const { missing, siblings } = finding;
  const there =
    siblings.length === 0
      ? "There is none."
      : `There are: ${shownList(
          siblings.map((name) => quoted(name)),
          MOST_SIBLINGS,
        )}.`;
  return {
    message: `There is no organizational unit ${quoted(missing)} where ${shown} looks for it.`,
    remedy: `${didYouMean(missing, siblings)} ${there}`.trim(),
  };
}

import type { Fault } from "../errors/fault.ts";
import type { AccountDirectory } from "../organization/find-accounts.ts";
import { unitFault, unitPath } from "../organization/organizational-unit.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { quoted } from "../text/visible-text.ts";

/** Accounts that a text means, or why it means none. */
type AskedAccounts = { readonly ids: readonly string[] } | { readonly fault: Fault };

/**
 * The accounts that are asked about, whatever their state: somebody may have access to one that is suspended. A text is an id, a
 * name, of which several accounts may be the bearers, or `ou:Path`, which means the units below as well.
 */
export function askedAccounts(text: string, { accounts, known, units }: AccountDirectory): AskedAccounts {
  const path = unitPath(text);
  if (path !== undefined) {
    const finding = units?.get(path) ?? "unknown";
    if (finding !== "unknown" && "accountIds" in finding) return { ids: finding.accountIds };
    return { fault: unitFault(path, finding) ?? noAccount(text, []) };
  }
  const isId = /^\d{12}$/.test(text);
  const ids = accounts.filter(({ id, name }) => (isId ? id : name) === text).map(({ id }) => id);
  if (ids.length > 0 || (isId && !known)) return { ids: ids.length > 0 ? ids : [text] };
  if (known) {
    return {
      fault: noAccount(
        text,
        accounts.flatMap(({ id, name }) => [name, id]),
      ),
    };
  }
  return {
    fault: {
      message: `The account ${quoted(text)} can't be looked up: the organization's accounts could not be listed.`,
      remedy: "Write its 12-digit id.",
    },
  };
}

function noAccount(text: string, there: readonly string[]): Fault {
  return {
    message: `The organization has no account ${quoted(text)}.`,
    remedy: didYouMean(text, there).trim() || "Write its id, its exact name, or ou:Path for a unit.",
  };
}

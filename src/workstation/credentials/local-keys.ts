import { endOfKey } from "../../core/keys/access-key.ts";
import { isSsoProfile, type NamedSection, type OpenedInspection } from "../inspection/opened-inspection.ts";
import type { KeyOwner } from "./ask-owner.ts";
import { type FoundKey, type KeyPlace, longLivedKeys } from "./long-lived-keys.ts";

/** Which profiles of this machine do what the key does, and how that is known. */
export interface Replacement {
  readonly profiles: readonly string[];
  readonly by: "same name" | "name without -old" | "same account";
}

/** A long-lived key of this machine, safe to show: of its id there is the end alone. */
export interface LocalKey {
  readonly place: KeyPlace;
  readonly profile: string | undefined;
  readonly end: string;
  /** Profiles that assume a role with this key's help. */
  readonly dependents: readonly string[];
  /** Absent: AWS was not asked. */
  readonly owner?: KeyOwner;
  readonly replacement: Replacement | undefined;
}

/** Finds out whose a key is. */
export type AskOwner = (key: FoundKey) => Promise<KeyOwner>;

/** The long-lived keys of this machine and what replaces each. AWS is asked only through `ask`, one key after another. */
export async function localKeys(inspection: OpenedInspection, ask?: AskOwner): Promise<readonly LocalKey[]> {
  const keys: LocalKey[] = [];
  for (const found of longLivedKeys(inspection)) {
    const owner = await ask?.(found);
    keys.push({
      place: found.place,
      profile: found.profile,
      end: endOfKey(found.id),
      dependents: dependentsOf(found.profile, inspection),
      ...(owner === undefined ? {} : { owner }),
      replacement: replacementOf(found.profile, owner, inspection),
    });
  }
  return keys;
}

/** AWS's word on the account counts above names: a profile of another account replaces nothing. */
function replacementOf(
  profile: string | undefined,
  owner: KeyOwner | undefined,
  { profiles }: OpenedInspection,
): Replacement | undefined {
  const sso = [...profiles.values()].filter(({ values }) => isSsoProfile(values) && values.has("sso_account_id"));
  const inAccount =
    owner?.kind === "known" ? sso.filter(({ values }) => values.get("sso_account_id") === owner.accountId) : undefined;
  const byName = replacementByName(profile, inAccount ?? sso);
  if (byName !== undefined || inAccount === undefined || inAccount.length === 0) return byName;
  return { profiles: inAccount.map(({ name }) => name), by: "same account" };
}

function replacementByName(profile: string | undefined, sso: readonly NamedSection[]): Replacement | undefined {
  if (profile === undefined) return undefined;
  if (sso.some(({ name }) => name === profile)) return { profiles: [profile], by: "same name" };
  const former = /^(.+)-old(-\d+)?$/.exec(profile)?.[1];
  if (former === undefined || !sso.some(({ name }) => name === former)) return undefined;
  return { profiles: [former], by: "name without -old" };
}

function dependentsOf(profile: string | undefined, { profiles }: OpenedInspection): readonly string[] {
  if (profile === undefined) return [];
  const others = [...profiles.values()].filter(({ name }) => name !== profile);
  return others.filter(({ values }) => values.get("source_profile") === profile).map(({ name }) => name);
}

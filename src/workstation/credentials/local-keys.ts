import { endOfKey } from "../../core/keys/access-key.ts";
import type { OpenedInspection } from "../inspection/opened-inspection.ts";
import type { KeyOwner } from "./ask-owner.ts";
import type { CredentialAnswer } from "./credential-source.ts";
import { credentialsIn } from "./credentials-in.ts";
import { type FoundKey, type KeyPlace, longLivedKeys } from "./long-lived-keys.ts";
import { mendedFiles } from "./mended-files.ts";

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
  const sources = sourcesOf(inspection);
  for (const found of longLivedKeys(inspection)) {
    const owner = await ask?.(found);
    keys.push({
      place: found.place,
      profile: found.profile,
      end: endOfKey(found.id),
      dependents: dependentsOf(found.profile, sources),
      ...(owner === undefined ? {} : { owner }),
      replacement: replacementOf(found.profile, owner, sources),
    });
  }
  return keys;
}

/** What each profile of the machine leads to, in either kind of client, whatever the spelling. */
type ProfileSources = ReadonlyMap<string, readonly CredentialAnswer[]>;

function sourcesOf(inspection: OpenedInspection): ProfileSources {
  const credentials = credentialsIn(mendedFiles(inspection));
  return new Map([...inspection.profiles.keys()].map((name) => [name, Object.values(credentials(name))]));
}

/** AWS's word on the account counts above names: a profile of another account replaces nothing. */
function replacementOf(
  profile: string | undefined,
  owner: KeyOwner | undefined,
  sources: ProfileSources,
): Replacement | undefined {
  const signingIn = (accountId?: string) =>
    [...sources].flatMap(([name, answers]) =>
      answers.some((one) => one.kind === "sso" && (accountId ?? one.accountId) === one.accountId) ? [name] : [],
    );
  const inAccount = owner?.kind === "known" ? signingIn(owner.accountId) : undefined;
  const byName = replacementByName(profile, inAccount ?? signingIn());
  if (byName !== undefined || inAccount === undefined || inAccount.length === 0) return byName;
  return { profiles: inAccount, by: "same account" };
}

function replacementByName(profile: string | undefined, sso: readonly string[]): Replacement | undefined {
  if (profile === undefined) return undefined;
  if (sso.includes(profile)) return { profiles: [profile], by: "same name" };
  const former = /^(.+)-old(-\d+)?$/.exec(profile)?.[1];
  if (former === undefined || !sso.includes(former)) return undefined;
  return { profiles: [former], by: "name without -old" };
}

function dependentsOf(profile: string | undefined, sources: ProfileSources): readonly string[] {
  return [...sources].flatMap(([name, answers]) => {
    const isDependent = answers.some((one) => one.kind === "role" && one.sourceProfile === profile);
    return profile !== undefined && name !== profile && isDependent ? [name] : [];
  });
}

import { freeName } from "../text/free-name.ts";

/** What an access is called: the asked-for name, and what tells it from others of the same person. */
export interface ProfileRequest {
  readonly base: string;
  readonly accountName: string;
  readonly accountId: string;
  readonly permissionSet: string;
}

/**
 * A profile name for each access of one person, in their order: unique, and in `[A-Za-z0-9_-]` since other characters
 * are read differently by different clients. The first keeps its base name, so that adding an account later renames nothing.
 */
export function profileNames(requests: readonly ProfileRequest[]): readonly string[] {
  const taken = new Set<string>();
  return requests.map(({ base, accountName, accountId, permissionSet }) => {
    const account = slug(accountName) || accountId;
    const candidates = [
      base,
      `${base}-${account}`,
      `${base}-${account}-${slug(permissionSet)}`,
      `${base}-${accountId}-${slug(permissionSet)}`,
    ];
    const name = candidates.find((candidate) => !taken.has(candidate)) ?? freeName(base, taken);
    taken.add(name);
    return name;
  });
}

function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

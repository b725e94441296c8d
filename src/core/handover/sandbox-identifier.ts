import { roleOf } from "../aws/role-rules.ts";
import { freeName } from "../text/free-name.ts";
import type { Handover, HandoverAccess, HandoverPerson } from "./handover.ts";

/** Where a sandbox is. */
type Place = Pick<HandoverAccess, "accountId" | "region">;

/** The longest that ampx takes; letters, digits and dashes. */
const LONGEST = 15;

/**
 * What keeps a person's sandbox apart in an account that others work in, too: `--identifier`. Without it ampx takes the
 * name of the operating system's user, which may be the same for two people. `undefined` where nobody else is.
 * https://docs.amplify.aws/react/deploy-and-host/sandbox-environments/features/
 */
export function sandboxIdentifier(
  { people }: Pick<Handover, "people">,
  person: HandoverPerson,
  place: Place,
): string | undefined {
  const sharing = people.filter((one) => placesOf(one).some((other) => isSamePlace(other, place)));
  if (sharing.length < 2) return undefined;
  const taken = new Set<string>();
  for (const one of sharing) {
    const base = identifierOf(one.username);
    const numbered = (number: number) => `${base.slice(0, LONGEST - 1 - `${number}`.length)}-${number}`;
    const identifier = freeName(base, taken, numbered);
    if (one.username === person.username) return identifier;
    taken.add(identifier);
  }
  return undefined;
}

/** Where a person's sandboxes may be: in accounts of their own access, and in those of roles behind it. */
function placesOf({ access, roles = [] }: HandoverPerson): readonly Place[] {
  return [...access, ...roles.map(({ roleArn, region }) => ({ accountId: roleOf(roleArn).accountId, region }))];
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.accountId === other.accountId && one.region === other.region;
}

function identifierOf(username: string): string {
  const [local = ""] = username.split("@");
  const plain = local
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "dev" : plain;
}

import { isSessionName, maySessionBeOf, showsInSessionName } from "../aws/session-name.ts";
import { callerRole } from "../safety/own-access.ts";
import type { HandoverPerson } from "./handover.ts";

/** Whom a machine is set up for, and who else may sit at it. */
export interface ChosenPerson {
  readonly person: Pick<HandoverPerson, "email" | "username">;
  readonly people: readonly Pick<HandoverPerson, "email" | "username">[];
}

/** Who signed in, held against the person that was chosen. */
export type SignedInAs =
  | { readonly kind: "chosen"; readonly userName: string }
  /** `email`: theirs, where the handover has them, too. */
  | { readonly kind: "other"; readonly userName: string; readonly email?: string }
  /** It cannot be told: AWS gave no name, or one that may be anybody's. */
  | { readonly kind: "unknown"; readonly userName?: string };

/** By the ARN of whoever calls; absent where nobody could be asked. A person is chosen by a handover alone. */
export function signedInAs(callerArn: string | undefined, chosen: ChosenPerson): SignedInAs {
  const session = callerArn === undefined ? undefined : callerRole(callerArn)?.userName;
  const { person } = chosen;
  if (session === undefined || person.username === "") return { kind: "unknown" };
  const named = { userName: session };
  if ([person.username, person.email].some((name) => isSame(name, session))) return { kind: "chosen", ...named };
  const others = chosen.people.filter(({ email }) => !isSame(email, person.email));
  const other = others.find(({ username }) => isSame(username, session));
  if (other !== undefined) return { kind: "other", ...named, email: other.email };
  if (maySessionBeOf(person.username, session)) {
    const isClear =
      showsInSessionName(person.username) && !others.some(({ username }) => maySessionBeOf(username, session));
    return { kind: isClear ? "chosen" : "unknown", ...named };
  }
  return { kind: isSessionName(person.username) ? "other" : "unknown", ...named };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

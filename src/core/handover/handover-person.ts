import type { Fault } from "../errors/fault.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { quoted } from "../text/visible-text.ts";
import type { Handover, HandoverPerson } from "./handover.ts";

/** Who sits at this machine, as far as the handover and what was said tell it. */
export type PersonPick =
  | { readonly kind: "found"; readonly person: HandoverPerson; readonly by: "email" | "git" | "only-one" }
  /** Nobody said who they are: ask, among these. */
  | { readonly kind: "ask"; readonly people: readonly HandoverPerson[] }
  /** Somebody said who they are, and the handover does not have them; or it has nobody. */
  | { readonly kind: "not-in-it"; readonly fault: Fault };

export interface PersonHints {
  /** `--email`: exactly this person or none. */
  readonly email?: string | undefined;
  /** `git config user.email`, which many set to another address than the one they work under: a hint, no more. */
  readonly gitEmail?: string | undefined;
}

/** Picks the person by address; upper and lower case are the same. */
export function pickPerson({ people }: Handover, { email, gitEmail }: PersonHints): PersonPick {
  const [first, ...others] = people;
  if (email !== undefined) return pickNamed(people, email);
  if (first === undefined) return { kind: "not-in-it", fault: nobody };
  const byGit = gitEmail === undefined ? undefined : personAt(people, gitEmail);
  if (byGit !== undefined) return { kind: "found", person: byGit, by: "git" };
  return others.length === 0 ? { kind: "found", person: first, by: "only-one" } : { kind: "ask", people };
}

function pickNamed(people: readonly HandoverPerson[], email: string): PersonPick {
  const person = personAt(people, email);
  if (person !== undefined) return { kind: "found", person, by: "email" };
  const likely = didYouMean(
    email.trim(),
    people.map((one) => one.email),
  );
  const message = `${quoted(email)} is not in the handover.${likely}`;
  return { kind: "not-in-it", fault: { message, remedy: "Give --email as your admin's team file has it." } };
}

function personAt(people: readonly HandoverPerson[], email: string): HandoverPerson | undefined {
  const wanted = email.trim().toLowerCase();
  return people.find((person) => person.email.toLowerCase() === wanted);
}

const nobody: Fault = { message: "There is nobody in the handover.", remedy: "Ask your admin for a new one." };

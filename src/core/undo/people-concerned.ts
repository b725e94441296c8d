import { resourceOf } from "../state/change.ts";
import type { Resource } from "../state/resource.ts";
import type { RecordedRun } from "./recorded-run.ts";

/** Whom a run gave or took something, as far as its record knows them. */
export interface PersonConcerned {
  readonly userName: string;
  /** The user name where no address is known. */
  readonly email: string;
  /** Empty where it is not known. */
  readonly displayName: string;
}

/** Everybody a run gave or took something, once, in its order. */
export function peopleConcerned({ changes }: Pick<RecordedRun, "changes">): readonly PersonConcerned[] {
  const people = new Map<string, PersonConcerned>();
  for (const { change } of changes) {
    const one = personIn(resourceOf(change));
    const key = one?.userName.toLowerCase() ?? "";
    if (one !== undefined && (one.displayName !== "" || !people.has(key))) people.set(key, one);
  }
  return [...people.values()];
}

function personIn(resource: Resource): PersonConcerned | undefined {
  switch (resource.kind) {
    case "User":
      return { userName: resource.userName, email: resource.email, displayName: resource.displayName };
    case "GroupMembership":
      return unknown(resource.userName);
    case "AccountAssignment":
      return resource.principal.type === "USER" ? unknown(resource.principal.name) : undefined;
    default:
      return undefined;
  }
}

function unknown(userName: string): PersonConcerned {
  return { userName, email: userName, displayName: "" };
}
